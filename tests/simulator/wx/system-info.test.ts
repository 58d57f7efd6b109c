import { contract } from './api-contract.ts'
import { phone, type TestPhoneOptions } from './phone.ts'

const watchedWindow = () => {
  const on = phone()
  const heard: unknown[] = []
  const listener = ({ size }: { size: object }) => void heard.push(size)
  on.wx.onWindowResize(listener)
  return { ...on, heard, listener }
}

describe('wx.onWindowResize', () => {
  test('tells the new size', () => {
    const { device, heard, wx } = watchedWindow()
    device.windowWidth = 667
    device.windowWidth = 667
    expect(heard).toEqual([{ windowWidth: 667, windowHeight: 667 }])
    expect(wx.getWindowInfo()).toMatchObject({ windowWidth: 667, screenWidth: 667 })
  })
})

describe('wx.offWindowResize', () => {
  test('takes one listener away', () => {
    const { device, heard, wx, listener } = watchedWindow()
    wx.offWindowResize(listener)
    device.windowHeight = 800
    expect(heard).toEqual([])
  })
})

const android = { platform: 'android', language: 'en', theme: 'dark' } as const
const on = (device: TestPhoneOptions['device']) => phone({ device }).wx

describe('wx.getAppBaseInfo', () => {
  test('is of the WeChat that was set', () => {
    expect(on({ ...android, fontSizeSetting: 21 }).getAppBaseInfo()).toMatchObject({
      SDKVersion: '3.17.5',
      language: 'en',
      theme: 'dark',
      host: { env: 'WeChat' },
      fontSizeSetting: 21,
    })
  })

  test('is absent before 2.20.1', () => {
    expect(typeof on({ baseLibrary: '2.20.0' }).getAppBaseInfo).toBe('undefined')
  })
})

describe('wx.getDeviceInfo', () => {
  test('is of the phone that was set', () => {
    const phone = { platform: 'windows', model: 'PC', system: 'Windows 11' } as const
    expect(on(phone).getDeviceInfo()).toMatchObject(phone)
  })
})

describe('wx.getWindowInfo', () => {
  test('is of the window that was set', () => {
    const size = { windowWidth: 400, windowHeight: 800, statusBarHeight: 44, pixelRatio: 3 }
    expect(on(size).getWindowInfo()).toEqual({
      ...size,
      screenWidth: 400,
      screenHeight: 800,
      screenTop: 0,
      safeArea: { left: 0, right: 400, top: 44, bottom: 800, width: 400, height: 756 },
    })
  })
})

const everything = expect.objectContaining({
  SDKVersion: '3.17.5',
  platform: 'ios',
  windowWidth: 375,
  bluetoothEnabled: true,
  cameraAuthorized: 'authorized',
}) as object

describe('wx.getSystemInfoSync', () => {
  test('has it all in one', () => {
    expect(phone().wx.getSystemInfoSync()).toEqual(everything)
    expect(on(android).getSystemInfoSync()).toMatchObject(android)
  })

  test('has only what the base library knows', () => {
    const info = on({ baseLibrary: '2.6.9' }).getSystemInfoSync()
    expect(info).toMatchObject({ SDKVersion: '2.6.9', statusBarHeight: 20 })
    for (const newer of ['safeArea', 'theme', 'host']) expect(info).not.toHaveProperty(newer)
  })
})

const systemInfo = { ...phone().wx.getSystemInfoSync() }

contract('wx.getSystemInfo', { atOnce: true, succeeds: { result: systemInfo }, fails: 'never' })
contract('wx.getSystemInfoAsync', {
  withoutPromise: true,
  succeeds: { result: systemInfo },
  fails: 'never',
})

describe('wx.getSystemSetting', () => {
  test('has all switches on', () => {
    expect(phone().wx.getSystemSetting()).toEqual({
      bluetoothEnabled: true,
      locationEnabled: true,
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    })
  })
})

describe('wx.getAppAuthorizeSetting', () => {
  test('has given WeChat everything', () => {
    const { locationReducedAccuracy, ...given } = phone().wx.getAppAuthorizeSetting()
    expect(locationReducedAccuracy).toBe(false)
    expect(new Set(Object.values(given))).toEqual(new Set(['authorized']))
    expect(Object.keys(given)).toHaveLength(10)
  })
})

describe('wx.getMenuButtonBoundingClientRect', () => {
  test('lies below the status bar, at the right', () => {
    const rect = on({ windowWidth: 400, statusBarHeight: 44 }).getMenuButtonBoundingClientRect()
    expect(rect).toEqual({ width: 87, height: 32, top: 48, bottom: 80, right: 393, left: 306 })
  })
})

describe('wx.getAccountInfoSync', () => {
  test('tells the appid, and the version in the released build alone', () => {
    const account = (device: TestPhoneOptions['device']) =>
      phone({ device, appid: 'wx1' }).wx.getAccountInfoSync().miniProgram
    expect(account({})).toEqual({ appId: 'wx1', envVersion: 'develop', version: '' })
    const released = { envVersion: 'release', version: '2.3.4' } as const
    expect(account(released)).toEqual({ appId: 'wx1', ...released })
    expect(account({ ...released, baseLibrary: '2.10.1' })).toEqual({
      appId: 'wx1',
      envVersion: 'release',
    })
    expect(account({ baseLibrary: '2.9.9' })).toEqual({ appId: 'wx1' })
  })
})

describe('wx.getUpdateManager', () => {
  function managed() {
    const restarts: string[] = []
    const on = phone({ onRestart: () => void restarts.push('restart') })
    const told: unknown[] = []
    const manager = on.wx.getUpdateManager()
    manager.onCheckForUpdate(({ hasUpdate }) => void told.push(hasUpdate))
    manager.onUpdateReady(() => void told.push('ready'))
    manager.onUpdateFailed(() => void told.push('failed'))
    return { ...on, manager, told, restarts }
  }

  test('tells what WeChat found', () => {
    const { updates, told, wx, manager } = managed()
    expect(wx.getUpdateManager()).toBe(manager)
    for (const outcome of ['none', 'failed', 'ready'] as const) updates.find(outcome)
    expect(told).toEqual([false, true, 'failed', true, 'ready'])
  })

  test('starts the version that is ready, and no other', () => {
    const { updates, manager, restarts } = managed()
    for (const outcome of ['none', 'failed'] as const) {
      updates.find(outcome)
      expect(() => manager.applyUpdate()).toThrow('applyUpdate was called before onUpdateReady')
    }
    expect(updates.isApplied).toBe(false)
    updates.find('ready')
    manager.applyUpdate()
    expect([updates.isApplied, restarts]).toEqual([true, ['restart']])
  })
})
