import type { ProjectFault } from '../../project/fault.ts'
import type { Project } from '../../project/project.ts'
import { findSheet, readSheet } from '../../project/styles.ts'
import type { BuildCache } from './cache.ts'
import type { MadeSheet } from './style-languages.ts'
import type { StyleScope } from './wxss.ts'

/** One style sheet as CSS for the preview, compiled where it or what it imports changed. */
export async function compileSheet(
  project: Project,
  file: string,
  scope: StyleScope,
  cache: BuildCache,
): Promise<{ css: string; faults: ProjectFault[] }> {
  const { files, place } = project
  const { texts, forPlugins } = readSheet(files, place.config, file)
  const made = await makeSheets(project, forPlugins, cache)
  const sources = [...texts, ...[...made].map(([name, { wxss }]) => [name, wxss])].flat()
  const faults = [...made.values()].flatMap(({ fault }) => fault ?? [])
  const own = await cache.get(['style', JSON.stringify(scope), ...sources], async () => {
    const { compileStyle } = await import('./wxss.ts') // PostCSS is not loaded where nothing changed
    const inCss: ProjectFault[] = []
    const css = compileStyle(sourcesOf(project, made), file, scope, (fault) => inCss.push(fault))
    return { css, faults: inCss }
  })
  return { css: own.css, faults: [...faults, ...own.faults] }
}

/** Sheets of Sass and Less as WXSS. Their compilers are loaded where something is to be compiled. */
async function makeSheets(project: Project, names: string[], cache: BuildCache) {
  const made = new Map<string, MadeSheet>()
  if (names.length === 0) return made
  const { makeWxss, toolOf } = await import('./style-languages.ts')
  const { files, place } = project
  for (const name of names) {
    const { texts } = readSheet(files, place.config, name)
    const key = ['sheet of a plugin', toolOf(project, name), ...[...texts].flat()]
    made.set(name, await cache.get(key, () => makeWxss(project, name)))
  }
  return made
}

const sourcesOf = ({ files, place }: Project, made: ReadonlyMap<string, MadeSheet>) => ({
  read: (name: string) => made.get(name)?.wxss ?? files.read(name),
  find: (from: string, target: string) => findSheet(files, place.config, from, target),
})
