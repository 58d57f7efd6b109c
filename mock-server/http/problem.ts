import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What any route can answer with, whatever it does. Each surface adds its own to these. */
export const commonProblems = {
  invalid_json: 400,
  invalid_request: 400,
  forbidden_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  unsupported_media_type: 415,
  internal: 500,
} as const satisfies Record<string, ContentfulStatusCode>

/**
 * A request that can't be served. It is thrown, and answered as
 * `{"error": {"code", "message", "requestId"}}`.
 *
 * `message` is for the developer who reads the answer: what was wrong, and what to do. It never
 * holds a token, a secret or a session key.
 */
export class Problem extends Error {
  override name = 'Problem' as const
  readonly status: ContentfulStatusCode
  readonly code: string
  /** Sent as `Retry-After` where waiting helps. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    retryAfterSeconds?: number,
  ) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** A `Problem` every surface knows. */
export function commonProblem(code: keyof typeof commonProblems, message: string): Problem {
  return new Problem(commonProblems[code], code, message)
}

export function answerProblem(c: Context, problem: Problem): Response {
  const { code, message, status, retryAfterSeconds } = problem
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  return c.json({ error: { code, message, requestId: c.get('requestId') } }, status)
}
