import type { Listeners } from './listeners.ts'
/** The phone and the WeChat on it. Fields may be changed while the mini-program runs. */
export interface Device {
  /** Base library version: decides which APIs exist. */
  baseLibrary: string
  language: 'zh_CN' | 'zh_TW' | 'en'
  theme: 'light' | 'dark'
  platform: 'ios' | 'android' | 'devtools' | 'ohos' | 'ohos_pc' | 'windows' | 'mac'
  model: string
  system: string
  weChatVersion: string
  windowWidth: number
  windowHeight: number
  statusBarHeight: number
  pixelRatio: number
  /** The font size of WeChat's own settings, in px. */
  fontSizeSetting: number
  /** `wx.setEnableDebug`: the console is shown. */
  isDebugging: boolean
  /** From 0 to 1. */
  screenBrightness: number
  /** In percent. */
  batteryLevel: number
  isCharging: boolean
  /** Which build of the mini-program runs. */
  envVersion: 'develop' | 'trial' | 'release'
  /** The mini-program's version; WeChat reports it for released builds only. */
  version: string
}

/** The device by default. */
export const defaultDevice: Device = {
  baseLibrary: '3.17.5',
  language: 'zh_CN',
  theme: 'light',
  platform: 'ios',
  model: 'iPhone 15',
  system: 'iOS 17.5',
  weChatVersion: '8.0.60',
  windowWidth: 375,
  windowHeight: 667,
  statusBarHeight: 20,
  pixelRatio: 2,
  fontSizeSetting: 16,
  isDebugging: false,
  screenBrightness: 0.5,
  batteryLevel: 100,
  isCharging: false,
  envVersion: 'develop',
  version: '1.0.0',
}

/** A device that reports every change of a field. */
export function watchedDevice(device: Device, changed: (field: keyof Device) => void): Device {
  return new Proxy(device, {
    set(target, field, value) {
      const differs = Reflect.get(target, field) !== value
      Reflect.set(target, field, value)
      if (differs) changed(field as keyof Device)
      return true
    },
  })
}

/** Negative, zero or positive, as `a` is older than, equal to or newer than `b` (`x.y.z`). */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (let part = 0; part < 3; part++) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Listeners to changes of the window's size. */
export type WindowResize = Listeners<{ size: { windowWidth: number; windowHeight: number } }>
