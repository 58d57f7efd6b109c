import type { Project } from '../project/project.ts'
import { readApis } from './apis.ts'
import { readTags } from './tags.ts'

/** A place in the mini-program's sources. */
export interface Place {
  file: string
  line: number
}

/** The extent of what there is of it here: all that is known of it, some, or nothing. */
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

/** Told of each use, one by one. */
export type Add = (found: Omit<Usage, 'places'>, at: Place) => void

/**
 * Lists what a mini-program uses of `wx`, of WeChat's components and of their attributes; the most used first.
 * Sources are read as text: what is put together at run time is not seen, and what a comment names does
 * not count.
 */
export function readUsage(project: Project): Usage[] {
  const found = new Map<string, Usage>()
  const add: Add = (use, at) => {
    const known = found.get(use.name) ?? { ...use, places: [] }
    found.set(use.name, known)
    known.places.push(at)
  }
  readApis(project, add)
  readTags(project, add)
  return [...found.values()].toSorted((a, b) => b.places.length - a.places.length)
}
