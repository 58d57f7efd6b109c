import { defineApis, defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'

const KINDS = ['heavy', 'medium', 'light']

/**
 * The phone's hardware: vibration, screen brightness, battery. Effects that are not
 * visible are recorded in `effects`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/vibrate/wx.vibrateShort.html
 */
export function bodyApis(phone: Context) {
  const { device, effects, events } = phone
  const battery = () => ({
    level: device.batteryLevel,
    isCharging: device.isCharging,
    isLowPowerModeEnabled: false,
  })
  const asynchronous = defineApis(phone, {
    vibrateShort: (options) => {
      const { type } = options
      if (type !== undefined && !KINDS.includes(type)) {
        throw new ApiFailure('style is not support')
      }
      effects.add('vibrateShort', options)
    },
    vibrateLong: () => effects.add('vibrateLong'),
    setKeepScreenOn: (options) => {
      requireParameters(options, { keepScreenOn: 'Boolean' })
      effects.add('setKeepScreenOn', options)
    },
    setScreenBrightness: (options) => {
      requireParameters(options, { value: 'Number' })
      const { value } = options
      if (value < 0 || value > 1) throw new ApiFailure('value should be from 0 to 1')
      device.screenBrightness = value
    },
    getScreenBrightness: () => ({ value: device.screenBrightness }),
    setVisualEffectOnCapture: (options) => effects.add('setVisualEffectOnCapture', options),
    getScreenRecordingState: () => {
      const last: { state?: string } = events.history('ScreenRecordingStateChanged').at(-1) ?? {}
      return { state: last.state === 'start' ? 'on' : 'off' }
    },
    getBatteryInfo: battery,
    checkIsOpenAccessibility: () => ({ open: false }),
    hideKeyboard: () => {
      if (phone.host.hideKeyboard?.() === false) {
        throw new ApiFailure('input not exists')
      }
      effects.add('hideKeyboard')
    },
    setWindowSize: (options) => {
      requireParameters(options, { width: 'Number', height: 'Number' })
      Object.assign(device, { windowWidth: options.width, windowHeight: options.height })
    },
    getLocalIPAddress: () => ({ localip: '192.168.1.2', netmask: '255.255.255.0' }),
  })
  return { ...asynchronous, ...defineOthers({ getBatteryInfoSync: battery as never }) }
}
