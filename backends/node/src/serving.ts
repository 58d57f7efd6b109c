import { randomUUID } from 'node:crypto'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { Problem } from './problem.ts'

export interface Variables {
  requestId: string
}

type Env = { Variables: Variables }

/**
 * One line of JSON for each request, without headers, query and body, which hold tokens and codes.
 */
export const logRequests: MiddlewareHandler<Env> = async (c, next) => {
  const start = performance.now()
  const requestId = randomUUID()
  c.set('requestId', requestId)
  c.header('X-Request-Id', requestId)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Cache-Control', 'no-store')
  await next()
  const ms = Math.round(performance.now() - start)
  log({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms })
}

/** Turns errors and unknown paths into `{error: {code, message, requestId}}`. */
export function answerProblems(app: Hono<Env>) {
  app.onError((error, c) => {
    if (error instanceof Problem) return answer(c, error)
    log({ level: 'error', requestId: c.get('requestId'), error: describe(error) })
    return answer(c, new Problem(500, 'internal', 'The log says why.'))
  })
  app.notFound((c) => {
    const allowed = app.routes.filter(({ path, method }) => path === c.req.path && method !== 'ALL')
    if (allowed.length === 0) return answer(c, new Problem(404, 'not_found', 'Nothing is here.'))
    const methods = allowed.map(({ method }) => method).join(', ')
    c.header('Allow', methods)
    return answer(c, new Problem(405, 'method_not_allowed', `This address takes ${methods}.`))
  })
}

function answer(c: Context<Env>, { status, code, message, retryAfterSeconds }: Problem) {
  if (retryAfterSeconds) c.header('Retry-After', String(retryAfterSeconds))
  return c.json({ error: { code, message, requestId: c.get('requestId') } }, status as 400)
}

/** The error's kind and place; a database's message may hold values. */
function describe(error: Error) {
  const { code } = error as { code?: unknown }
  const at = error.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line))
    ?.trim()
  return { name: error.name, ...(typeof code === 'string' && { code }), at }
}

export const log = (line: object) =>
  console.log(JSON.stringify({ time: new Date().toISOString(), ...line }))
