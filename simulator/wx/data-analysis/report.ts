import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'

/**
 * The mini-program's usage reports. WeChat returns nothing for them; here they are recorded in
 * `effects`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/data-analysis/wx.reportEvent.html
 */
export function reportApis(phone: Context) {
  const { effects } = phone
  const others = defineOthers({
    reportEvent: (eventId, data) => effects.add('reportEvent', { eventId, data }),
    reportAnalytics: (eventName, data) => effects.add('reportAnalytics', { eventName, data }),
    reportMonitor: (name, value) => effects.add('reportMonitor', { name, value }),
    reportPerformance: (id, value, dimensions) =>
      effects.add('reportPerformance', { id, value, dimensions }),
    // No experiment runs: as in WeChat, an empty object.
    getExptInfoSync: () => ({}),
  })
  const asynchronous = defineApis(phone, {
    getCommonConfig: () => {
      throw new ApiFailure('no configuration is kept for this mini-program')
    },
  })
  return { ...others, ...asynchronous }
}
