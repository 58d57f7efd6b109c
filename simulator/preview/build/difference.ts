import type { ProgramStyle } from '../../engine/program.ts'
import type { ProjectFault } from '../../project/fault.ts'
import type { BuildCache } from './cache.ts'
import { templatesOf, type Build } from './compile.ts'

/** What changed in a mini-program, as a phone that shows it needs to know it. */
export interface ProjectUpdate {
  kind: 'in-place'
  /** What is wrong now. */
  faults: ProjectFault[]
  /** Sheets that changed, by page or component. */
  styles?: Record<string, ProgramStyle>
  templates?: {
    /** A JavaScript expression: the changed templates and those they use, by path. */
    code: string
    /** The pages and components to draw again. */
    changed: string[]
  }
  /** Of what the phone shows when this is done. */
  version: string
}

/**
 * The update from one build to the next without a restart, or that a restart is needed.
 *
 * @returns nothing where a phone would show no difference
 */
export async function findDifference(
  before: Build,
  now: Build,
  cache: BuildCache,
): Promise<Omit<ProjectUpdate, 'faults' | 'version'> | { kind: 'reload' } | undefined> {
  if (before.scripts.hash !== now.scripts.hash || configOf(before) !== configOf(now)) {
    return { kind: 'reload' }
  }
  const styles = changedStyles(before, now)
  const changed = changedMarkup(before, now)
  const names = dependents(now, changed)
  if (names.length === 0 && Object.keys(styles).length === 0) return undefined
  return {
    kind: 'in-place',
    ...(Object.keys(styles).length > 0 && { styles }),
    ...(names.length > 0 && { templates: await compileSome(now, names, cache) }),
  }
}

/** All that a phone reads once: a page asks for its pictures when it is drawn, and keeps them. */
const configOf = ({ program: { app, theme, ext, components }, media }: Build) =>
  JSON.stringify({ app, theme, ext, components, media })

function changedStyles({ program: before }: Build, { program: now }: Build) {
  const names = new Set([...Object.keys(before.styles), ...Object.keys(now.styles)])
  const isOther = (name: string) =>
    JSON.stringify(before.styles[name]) !== JSON.stringify(now.styles[name])
  return Object.fromEntries(
    [...names].filter(isOther).map((name) => [name, now.styles[name] ?? { shared: '' }]),
  )
}

const changedMarkup = ({ markupHashes: before }: Build, { markupHashes: now }: Build) =>
  Object.keys(now).filter((file) => before[file] !== now[file])

/** Pages and components whose templates are among these files, or use one of them. */
function dependents({ program, markup }: Build, files: string[]): string[] {
  const found = new Set(files)
  for (const file of found) {
    for (const [user, used] of Object.entries(markup.uses)) if (used.includes(file)) found.add(user)
  }
  return Object.keys(program.components).filter((name) => found.has(`${name}.wxml`))
}

async function compileSome({ texts: all, markup }: Build, changed: string[], cache: BuildCache) {
  const needed = new Set(changed.map((name) => `${name}.wxml`))
  for (const file of needed) for (const used of markup.uses[file] ?? []) needed.add(used)
  const only = (files: string[]) => files.filter((file) => needed.has(file))
  const some = { wxml: only(markup.wxml), wxs: only(markup.wxs) }
  const texts = [...needed].flatMap((file) => [file, all.get(file) ?? ''])
  const { code } = await cache.get(['some templates', ...texts], () => templatesOf(all, some))
  return { code, changed }
}
