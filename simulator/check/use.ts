/** A place in the mini-program's sources. */
export interface Place {
  file: string
  line: number
}

/** The extent of the simulation: whole, in part, or none. */
export type Extent = 'simulated' | 'part' | 'missing' | 'unknown'

/** Something of WeChat's that a mini-program uses, and where. */
export interface Usage {
  kind: 'api' | 'component' | 'attribute'
  /** `wx.createUDPSocket`, `<live-player>`, `<video> danmu-list`. */
  name: string
  /** `unknown`: WeChat has no such component either, as far as is known. */
  extent: Extent
  /** Says what is missing of something that is here in part. */
  note?: string
  places: Place[]
}

/** Called with each use, one by one. */
export type Add = (found: Omit<Usage, 'places'>, at: Place) => void
