import { commonProblems, Problem } from '../http/problem.ts'

/** Every error `/api/*` can answer, and its HTTP status. Clients branch on these codes. */
export const apiErrors = {
  ...commonProblems,
  /** WeChat encrypted this for another mini-program, or for another user. */
  encrypted_data_invalid: 400,
  /** What WeChat encrypted is older than five minutes: ask WeChat again. */
  encrypted_data_expired: 400,
  /** The phone code is unknown, used or too old, or is a login code: let the user tap again. */
  phone_code_invalid: 400,
  /** `rawData` is not what WeChat signed. */
  signature_invalid: 400,
  /** No `Authorization: Bearer` header came along. */
  token_missing: 401,
  /** The token is unknown, was signed out, or has run out: sign in again. */
  session_expired: 401,
  /** WeChat does not know the code, or its five minutes are over: call `wx.login` again. */
  code_invalid: 401,
  /** The code was exchanged before: call `wx.login` again. */
  code_used: 401,
  /** WeChat's risk control refuses this user. */
  user_blocked: 403,
  /** The `session_key` is not the one in force: sign in again, let WeChat encrypt again, resend. */
  wechat_session_stale: 409,
  /** The file is no PNG, JPEG, GIF or WebP picture. */
  picture_unsupported: 415,
  /** Too many calls this minute, says WeChat. */
  wechat_rate_limited: 429,
  /** This server's appid or secret is wrong: nothing the client can do. */
  wechat_misconfigured: 502,
  /** WeChat could not be reached, or gave no sensible answer. */
  wechat_unreachable: 502,
  /** WeChat is busy: try again in a moment. */
  wechat_busy: 503,
} as const

export type ApiErrorCode = keyof typeof apiErrors

export function apiError(code: ApiErrorCode, message: string, retryAfterSeconds?: number): Problem {
  return new Problem(apiErrors[code], code, message, retryAfterSeconds)
}
