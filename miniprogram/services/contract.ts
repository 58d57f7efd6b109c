import { LoginError, type LoginErrorCode } from './errors'

/**
 * What the backend answers: the one file to change for a backend with other habits (an envelope
 * such as `{code, data, msg}`, other names, other error codes).
 */

export const LOGIN_PATH = '/api/login'
export const LOGOUT_PATH = '/api/logout'

export interface BackendUser {
  id: string
  nickName: string
  avatarUrl: string
}

export interface LoginAnswer {
  token: string
  /** Seconds from now: the phone's clock may be wrong, so no point in time is sent. */
  expiresIn: number
  user: BackendUser
}

export type SessionAnswer = Pick<LoginAnswer, 'expiresIn' | 'user'>

const errorCodes: Record<string, LoginErrorCode> = {
  code_invalid: 'ERR_CODE_INVALID',
  code_used: 'ERR_CODE_INVALID',
  session_expired: 'ERR_SESSION_EXPIRED',
  token_missing: 'ERR_SESSION_EXPIRED',
  wechat_session_stale: 'ERR_KEY_STALE',
  encrypted_data_expired: 'ERR_KEY_STALE',
  phone_code_invalid: 'ERR_CODE_INVALID',
  user_blocked: 'ERR_USER_BLOCKED',
  wechat_rate_limited: 'ERR_RATE_LIMITED',
  wechat_busy: 'ERR_WECHAT_BUSY',
  wechat_unreachable: 'ERR_WECHAT_BUSY',
}

/**
 * The body of a good answer. For a backend that always answers 200 with `{code, data, msg}`: return
 * `body.data` where `body.code` is 0, and throw otherwise.
 *
 * @throws LoginError the backend's refusal as the code pages know; only codes are read, no messages
 */
export function answerFrom(statusCode: number, body: unknown): unknown {
  if (statusCode >= 200 && statusCode < 300) return body
  const { error } = (body || {}) as { error?: { code?: string } }
  const given = (error && error.code) || ''
  const byStatus =
    statusCode === 401 ? 'ERR_SESSION_EXPIRED' : statusCode < 500 ? 'ERR_REJECTED' : 'ERR_SERVER'
  throw new LoginError(
    errorCodes[given] || byStatus,
    `The backend answered ${statusCode} ${given}`,
    given,
  )
}

/** @throws LoginError `ERR_SERVER` when the answer lacks what a session needs */
export function loginAnswerFrom(body: unknown): LoginAnswer {
  const { token } = (body || {}) as Partial<LoginAnswer>
  if (typeof token === 'string' && token) return { token, ...sessionAnswerFrom(body) }
  throw new LoginError('ERR_SERVER', 'The login answer lacks token')
}

/** @throws LoginError `ERR_SERVER` when the answer tells no user or no time */
export function sessionAnswerFrom(body: unknown): SessionAnswer {
  const { expiresIn, user } = (body || {}) as Partial<SessionAnswer>
  if (typeof expiresIn === 'number' && expiresIn > 0) return { expiresIn, user: userFrom(user) }
  throw new LoginError('ERR_SERVER', 'The answer lacks expiresIn')
}

/** @throws LoginError `ERR_SERVER` when it is no user */
export function userFrom(body: unknown): BackendUser {
  const { id, nickName, avatarUrl } = (body || {}) as Partial<BackendUser>
  if (typeof id === 'string' && id)
    return { id, nickName: nickName || '', avatarUrl: avatarUrl || '' }
  throw new LoginError('ERR_SERVER', 'The answer lacks the user')
}
