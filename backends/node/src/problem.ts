/** A refusal, answered as `{error: {code, message, requestId}}`. The template branches on the code. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: string, message: string, retryAfterSeconds?: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export const invalid = (message: string) => new Problem(400, 'invalid_request', message)

export const sessionExpired = () =>
  new Problem(401, 'session_expired', 'This session is over. Sign in again.')

export const staleSession = () =>
  new Problem(409, 'wechat_session_stale', 'Sign in again, and let WeChat encrypt again.')
