import type { Store } from '../store/store.ts'
import { useSessionKey, type Account } from './accounts.ts'
import { encryptData, watermarkOf, type WatermarkRule } from './encryption.ts'

const DAY_S = 86_400
/** China's time, by which WeChat counts days. */
const CHINA_OFFSET_S = 8 * 3600

/** The longest list of days that WeChat gives. */
export const MOST_DAYS = 31

/**
 * The result of `wx.getWeRunData`: steps of each day up to today, encrypted with the key in force.
 *
 * @param steps one number a day, the last is today's
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/open-api/werun/wx.getWeRunData.html
 */
export function stepsFor(
  store: Store,
  account: Account,
  steps: readonly number[],
  rule: WatermarkRule,
) {
  const watermark = watermarkOf(store.clock, rule, account.appid)
  const now = Math.floor(store.clock.now() / 1000)
  const today = now - ((now + CHINA_OFFSET_S) % DAY_S)
  const stepInfoList = steps.map((step, index) => ({
    timestamp: today - (steps.length - 1 - index) * DAY_S,
    step,
  }))
  return encryptData(useSessionKey(store, account), JSON.stringify({ stepInfoList, watermark }))
}
