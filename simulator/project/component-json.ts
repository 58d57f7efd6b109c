import type { WindowJson } from './app-json.ts'
import type { Report } from './fault.ts'
import type { Resolver } from './resolver.ts'

/**
 * A page's or component's `.json`, with every component it may use as `/path/from/root`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/page.html
 */
export interface ComponentJson extends WindowJson {
  component?: boolean
  /** By tag, those of `app.json` among them. */
  usingComponents: Record<string, string>
  /** Tags that can't be drawn, and why, in words for the screen. */
  refused: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: string
  pureDataPattern?: string
}

interface Uses {
  using: Record<string, string>
  refused: Record<string, string>
}

const ELSEWHERE = /^(plugin|plugin-private|dynamicLib|ext):\/\//

/** A component by its path, `/` first; `undefined` where it is none, which is reported. */
function findUsed(
  resolver: Resolver,
  from: string,
  tag: string,
  path: unknown,
  report: Report,
): string | undefined {
  if (typeof path !== 'string' || path === '') {
    report({ file: `${from}.json`, message: `component <${tag}> has no path` })
    return undefined
  }
  const found = resolver.component(from, path)
  if ('name' in found) return `/${found.name}`
  const why = found.reason === '' ? '' : `: ${found.reason}`
  report({ file: `${from}.json`, message: `component <${tag}> is not found at "${path}"${why}` })
  return undefined
}

/** The components of one `usingComponents`; what comes from a plugin is refused in words. */
export function findAllUsed(
  resolver: Resolver,
  from: string,
  given: Record<string, unknown>,
  report: Report,
): Uses {
  const uses: Uses = { using: {}, refused: {} }
  for (const [tag, path] of Object.entries(given)) {
    const kind = ELSEWHERE.exec(String(path))?.[1]
    if (kind !== undefined) {
      uses.refused[tag] = `<${tag}> comes from ${String(path)}: a ${kind} is not simulated`
      continue
    }
    const found = findUsed(resolver, from, tag, path, report)
    if (found !== undefined) uses.using[tag] = found
  }
  return uses
}

/** One `.json` with what `app.json` gives to every page and component. */
export function normalizeComponent(
  resolver: Resolver,
  from: string,
  raw: Record<string, unknown>,
  shared: Uses,
  report: Report,
): ComponentJson {
  const own = findAllUsed(resolver, from, objectOf(raw.usingComponents), report)
  const generics = Object.entries(objectOf(raw.componentGenerics)).map(([name, generic]) => {
    const path = objectOf(generic).default
    if (path === undefined) return [name, generic]
    return [name, { default: findUsed(resolver, from, name, path, report) }]
  })
  return {
    ...raw,
    ...(raw.componentGenerics === undefined
      ? {}
      : { componentGenerics: Object.fromEntries(generics) as never }),
    usingComponents: { ...shared.using, ...own.using },
    refused: { ...shared.refused, ...own.refused },
  }
}

/** All other components that one needs to be drawn. */
export function componentsOf(
  json: Pick<ComponentJson, 'usingComponents' | 'componentGenerics'>,
): string[] {
  const generics = Object.values(json.componentGenerics ?? {}).flatMap((generic) =>
    generic !== true && generic.default !== undefined ? [generic.default] : [],
  )
  return [...Object.values(json.usingComponents), ...generics].map((path) => path.slice(1))
}

/** WeChat treats anything but an object as an empty object. */
export const objectOf = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
