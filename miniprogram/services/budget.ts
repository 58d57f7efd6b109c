import { LoginError } from './errors'

const CALLS = 4
const PERIOD_MS = 1000

/** When each limited API was called last. */
const calls: Record<string, number[]> = {}

/**
 * Keeps a limited API (`wx.login`, `checkSession`, `getSetting`, `getUserInfo`, `getUserProfile`)
 * within WeChat's four calls a second. The daily limit (twice the page views) is kept by asking
 * rarely: answers are remembered.
 *
 * @throws LoginError `ERR_RATE_LIMITED` instead of making the call
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/performance/api-frequency.html
 */
export function spend(api: string) {
  const now = Date.now()
  const recent = (calls[api] || []).filter((time) => Math.abs(now - time) < PERIOD_MS)
  if (recent.length >= CALLS) {
    throw new LoginError('ERR_RATE_LIMITED', `${api} was called ${CALLS} times in a second`)
  }
  calls[api] = recent.concat(now)
}
