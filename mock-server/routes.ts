/** The origin at which `npm start` serves, and what the mini-program calls during development. */
export const DEFAULT_ORIGIN = 'http://127.0.0.1:3900'

/** WeChat's production host, kept as a path prefix: a backend changes only its base URL. */
export const WECHAT_PREFIX = '/api.weixin.qq.com'

/** The developer's backend. */
export const BACKEND_PREFIX = '/api'

/** The WeChat app's way to its own platform; only the simulated `wx` calls it. */
export const CLIENT_PREFIX = '/__client'

/** The preview's way to a backend elsewhere. */
export const RELAY_PREFIX = '/__relay'

/** Control: what a test, a tool or a person at this machine may do to the whole mock. */
export const CONTROL_PREFIX = '/__mock'

/** Codes and links lead there, in the place of WeChat's host of short links. */
export const LINKS_PREFIX = '/wxaurl.cn'

const OWN = [
  BACKEND_PREFIX,
  CLIENT_PREFIX,
  RELAY_PREFIX,
  CONTROL_PREFIX,
  LINKS_PREFIX,
  WECHAT_PREFIX,
]

/** True if a path is below one of these prefixes, or is one; a query may follow. */
export const isOwnPath = (path: string): boolean =>
  OWN.some((own) => path.startsWith(own) && /^(?:$|[/?])/.test(path.slice(own.length)))

/** Everything that a phone asks, as the targets of faults are written. */
export const PHONE_TARGETS: readonly string[] = [`${BACKEND_PREFIX}/*`, `${CLIENT_PREFIX}/*`]
