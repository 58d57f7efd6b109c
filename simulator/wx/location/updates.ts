import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireScope } from '../open-api/scope.ts'
import { located } from './location.ts'

/**
 * Location updates: one at the start, and one whenever a test or the host fires
 * `events.happen('LocationChange')`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/location/wx.startLocationUpdate.html
 */
export function locationUpdateApis(phone: Context) {
  const { privacy, events, reportError } = phone
  const changes = events.of('LocationChange')
  let isOn = false
  const start = (api: string, scope: string) => async () => {
    await privacy.require(phone, api)
    await requireScope(phone, scope)
    isOn = true
    changes.tell(located(phone), reportError)
  }
  const asynchronous = defineApis(phone, {
    startLocationUpdate: start('startLocationUpdate', 'scope.userLocation'),
    startLocationUpdateBackground: start(
      'startLocationUpdateBackground',
      'scope.userLocationBackground',
    ),
    stopLocationUpdate: () => {
      if (!isOn) throw new ApiFailure('location update is not started')
      isOn = false
    },
  })
  const own = new Map<unknown, (detail: unknown) => void>()
  const listeners = defineOthers({
    onLocationChange: (listener) => {
      const tell = (detail: unknown) => {
        const isPlayed = Object.keys(detail as object).length === 0
        if (isOn) listener((isPlayed ? located(phone) : detail) as never)
      }
      own.set(listener, tell)
      changes.add(tell)
    },
    offLocationChange: (listener) => changes.remove(listener && own.get(listener)),
    onLocationChangeError: (listener) => events.of('LocationChangeError').add(listener as never),
    offLocationChangeError: (listener) =>
      events.of('LocationChangeError').remove(listener as never),
  })
  return { ...asynchronous, ...listeners }
}
