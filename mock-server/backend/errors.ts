import { commonProblems, Problem, type ProblemKind } from '../http/problem.ts'

/** Every error `/api/*` can answer, and its HTTP status. Clients branch on these codes. */
export const apiErrors = {
  ...commonProblems,
  encrypted_data_invalid: {
    status: 400,
    about: 'WeChat encrypted this for another mini-program, or for another user.',
  },
  encrypted_data_expired: {
    status: 400,
    about: 'What WeChat encrypted is older than five minutes: ask WeChat again.',
  },
  phone_code_invalid: {
    status: 400,
    about:
      'The phone code is unknown, used or too old, or is a login code: let the user tap again.',
  },
  signature_invalid: {
    status: 400,
    about: '`rawData` is not what WeChat signed.',
  },
  token_missing: {
    status: 401,
    about: 'No `Authorization: Bearer` header came along.',
  },
  session_expired: {
    status: 401,
    about: 'The token is unknown, was signed out, or has run out: sign in again.',
  },
  refresh_token_invalid: {
    status: 401,
    about: 'The refresh token is unknown or has run out: sign in again.',
  },
  refresh_token_reused: {
    status: 401,
    about:
      'The refresh token was used before, so it was copied: all of its sign-in is ended. Sign in again.',
  },
  code_invalid: {
    status: 401,
    about: 'WeChat does not know the code, or its five minutes are over: call `wx.login` again.',
  },
  code_used: {
    status: 401,
    about: 'The code was exchanged before: call `wx.login` again.',
  },
  user_blocked: {
    status: 403,
    about: "WeChat's risk control refuses this user.",
  },
  wechat_session_stale: {
    status: 409,
    about:
      'This was encrypted under another session of WeChat: sign in again, let WeChat encrypt again, resend.',
  },
  picture_unsupported: {
    status: 415,
    about: 'The file is no PNG, JPEG, GIF or WebP picture.',
  },
  wechat_rate_limited: {
    status: 429,
    about: 'Too many calls this minute, says WeChat.',
  },
  wechat_misconfigured: {
    status: 502,
    about: "This server's appid or secret is wrong: nothing the client can do.",
  },
  wechat_unreachable: {
    status: 502,
    about: 'WeChat could not be reached, or gave no sensible answer.',
  },
  wechat_busy: {
    status: 503,
    about: 'WeChat is busy: try again in a moment.',
  },
} as const satisfies Record<string, ProblemKind>

/** A code of the closed list in `docs/en/errors.md`. */
export type ApiErrorCode = keyof typeof apiErrors

/** A refusal of the backend; `retryAfterSeconds` becomes `Retry-After`. */
export function apiError(code: ApiErrorCode, message: string, retryAfterSeconds?: number): Problem {
  return new Problem(apiErrors[code].status, code, message, retryAfterSeconds)
}
