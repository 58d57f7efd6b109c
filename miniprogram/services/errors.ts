/** Every way a sign-in or an authorized call can fail. Pages choose their words by `code`. */
export type LoginErrorCode =
  /** The user refused. An outcome, not a fault. */
  | 'ERR_USER_DENIED'
  /** `wx.login` gave no code. */
  | 'ERR_WECHAT_LOGIN'
  /** The backend was not reached: no connection, or nobody answers there. */
  | 'ERR_NETWORK'
  /** No answer in time. */
  | 'ERR_TIMEOUT'
  /** WeChat did not accept the code: unknown, used or too old. */
  | 'ERR_CODE_INVALID'
  /** WeChat does not let this user sign in (its errcode 40226). */
  | 'ERR_USER_BLOCKED'
  /** Too many sign-ins; wait a minute (45011). */
  | 'ERR_RATE_LIMITED'
  /** WeChat is busy or could not be reached by the backend (-1). */
  | 'ERR_WECHAT_BUSY'
  /** The session is over, and a new one could not be had silently. */
  | 'ERR_SESSION_EXPIRED'
  /** The user signed out while this call was under way. */
  | 'ERR_SIGNED_OUT'
  /** Somebody else is signed in than when this call began. */
  | 'ERR_USER_CHANGED'
  /** The backend failed, or answered what the contract does not know. */
  | 'ERR_SERVER'

/**
 * The one error of `services/`.
 *
 * `message` is for developers and holds no token, code or address. Branch on `code`, not on
 * `instanceof`: compiled for old phones, subclasses of `Error` lose their identity.
 */
export class LoginError extends Error {
  readonly code: LoginErrorCode

  constructor(code: LoginErrorCode, message: string) {
    super(message)
    this.name = 'LoginError'
    this.code = code
  }
}

/** The code of any error; what is no `LoginError` counts as a fault of the server's answer. */
export function codeOf(error: unknown): LoginErrorCode {
  const { code } = (error || {}) as { code?: LoginErrorCode }
  return typeof code === 'string' && code.indexOf('ERR_') === 0 ? code : 'ERR_SERVER'
}
