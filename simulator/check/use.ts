/** A place in the mini-program's sources. */
export interface Place {
  file: string
  line: number
}

/** The extent of the simulation: whole, in part, or none. */
export type Extent = 'simulated' | 'part' | 'missing' | 'unknown'

/** Something of WeChat's that a mini-program uses, and where. */
export interface Usage {
  /**
   * `setting`: of a `.json` file; `sheet`: in Sass or Less, seen by no phone. Both change nothing here, as
   * attributes do.
   */
  kind: 'api' | 'component' | 'plugin' | 'attribute' | 'setting' | 'sheet'
  /** `wx.createUDPSocket`, `<live-player>`, `plugin://a/b`, `<video> danmu-list`, `app.json: workers`. */
  name: string
  /** `unknown`: as far as is known, WeChat does not have this component either. */
  extent: Extent
  /** Says what is missing of something that is here in part. */
  note?: string
  places: Place[]
}

/** Called with each use, one by one. */
export type Add = (found: Omit<Usage, 'places'>, at: Place) => void

/** Uses that stop what needs them, other than those that merely change nothing. */
export const stops = ({ kind, extent }: Pick<Usage, 'kind' | 'extent'>) =>
  extent === 'missing' && (kind === 'api' || kind === 'component' || kind === 'plugin')
