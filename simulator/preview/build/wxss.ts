import {
  parse as parseCss,
  root as emptySheet,
  type AtRule,
  type Container,
  type CssSyntaxError,
  type Root,
} from 'postcss'
import selectorParser from 'postcss-selector-parser'
import type { ProjectFault } from '../../project/fault.ts'
import { asCss } from './wxss-source.ts'
import { rpxToVw } from '../../engine/rpx.ts'

/** The sheets of a mini-program, all of them WXSS. */
export interface SheetSources {
  read(name: string): string | undefined
  /** The sheet that another one imports; nothing where it is not there. */
  find(from: string, target: string): string | undefined
}

/** Where a style sheet applies. */
export type StyleScope =
  /** The whole mini-program (`app.wxss`). */
  | { kind: 'app' }
  /** One page: all pages live in one document, but each has its own styles. */
  | { kind: 'page'; route: string }
  /** One component: its classes get a prefix that only its own elements have. */
  | { kind: 'component'; name: string }

/**
 * WXSS as CSS for the preview: imports put in, `rpx` as a share of the phone's width, tags under the
 * names they have in the document, selectors kept to where they apply.
 *
 * @param report called with faults; the rest of the sheet still applies
 */
export function compileStyle(
  sources: SheetSources,
  file: string,
  scope: StyleScope,
  report: (error: ProjectFault) => void,
): string {
  const sheet = parseWithImports(sources, file, report, [])
  sheet.walkDecls((declaration) => {
    declaration.value = rpxToVw(declaration.value)
  })
  sheet.walkAtRules('media', (rule) => {
    rule.params = rpxToVw(rule.params)
    followTheme(rule)
  })
  sheet.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && (rule.parent as AtRule).name.endsWith('keyframes')) return
    rule.selector = scopeSelector(rule.selector, scope)
  })
  return sheet.toString()
}

/** A sheet of WXSS with its imports inlined; faults are reported. */
export function parseWithImports(
  sources: SheetSources,
  file: string,
  report: (error: ProjectFault) => void,
  within: string[],
): Root {
  const sheet = parse(sources, file, report)
  sheet.walkAtRules('import', (rule) => {
    const target = rule.params.replace(/^(?:url\()?['"]?|['"]?\)?$/g, '')
    const path = sources.find(file, target)
    if (path !== undefined && within.includes(path)) {
      rule.remove() // an import cycle: it is there already
    } else if (path !== undefined) {
      rule.replaceWith(parseWithImports(sources, path, report, [...within, file]).nodes)
    } else {
      report({ file, line: rule.source?.start?.line, message: `@import "${target}" is not found` })
      rule.remove()
    }
  })
  return sheet
}

function parse(sources: SheetSources, file: string, report: (error: ProjectFault) => void): Root {
  try {
    return parseCss(asCss(sources.read(file) ?? ''), { from: file })
  } catch (error) {
    const { reason, line, column } = error as CssSyntaxError
    report({ file, line, column, message: reason })
    return emptySheet()
  }
}

const SCHEME = /\s*(?:and\s*)?\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)\s*(?:and\s*)?/

/**
 * The phone's theme is a setting of the preview, not that of the computer: media queries become a
 * selector.
 */
function followTheme(rule: AtRule) {
  const theme = SCHEME.exec(rule.params)?.[1]
  if (theme === undefined) return
  rule.walkRules((inner) => {
    inner.selectors = inner.selectors.map(
      (selector) => `:where(html[data-theme='${theme}']) ${selector}`,
    )
  })
  rule.params = rule.params.replace(SCHEME, '')
  if (rule.params === '') rule.replaceWith((rule as Container).nodes ?? [])
}

function scopeSelector(selector: string, scope: StyleScope): string {
  return selectorParser((list) => {
    list.walkTags((tag) => {
      if (!['page', 'html', 'from', 'to'].includes(tag.value)) tag.value = `wx-${tag.value}`
    })
    list.each((each) => {
      if (scope.kind === 'page') keepToPage(each, scope.route)
      if (scope.kind === 'component') keepToComponent(each, scope.name)
    })
  }).processSync(selector)
}

/** `:where` adds no weight: a page's rules and those of `app.wxss` compare as they were written. */
function keepToPage(selector: selectorParser.Selector, route: string) {
  const here = `:where(page[data-route='${route}'])`
  let named = false
  selector.walkTags((tag) => {
    if (tag.value !== 'page') return
    tag.replaceWith(selectorParser.tag({ value: `page${here}` }))
    named = true
  })
  if (!named) selector.prepend(selectorParser.tag({ value: `${here} ` }))
}

function keepToComponent(selector: selectorParser.Selector, name: string) {
  let isScoped = false
  selector.walkClasses((cls) => {
    cls.value = `${name}--${cls.value}`
    isScoped = true
  })
  selector.walkPseudos((pseudo) => {
    if (pseudo.value !== ':host') return
    pseudo.value = `[wx-host='${name}']`
    isScoped = true
  })
  if (!isScoped) selector.prepend(selectorParser.tag({ value: `:where([wx-host='${name}']) ` }))
}
