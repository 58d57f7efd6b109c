/** Every way a sign-in or an authorized call can fail. Pages choose their words by `code`. */
export type ServiceErrorCode =
  /** The user refused, or closed WeChat's window. An outcome, not a fault. */
  | 'ERR_USER_DENIED'
  /** The user did not agree to the privacy guideline (errno 104). */
  | 'ERR_PRIVACY_REFUSED'
  /** The API is not named in the privacy guideline of this mini-program (errno 112). */
  | 'ERR_PRIVACY_UNDECLARED'
  /** The API works only straight from a tap: call it before any `await`. */
  | 'ERR_TAP_NEEDED'
  /** This WeChat is too old, or this mini-program may not use the API. */
  | 'ERR_UNSUPPORTED'
  /** WeChat's quota of phone numbers is used up (errno 1400001). */
  | 'ERR_PHONE_QUOTA'
  /** WeChat's review cleared the nickname, or there is none. */
  | 'ERR_NICKNAME_EMPTY'
  /** `wx.login` gave no code, or another WeChat call failed. */
  | 'ERR_WECHAT_LOGIN'
  /** The phone has no connection. */
  | 'ERR_OFFLINE'
  /** The phone has a connection, but the backend was not reached: nobody answers there. */
  | 'ERR_NETWORK'
  /** No answer in time. */
  | 'ERR_TIMEOUT'
  /** The caller ended the call itself, or the page it belonged to was closed. */
  | 'ERR_ABORTED'
  /** The app called it wrongly: a path without `/`, a timeout below zero. For the developer. */
  | 'ERR_USAGE'
  /** WeChat did not accept the code: unknown, used or too old. */
  | 'ERR_CODE_INVALID'
  /** WeChat's `session_key` changed after the data was encrypted. */
  | 'ERR_KEY_STALE'
  /** WeChat does not let this user sign in (its errcode 40226). */
  | 'ERR_USER_BLOCKED'
  /** Too much at once; wait a little (429, WeChat's 45011, or our own limit). */
  | 'ERR_RATE_LIMITED'
  /** WeChat is busy or could not be reached by the backend (-1). */
  | 'ERR_WECHAT_BUSY'
  /** The session is over, and a new one could not be had silently. */
  | 'ERR_SESSION_EXPIRED'
  /** The user signed out while this call was in progress, or nobody is signed in. */
  | 'ERR_SIGNED_OUT'
  /** Somebody else is signed in than when this call began. */
  | 'ERR_USER_CHANGED'
  /** The backend refused the request: wrong input, not found, not allowed (4xx). */
  | 'ERR_REJECTED'
  /** The backend failed, or answered what the contract does not know. */
  | 'ERR_SERVER'

/**
 * The one error of `services/`.
 *
 * `message` is for developers and holds no token, code or address. Branch on `code`: it says more
 * than `instanceof`.
 */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode
  /** The backend's own error code, where it gave one. */
  readonly serverCode?: string
  /** Seconds to wait before trying again, where the backend said so (`Retry-After`). */
  readonly retryAfter?: number

  constructor(code: ServiceErrorCode, message: string, serverCode?: string, retryAfter?: number) {
    super(message)
    // Compiled to ES5, `super` makes a plain Error: its prototype is mended here.
    Object.setPrototypeOf(this, ServiceError.prototype)
    this.name = 'ServiceError'
    this.code = code
    if (serverCode) this.serverCode = serverCode
    if (retryAfter !== undefined) this.retryAfter = retryAfter
  }
}

/** The code of any error; what is no `ServiceError` counts as a fault of the server's answer. */
export function codeOf(error: unknown): ServiceErrorCode {
  const { code } = (error || {}) as { code?: ServiceErrorCode }
  return typeof code === 'string' && code.indexOf('ERR_') === 0 ? code : 'ERR_SERVER'
}
