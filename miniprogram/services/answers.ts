/**
 * The default readers of the backend's answers. `config.ts` may replace them and call them from its
 * own: `readAnswer` first, then the envelope of that backend.
 */
import type { Answer, BackendUser, LoginAnswer } from './backend-options'
import { ServiceError, type ServiceErrorCode } from './errors'

/**
 * Error codes of the mock backend with a meaning of their own; all others are mapped by their HTTP
 * status.
 */
const errorCodes: Record<string, ServiceErrorCode> = {
  code_invalid: 'ERR_CODE_INVALID',
  code_used: 'ERR_CODE_INVALID',
  wechat_session_stale: 'ERR_KEY_STALE',
  encrypted_data_expired: 'ERR_KEY_STALE',
  phone_code_invalid: 'ERR_CODE_INVALID',
  user_blocked: 'ERR_USER_BLOCKED',
  wechat_busy: 'ERR_WECHAT_BUSY',
  wechat_unreachable: 'ERR_WECHAT_BUSY',
}

/**
 * The body of a good answer (2xx; 204 and 304 have none: `undefined`).
 *
 * @throws ServiceError what was refused, as the code that pages know; only codes are read, no
 *   messages. `ERR_NETWORK` for a web page, which is what a Wi-Fi that wants a login answers in the
 *   backend's place
 */
export function readAnswer({ status, header, body }: Answer): unknown {
  if (status === 204 || status === 205 || status === 304) return undefined
  if (status >= 200 && status < 300) {
    const type = headerOf(header, 'content-type')
    if (!/html/i.test(type) && !/^\s*<(!doctype|html)/i.test(textOf(body))) return body
    throw new ServiceError('ERR_NETWORK', 'A web page answered')
  }
  const { code } = fieldsOf(fieldsOf(body).error)
  const serverCode = typeof code === 'number' ? String(code) : textOf(code)
  const isKnown = errorCodes.hasOwnProperty(serverCode) // oxlint-disable-line no-prototype-builtins
  throw new ServiceError(
    isKnown ? errorCodes[serverCode]! : codeOfStatus(status),
    `The backend answered ${status} ${serverCode}`,
    serverCode,
    secondsUntil(headerOf(header, 'retry-after')),
  )
}

function codeOfStatus(status: number): ServiceErrorCode {
  if (status === 401) return 'ERR_SESSION_EXPIRED'
  if (status === 429) return 'ERR_RATE_LIMITED'
  return status < 500 ? 'ERR_REJECTED' : 'ERR_SERVER'
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsUntil(text: string): number | undefined {
  const seconds = text && isFinite(+text) ? +text : (Date.parse(text) - Date.now()) / 1000
  return isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined
}

/** A header by its name in lower case, since the case differs by phone; empty if there is none. */
export function headerOf(header: Answer['header'], name: string): string {
  const found = Object.keys(header).filter((key) => key.toLowerCase() === name)
  return found.map((key) => header[key]).join()
}

/** The session in a login's answer: `{token, refreshToken?, expiresIn?, user?}`. */
export function readLogin(body: unknown): LoginAnswer {
  const { token, refreshToken, expiresIn, user } = fieldsOf(body) as LoginAnswer
  return { token, refreshToken, expiresIn, user: user && readUser(user) }
}

/** @throws ServiceError `ERR_SERVER` when it is no user: `{id, nickName?, avatarUrl?}` */
export function readUser(body: unknown): BackendUser {
  const { id, nickName, avatarUrl } = fieldsOf(body)
  const known = typeof id === 'number' ? String(id) : textOf(id)
  if (known) return { id: known, nickName: textOf(nickName), avatarUrl: textOf(avatarUrl) }
  throw lacks('user')
}

/** @throws ServiceError `ERR_SERVER` when it is no number of seconds, nor the text of one */
export function readSeconds(value: unknown): number {
  const seconds = Number(value)
  if (seconds > 0 && isFinite(seconds)) return seconds
  throw lacks('expiresIn')
}

/** An answer without something that is needed. */
export const lacks = (field: string) => new ServiceError('ERR_SERVER', `The answer lacks ${field}`)

/** The value as an object of unknown fields; an empty object for anything else. */
export const fieldsOf = (value: unknown) => (value || {}) as Record<string, unknown>

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
