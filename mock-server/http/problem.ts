import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A kind of refusal: its HTTP status, and its meaning for readers of the documentation. */
export interface ProblemKind {
  status: ContentfulStatusCode
  /** When it is answered, and what helps. */
  about: string
}

/** Problems any route can answer with, whatever it does. Each surface adds its own to these. */
export const commonProblems = {
  invalid_json: { status: 400, about: 'The body is not valid JSON.' },
  invalid_request: { status: 400, about: 'A field is missing or wrong; the message names it.' },
  forbidden_origin: { status: 403, about: 'The page or the address that asks may not.' },
  not_found: { status: 404, about: 'There is nothing at this path.' },
  method_not_allowed: { status: 405, about: 'The path exists; `Allow` names its methods.' },
  body_too_large: { status: 413, about: 'The body is over 64 KB, or the picture over 2 MB.' },
  unsupported_media_type: { status: 415, about: 'JSON is wanted, or multipart for a picture.' },
  internal: { status: 500, about: 'This server failed; its log says why.' },
} as const satisfies Record<string, ProblemKind>

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
  return new Problem(commonProblems[code].status, code, message)
}

/** @param more fields beside `error`, for callers who read something else */
export function answerProblem(c: Context, problem: Problem, more: object = {}): Response {
  const { code, message, status, retryAfterSeconds } = problem
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds))
  return c.json({ ...more, error: { code, message, requestId: c.get('requestId') } }, status)
}
