import { absentApiNames, absentEvents } from '../../../simulator/wx/device/absent.ts'
import { playedEvents } from '../../../simulator/wx/base/listeners.ts'
import { did, without, refusesPrivacy } from './cases.ts'
import { contract } from './api-contract.ts'
import { phone, resetServer, type TestPhone } from './phone.ts'

beforeEach(resetServer)

/** Events of the phone itself, recorded calls, and parts this phone lacks. */

contract('wx.vibrateShort', {
  succeeds: { options: { type: 'light' }, after: did('vibrateShort', { type: 'light' }) },
  fails: { when: 'of another kind', options: { type: 'x' }, errMsg: ':fail style is not support' },
})
contract('wx.vibrateLong', { succeeds: { after: did('vibrateLong', {}) }, fails: 'never' })
contract('wx.setKeepScreenOn', {
  succeeds: {
    options: { keepScreenOn: true },
    after: did('setKeepScreenOn', { keepScreenOn: true }),
  },
  fails: without('keepScreenOn', 'Boolean'),
})
contract('wx.setScreenBrightness', {
  succeeds: {
    options: { value: 0.8 },
    after: async ({ wx }) => expect(await wx.getScreenBrightness()).toMatchObject({ value: 0.8 }),
  },
  fails: [
    without('value', 'Number'),
    { when: 'with too much', options: { value: 2 }, errMsg: ':fail value should be from 0 to 1' },
  ],
})
contract('wx.getScreenBrightness', { succeeds: { result: { value: 0.5 } }, fails: 'never' })
contract('wx.setVisualEffectOnCapture', {
  succeeds: {
    options: { visualEffect: 'hidden' },
    after: did('setVisualEffectOnCapture', { visualEffect: 'hidden' }),
  },
  fails: 'never',
})
contract('wx.getScreenRecordingState', {
  succeeds: [
    { result: { state: 'off' } },
    {
      when: 'while the screen is recorded',
      before: ({ events }) => events.happen('ScreenRecordingStateChanged', { state: 'start' }),
      result: { state: 'on' },
    },
  ],
  fails: 'never',
})
const full = { level: 100, isCharging: false, isLowPowerModeEnabled: false }
contract('wx.getBatteryInfo', {
  succeeds: [
    { result: full },
    {
      when: 'of another level',
      phone: { device: { batteryLevel: 7, isCharging: true } },
      result: { ...full, level: 7, isCharging: true },
    },
  ],
  fails: 'never',
})
test('wx.getBatteryInfoSync says the same', () => {
  expect(phone().wx.getBatteryInfoSync()).toEqual(full)
})
contract('wx.checkIsOpenAccessibility', { succeeds: { result: { open: false } }, fails: 'never' })
contract('wx.setWindowSize', {
  succeeds: {
    options: { width: 800, height: 600 },
    after: ({ wx }) => expect(wx.getWindowInfo()).toMatchObject({ windowWidth: 800 }),
  },
  fails: without('width', 'Number'),
})
contract('wx.getLocalIPAddress', {
  succeeds: { result: { localip: '192.168.1.2', netmask: '255.255.255.0' } },
  fails: 'never',
})

describe.each([...playedEvents, ...absentEvents])('wx.on%s', (name) => {
  test(`tells of what happens, until wx.off${name}`, () => {
    const on = phone()
    const wx = on.wx as unknown as Record<string, (listener: (event: object) => void) => void>
    const told: object[] = []
    const listener = (event: object) => void told.push(event)
    wx[`on${name}`]?.(listener)
    expect(on.events.happen(name, { a: 1 })).toBe(1)
    wx[`off${name}`]?.(listener)
    expect(on.events.happen(name, { a: 2 })).toBe(0)
    expect(told).toEqual([{ a: 1 }])
  })
})

test('what a listener throws is reported', () => {
  const on = phone()
  on.wx.onUserCaptureScreen(() => {
    throw new Error('mine')
  })
  on.events.happen('UserCaptureScreen')
  expect(on.problems).toEqual([new Error('mine')])
})

