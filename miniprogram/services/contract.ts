import { LoginError, type LoginErrorCode } from './errors'

/**
 * What the backend answers: the one file to change for a backend with other habits (an envelope
 * such as `{code, data, msg}`, other names, other error codes).
 */

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

export interface SessionAnswer {
  expiresIn: number
  user: BackendUser
}

/** What the tutorials send along with the code. */
export interface LoginData {
  nickName?: string
  avatarUrl?: string
  gender?: number
  city?: string
  province?: string
  country?: string
}

const errorCodes: Record<string, LoginErrorCode> = {
  code_invalid: 'ERR_CODE_INVALID',
  code_used: 'ERR_CODE_INVALID',
  session_expired: 'ERR_SESSION_EXPIRED',
  token_missing: 'ERR_SESSION_EXPIRED',
  user_blocked: 'ERR_USER_BLOCKED',
  wechat_rate_limited: 'ERR_RATE_LIMITED',
  wechat_busy: 'ERR_WECHAT_BUSY',
  wechat_unreachable: 'ERR_WECHAT_BUSY',
}

/** The backend's refusal as the error pages know. Only the code is read, never the message. */
export function errorFrom(statusCode: number, body: unknown): LoginError {
  const { error } = (body || {}) as { error?: { code?: string } }
  const given = (error && error.code) || ''
  const known = errorCodes[given]
  const code = known || (statusCode === 401 ? 'ERR_SESSION_EXPIRED' : 'ERR_SERVER')
  return new LoginError(code, `The backend answered ${statusCode} ${given}`)
}

/** @throws LoginError `ERR_SERVER` when the answer lacks what a session needs */
export function loginAnswerFrom(body: unknown): LoginAnswer {
  const { token, expiresIn, user } = (body || {}) as Partial<LoginAnswer>
  if (typeof token === 'string' && token && typeof expiresIn === 'number' && user && user.id) {
    const { id, nickName, avatarUrl } = user
    return { token, expiresIn, user: { id, nickName: nickName || '', avatarUrl: avatarUrl || '' } }
  }
  throw new LoginError('ERR_SERVER', 'The login answer lacks token, expiresIn or user')
}
