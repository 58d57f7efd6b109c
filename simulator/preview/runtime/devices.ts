import type { Device } from '../../wx/device.ts'
import type { PhoneSettings } from './settings.ts'

/** A phone or tablet to be looked at; sizes of the whole screen in CSS px. */
export interface ShownDevice {
  name: string
  title: string
  /** Absent: as much as the window has. */
  size?: { width: number; height: number }
  about: Pick<Device, 'model' | 'platform' | 'system' | 'pixelRatio'>
}

const ios = { platform: 'ios', system: 'iOS 17.5' } as const
const android = { platform: 'android', system: 'Android 14' } as const

/** The devices to choose from; the first is the usual one. */
export const DEVICES: readonly ShownDevice[] = [
  { name: 'iphone', title: 'iPhone 15', about: { ...ios, model: 'iPhone 15', pixelRatio: 2 } },
  {
    name: 'small',
    title: 'iPhone SE (320)',
    size: { width: 320, height: 568 },
    about: { ...ios, model: 'iPhone SE', pixelRatio: 2 },
  },
  {
    name: 'large',
    title: 'iPhone 15 Pro Max (430)',
    size: { width: 430, height: 932 },
    about: { ...ios, model: 'iPhone 15 Pro Max', pixelRatio: 3 },
  },
  {
    name: 'android',
    title: 'Android (412)',
    size: { width: 412, height: 915 },
    about: { ...android, model: 'Pixel 8', pixelRatio: 2.625 },
  },
  {
    name: 'tablet',
    title: 'iPad (768)',
    size: { width: 768, height: 1024 },
    about: { ...ios, model: 'iPad', pixelRatio: 2 },
  },
]

/** The one of this name, or the first. */
export const deviceNamed = (name: string): ShownDevice =>
  DEVICES.find((device) => device.name === name) ?? (DEVICES[0] as ShownDevice)

/** The phone as its mini-program finds it. */
export const deviceOf = (settings: PhoneSettings): Partial<Device> => ({
  ...deviceNamed(settings.device).about,
  baseLibrary: settings.baseLibrary,
  language: settings.language,
  theme: settings.theme,
  fontSizeSetting: settings.fontSizeSetting,
  windowWidth: innerWidth,
  windowHeight: innerHeight,
})
