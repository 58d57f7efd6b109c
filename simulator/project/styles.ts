import type { ProjectFiles } from './files.ts'
import { resolveName, withoutEnding } from './names.ts'
import type { ProjectConfigJson } from './root.ts'

/** A style language that DevTools compiles by a plugin of this name. */
export type StyleLanguage = 'less' | 'sass'

const LANGUAGES: Record<string, StyleLanguage> = { less: 'less', scss: 'sass', sass: 'sass' }

/** The style language of a file by its ending; none for WXSS. */
export const languageOf = (file: string): StyleLanguage | undefined =>
  LANGUAGES[/\.([^./]+)$/.exec(file)?.[1] ?? '']

/**
 * The style sheet of a page, a component or the app (`app`).
 *
 * @param name its path without ending
 * @returns `undefined` where there is none. A sheet in another language is one where DevTools' plugin
 *   for it is on; without the plugin WeChat does not see it either.
 */
export function styleSheetOf(
  files: ProjectFiles,
  config: ProjectConfigJson,
  name: string,
): string | undefined {
  if (files.has(`${name}.wxss`)) return `${name}.wxss`
  const plugins = config.setting?.useCompilerPlugins || []
  return Object.keys(LANGUAGES)
    .filter((ending) => plugins.includes(LANGUAGES[ending] ?? ''))
    .map((ending) => `${name}.${ending}`)
    .find((file) => files.has(file))
}

/**
 * The sheet that another one imports, with or without its ending; nothing where it is not there. A sheet
 * that a plugin compiles is imported under the name that it gets: `theme.wxss` for `theme.scss`.
 */
export function findSheet(
  files: ProjectFiles,
  config: ProjectConfigJson,
  from: string,
  target: string,
): string | undefined {
  const name = resolveName(from, target)
  const own = [name, `${name}.wxss`].find((file) => files.has(file))
  if (own !== undefined) return own
  return styleSheetOf(files, config, name.endsWith('.wxss') ? withoutEnding(name) : name)
}

/** Everything that a sheet of Sass or Less may mean by a name, the likeliest first. */
export function findSource(files: ProjectFiles, name: string): string | undefined {
  const endings = ['', '.scss', '.sass', '.less', '.wxss', '.css']
  const partial = name.replace(/([^/]+)$/, '_$1')
  return [name, partial, `${name}/index`, `${name}/_index`]
    .flatMap((each) => endings.map((ending) => each + ending))
    .find((file) => files.has(file))
}

const IMPORT = /@import\s+(?:url\(\s*)?["']?([^"')\s;]+)/g
const STATEMENT = /(?:@(?:import|use|forward|plugin)\b|load-css\()[^;{}]*/g

/** Names of other sheets in a text. Some that are none do no harm. */
function namesIn(file: string, text: string): string[] {
  if (languageOf(file) === undefined) return [...text.matchAll(IMPORT)].map(([, name = '']) => name)
  return [...text.matchAll(STATEMENT)].flatMap(([statement]) =>
    [...statement.matchAll(/["']([^"']+)["']|url\(([^"')]+)\)/g)].map(([, a, b]) => a ?? b ?? ''),
  )
}

/** A style sheet and all it imports, whatever the depth. */
export interface SheetFiles {
  /** By name. */
  texts: Map<string, string>
  /** Those of them that a plugin makes WXSS of; what these import goes into them. */
  forPlugins: string[]
}

/** Reads a style sheet and all it imports. */
export function readSheet(
  files: ProjectFiles,
  config: ProjectConfigJson,
  file: string,
): SheetFiles {
  const texts = new Map<string, string>()
  const forPlugins = new Set<string>()
  const visit = (name: string, isPart: boolean) => {
    const isSource = languageOf(name) !== undefined
    if (isSource && !isPart) forPlugins.add(name)
    if (texts.has(name)) return
    const text = files.read(name) ?? ''
    texts.set(name, text)
    for (const target of namesIn(name, text)) {
      const imported = isSource
        ? (findSource(files, resolveName(name, target)) ?? findSource(files, target))
        : findSheet(files, config, name, target)
      visit(imported ?? target, isSource)
    }
  }
  visit(file, false)
  return { texts, forPlugins: [...forPlugins] }
}
