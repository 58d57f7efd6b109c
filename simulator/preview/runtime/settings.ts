import { defaultDevice, type Device } from '../../wx/device.ts'

/** Settings of the phone that the inspector changes; kept over reloads. */
export interface PhoneSettings {
  user: string
  /** One of `DEVICES`, by name. */
  device: string
  baseLibrary: string
  language: Device['language']
  theme: Device['theme']
  fontSizeSetting: number
  isOnline: boolean
  /** The user has not agreed to the privacy guideline yet. */
  needsPrivacy: boolean
  /** Added to every request. */
  latencyMs: number
}

const KEY = 'weapp-preview:settings'

const defaults: PhoneSettings = {
  user: 'developer',
  device: 'iphone',
  baseLibrary: defaultDevice.baseLibrary,
  language: 'zh_CN',
  theme: 'light',
  fontSizeSetting: defaultDevice.fontSizeSetting,
  isOnline: true,
  needsPrivacy: false,
  latencyMs: 0,
}

/** The phone's settings, as stored. */
export function readSettings(): PhoneSettings {
  try {
    return {
      ...defaults,
      ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<PhoneSettings>),
    }
  } catch {
    return { ...defaults }
  }
}

/** Stores the phone's settings. */
export function writeSettings(settings: PhoneSettings) {
  localStorage.setItem(KEY, JSON.stringify(settings))
}
