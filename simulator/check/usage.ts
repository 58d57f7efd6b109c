import type { Project } from '../project/project.ts'
import { readApis } from './apis.ts'
import { readConfigs } from './configs.ts'
import { readSheets } from './sheets.ts'
import { readTags } from './tags.ts'
import type { Add, Usage } from './use.ts'

/**
 * Lists what a mini-program uses of `wx`, of WeChat's components and their attributes, of plugins, of
 * settings and style languages; the most used first.
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
  readConfigs(project, add)
  readSheets(project, add)
  return [...found.values()].toSorted((a, b) => b.places.length - a.places.length)
}