for (const [name, start, stop] of [
  ['Accelerometer', 'wx.startAccelerometer', 'wx.stopAccelerometer'],
  ['Compass', 'wx.startCompass', 'wx.stopCompass'],
  ['Gyroscope', 'wx.startGyroscope', 'wx.stopGyroscope'],
  ['DeviceMotion', 'wx.startDeviceMotionListening', 'wx.stopDeviceMotionListening'],
] as const) {
  const begin = ({ wx }: TestPhone) =>
    (wx as unknown as Record<string, () => Promise<unknown>>)[start.slice(3)]?.()
  const end = ({ wx }: TestPhone) =>
    (wx as unknown as Record<string, () => Promise<unknown>>)[stop.slice(3)]?.()
  const hear = ({ wx, events }: TestPhone) => {
    const told: object[] = []
    const apis = wx as unknown as Record<string, (listener: object) => void>
    apis[`on${name}Change`]?.((event: object) => void told.push(event))
    return (detail: object) => {
      events.happen(`${name}Change`, detail)
      return told
    }
  }
  let happens: ReturnType<typeof hear>
  contract(start, {
    succeeds: {
      before: async (on) => {
        await begin(on)
        happens = hear(on)
        await end(on)
      },
      after: () => expect(happens({ x: 1 })).toEqual([{ x: 1 }]),
    },
    fails: 'never',
  })
  contract(stop, {
    succeeds: {
      before: async (on) => {
        await begin(on)
        happens = hear(on)
      },
      after: () => expect(happens({ x: 1 })).toEqual([]),
    },
    fails: { when: 'before the start', errMsg: `:fail ${name} is not started` },
  })
  test(`wx.on${name}Change tells between start and stop, until wx.off${name}Change`, async () => {
    const on = phone()
    const wx = on.wx as unknown as Record<string, (listener?: object) => unknown>
    const told: object[] = []
    const listener = (event: object) => void told.push(event)
    await wx[start.slice(3)]?.()
    wx[`on${name}Change`]?.(listener)
    on.events.happen(`${name}Change`, { x: 1 })
    await wx[stop.slice(3)]?.()
    on.events.happen(`${name}Change`, { x: 2 })
    await wx[start.slice(3)]?.()
    wx[`off${name}Change`]?.(listener)
    on.events.happen(`${name}Change`, { x: 3 })
    expect(told).toEqual([{ x: 1 }])
  })
}

describe('a phone without Bluetooth, NFC, beacons and more', () => {
  test.each(absentApiNames)('says so in wx.%s', async (name) => {
    const wx = phone().wx as unknown as Record<string, (options: object) => Promise<object>>
    const errCode = expect.any(Number) as number
    await expect(wx[name]?.({})).rejects.toMatchObject({ errCode })
  })

  test('has the codes of WeChat', async () => {
    const { wx } = phone()
    const errMsg = 'openBluetoothAdapter:fail:not available'
    await expect(wx.openBluetoothAdapter()).rejects.toEqual({ errMsg, errCode: 10001 })
    await expect(wx.getBluetoothDevices()).rejects.toMatchObject({ errCode: 10000 })
  })
})

contract('wx.getClipboardData', {
  succeeds: {
    before: ({ clipboard }) => {
      clipboard.text = '别处'
    },
    result: { data: '别处' },
  },
  fails: refusesPrivacy,
})

contract('wx.setClipboardData', {
  succeeds: {
    when: 'and says so to the person',
    options: { data: '这里' },
    after: async ({ clipboard, dialogs }) => {
      expect(clipboard.text).toBe('这里')
      expect(dialogs.toast).toMatchObject({ title: '内容已复制' })
      dialogs.hideToast()
    },
  },
  fails: [
    { ...refusesPrivacy, options: { data: '这里' } },
    {
      when: 'without a text',
      options: {},
      errMsg: ':fail parameter error: parameter.data should be String instead of Undefined;',
      errno: 1001,
    },
  ],
})
