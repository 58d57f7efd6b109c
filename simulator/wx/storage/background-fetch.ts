import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'

/**
 * Data that WeChat fetched before the mini-program started. None is there unless
 * `events.happen('BackgroundFetchData', { fetchType, fetchedData... })` brought some.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/storage/background-fetch/wx.getBackgroundFetchData.html
 */
export function backgroundFetchApis(phone: Context) {
  const { events, storage } = phone
  const arrivals = events.of('BackgroundFetchData')
  const asynchronous = defineApis(phone, {
    getBackgroundFetchData: (options) => {
      requireParameters(options, { fetchType: 'String' })
      const data = events
        .history('BackgroundFetchData')
        .findLast((one) => (one as { fetchType?: string }).fetchType === options.fetchType)
      if (!data) throw new ApiFailure('record not found')
      return data
    },
    setBackgroundFetchToken: (options) => {
      requireParameters(options, { token: 'String' })
      storage.set(TOKEN, options.token)
    },
    getBackgroundFetchToken: () => {
      const token = storage.get(TOKEN)
      if (typeof token !== 'string') throw new ApiFailure('token not found')
      return { token }
    },
  })
  const listener = defineOthers({
    onBackgroundFetchData: (listener) => arrivals.add(listener as never),
  })
  return { ...asynchronous, ...listener }
}

/** No key that a mini-program stores begins like it. */
const TOKEN = '\u0002background-fetch-token'
