import { ServiceError } from './errors'

/** Recent calls, counted by name. */
const recent: Record<string, number> = {}

/**
 * True when `what` may be done once more, which is counted then. A timer forgets it, not the clock:
 * the user may set that, and then a limit by the clock would be none.
 *
 * @param limit how often within `milliseconds`
 */
export function isWithinLimit(what: string, limit: number, milliseconds: number): boolean {
  const count = recent[what] || 0
  if (count >= limit) return false
  recent[what] = count + 1
  setTimeout(() => recent[what]!--, milliseconds)
  return true
}

/**
 * Keeps a limited API (`wx.login`, `checkSession`, `getSetting`, `getUserInfo`, `getUserProfile`)
 * within WeChat's four calls a second. The daily limit (twice the page views) is kept by asking
 * rarely: answers are remembered.
 *
 * @throws ServiceError `ERR_RATE_LIMITED` instead of making the call
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/performance/api-frequency.html
 */
export function spend(api: string) {
  if (!isWithinLimit(api, 4, 1000)) {
    throw new ServiceError('ERR_RATE_LIMITED', `${api} too often`)
  }
}
