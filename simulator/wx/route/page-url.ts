/** A page's query. */
export type Query = Record<string, string>

/** `/pages/a/a?b=c` taken apart; a path without a leading slash is relative to the page `from`. */
export function parsePageUrl(
  url: string,
  from: string | undefined,
): { route: string; query: Query } {
  const [path = '', search = ''] = url.split('?')
  return { route: resolvePath(from, path), query: parseQuery(search) }
}

function resolvePath(from: string | undefined, path: string): string {
  if (path.startsWith('/') || from === undefined) return path.replace(/^\//, '')
  const parts = from.split('/').slice(0, -1)
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Values reach `onLoad` as they were written: WeChat does not decode them. */
function parseQuery(search: string): Query {
  const query: Query = {}
  for (const pair of search.split('&').filter(Boolean)) {
    const [name = '', ...value] = pair.split('=')
    query[name] = value.join('=')
  }
  return query
}
