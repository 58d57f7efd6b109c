import type { Context } from '../context.ts'
import { ApiFailure } from '../failure.ts'

/** Names of each sensor: to start it, and of its event. */
const sensors = {
  Accelerometer: { start: 'startAccelerometer', stop: 'stopAccelerometer' },
  Compass: { start: 'startCompass', stop: 'stopCompass' },
  Gyroscope: { start: 'startGyroscope', stop: 'stopGyroscope' },
  DeviceMotion: { start: 'startDeviceMotionListening', stop: 'stopDeviceMotionListening' },
} as const

/**
 * Sensors: silent until a test or the host says what they feel, by
 * `events.happen('AccelerometerChange', { x, y, z })`. As in WeChat, listening to the accelerometer
 * or the compass starts it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/accelerometer/wx.startAccelerometer.html
 */
export function sensorApis({ makeApi, events }: Context): object {
  const apis: Record<string, unknown> = {}
  for (const [name, { start, stop }] of Object.entries(sensors)) {
    let isOn = false
    const told = new Map<unknown, (detail: unknown) => void>()
    const changes = events.of(`${name}Change`)
    apis[start] = makeApi(start, () => {
      isOn = true
    })
    apis[stop] = makeApi(stop, () => {
      if (!isOn) throw new ApiFailure(`${name} is not started`)
      isOn = false
    })
    apis[`on${name}Change`] = (listener: (detail: unknown) => void) => {
      if (name === 'Accelerometer' || name === 'Compass') isOn = true
      const tell = (detail: unknown) => void (isOn && listener(detail))
      told.set(listener, tell)
      changes.add(tell)
    }
    apis[`off${name}Change`] = (listener?: unknown) =>
      changes.remove(listener === undefined ? undefined : told.get(listener))
  }
  return apis
}
