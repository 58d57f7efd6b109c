import type { Env, Hono } from 'hono'

/** The methods some route answers at exactly this path; none when the path is unknown. */
export function allowedMethods<E extends Env>(app: Hono<E>, path: string): string[] {
  const methods = new Set<string>()
  for (const route of app.routes) {
    if (route.method !== 'ALL' && matches(route.path, path)) methods.add(route.method)
  }
  return [...methods]
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith(':') || part === given[index])
  )
}
