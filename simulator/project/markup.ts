import { placeOf, type ProjectFault, type Report } from './fault.ts'
import type { ProjectFiles } from './files.ts'
import type { Resolver } from './resolver.ts'

/** A file that another one names, and where it does. */
interface Reference {
  path: string
  ending: '.wxml' | '.wxs'
  offset: number
}

/** Templates and their scripts that pages and components are made of, by file. */
export interface Markup {
  wxml: string[]
  wxs: string[]
  /** The components that each of them uses. */
  uses: Record<string, string[]>
}

/**
 * The templates of pages and components with all they import, include and require, whatever the depth.
 *
 * @param names pages and components, without ending
 */
export function readMarkup(
  files: ProjectFiles,
  resolver: Resolver,
  names: Iterable<string>,
  report: Report,
): Markup {
  const uses: Markup['uses'] = {}
  const visit = (file: string) => {
    if (uses[file]) return
    const used: string[] = (uses[file] = [])
    const text = files.read(file) ?? ''
    for (const { path, ending, offset } of referencesIn(file, text)) {
      const target = resolver.file(file, path, ending)
      if ('name' in target) {
        used.push(target.name)
        visit(target.name)
      } else report(missing(file, text, path, offset, target.reason))
    }
  }
  for (const name of names) if (files.has(`${name}.wxml`)) visit(`${name}.wxml`)
  const ending = (wanted: string) => Object.keys(uses).filter((file) => file.endsWith(wanted))
  return { wxml: ending('.wxml'), wxs: ending('.wxs'), uses }
}

function missing(
  file: string,
  text: string,
  path: string,
  offset: number,
  reason: string,
): ProjectFault {
  const why = reason === '' ? '' : `: ${reason}`
  return { file, ...placeOf(text, offset), message: `"${path}" is not found${why}` }
}

const IN_WXML =
  /<(?<tag>import|include|wxs)\b[^>]*?\bsrc\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/g
const IN_WXS = /\brequire\s*\(\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')\s*\)/g
const INLINE_WXS = /(?<head><wxs\b[^>]*>)(?<script>[\s\S]*?)<\/wxs\s*>/g

function referencesIn(file: string, text: string): Reference[] {
  if (file.endsWith('.wxs')) return inScript(text, 0)
  const markup = blank(text, /<!--[\s\S]*?-->/g)
  const inline = [...markup.matchAll(INLINE_WXS)].flatMap(({ groups, index }) =>
    inScript(groups?.script ?? '', index + (groups?.head?.length ?? 0)),
  )
  return [...matches(markup, IN_WXML, 0), ...inline]
}

const inScript = (text: string, start: number) =>
  matches(blank(text, /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g), IN_WXS, start)

/** Comments out of the way, everything else at its place. */
const blank = (text: string, comments: RegExp) =>
  text.replace(comments, (comment) => comment.replace(/[^\n]/g, ' '))

const matches = (text: string, pattern: RegExp, start: number): Reference[] =>
  [...text.matchAll(pattern)].flatMap(({ groups, index }) => {
    const path = (groups?.double ?? groups?.single ?? '').trim()
    const isTemplate = groups?.tag === 'import' || groups?.tag === 'include'
    const ending = isTemplate ? '.wxml' : '.wxs'
    return path === '' || path.includes('{{') ? [] : [{ path, ending, offset: start + index }]
  })
