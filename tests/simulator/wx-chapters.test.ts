import { absentApiNames } from '../../simulator/wx/device/absent.ts'
import { playedEvents } from '../../simulator/wx/base/listeners.ts'
import { animationSteps } from '../../simulator/wx/ui/animation-style.ts'
import { contract } from './contract.ts'
import { page, phone, resetServer, type Phone } from './phone.ts'

beforeEach(resetServer)

/** Events of the phone itself, recorded calls, and parts this phone lacks. */

const without = (name: string, kind = 'String') => ({
  when: `without ${name}`,
  options: {},
  errMsg: `:fail parameter error: parameter.${name} should be ${kind} instead of Undefined;`,
  errno: 1001,
})
const did = (api: string, options: object) => (on: Phone) =>
  expect(on.effects.of(api)).toEqual([expect.objectContaining(options)])

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

describe.each(playedEvents)('wx.on%s', (name) => {
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
  const begin = ({ wx }: Phone) =>
    (wx as unknown as Record<string, () => Promise<unknown>>)[start.slice(3)]?.()
  contract(start, { succeeds: {}, fails: 'never' })
  contract(stop, {
    succeeds: { before: begin },
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

const report = { a: 1 }
test.each([
  ['wx.reportEvent', 'reportEvent', { eventId: 'e', data: report }],
  ['wx.reportAnalytics', 'reportAnalytics', { eventName: 'e', data: report }],
  ['wx.reportMonitor', 'reportMonitor', { name: 'e', value: report }],
])('%s is recorded', (_, name, options) => {
  const on = phone()
  const wx = on.wx as unknown as Record<string, (...args: unknown[]) => void>
  wx[name]?.('e', report)
  expect(on.effects.of(name)).toEqual([options])
})

test('wx.reportPerformance is recorded', () => {
  const { wx, effects } = phone()
  wx.reportPerformance(1, 2)
  expect(effects.of('reportPerformance')).toEqual([{ id: 1, value: 2, dimensions: undefined }])
})

test('wx.getExptInfoSync knows no experiments', () => {
  expect(phone().wx.getExptInfoSync(['color'])).toEqual({})
})
contract('wx.getCommonConfig', {
  succeeds: [],
  fails: { errMsg: ':fail no configuration is kept for this mini-program' },
})

const extConfig = { appid: 'wx2' }
contract('wx.getExtConfig', {
  succeeds: { phone: { extConfig }, result: { extConfig } },
  fails: 'never',
})
test('wx.getExtConfigSync gives what the platform configured', () => {
  expect(phone({ extConfig }).wx.getExtConfigSync()).toEqual(extConfig)
  expect(phone().wx.getExtConfigSync()).toEqual({})
})

contract('wx.getBackgroundFetchData', {
  succeeds: {
    before: ({ events }) =>
      events.happen('BackgroundFetchData', { fetchType: 'pre', fetchedData: 'd' }),
    options: { fetchType: 'pre' },
    result: { fetchType: 'pre', fetchedData: 'd' },
  },
  fails: [
    {
      when: 'where there is none',
      options: { fetchType: 'pre' },
      errMsg: ':fail record not found',
    },
    without('fetchType'),
  ],
})
test('wx.onBackgroundFetchData tells when it is there', () => {
  const on = phone()
  const told: object[] = []
  on.wx.onBackgroundFetchData((data) => void told.push(data))
  on.events.happen('BackgroundFetchData', { fetchType: 'periodic' })
  expect(told).toEqual([{ fetchType: 'periodic' }])
})
contract('wx.setBackgroundFetchToken', {
  succeeds: {
    options: { token: 't' },
    after: async ({ wx }) =>
      expect(await wx.getBackgroundFetchToken()).toMatchObject({ token: 't' }),
  },
  fails: without('token'),
})
contract('wx.getBackgroundFetchToken', {
  succeeds: {
    before: ({ wx }) => wx.setBackgroundFetchToken({ token: 't' }),
    result: { token: 't' },
  },
  fails: { when: 'where there is none', errMsg: ':fail token not found' },
})

test('wx.createBufferURL names bytes, until wx.revokeBufferURL', async () => {
  const { wx, files } = phone()
  const url = wx.createBufferURL(new TextEncoder().encode('a').buffer)
  expect(await files.get(url)?.text()).toBe('a')
  wx.revokeBufferURL(url)
  expect(files.get(url)).toBeUndefined()
})

contract('wx.setEnableDebug', {
  succeeds: {
    options: { enableDebug: true },
    after: ({ wx }) => expect(wx.getAppBaseInfo().enableDebug).toBe(true),
  },
  fails: 'never',
})
contract('wx.getRandomValues', {
  succeeds: {
    options: { length: 4 },
    result: { randomValues: expect.any(ArrayBuffer) as ArrayBuffer },
  },
  fails: [
    { options: { length: 0 }, errMsg: ':fail length should be from 1 to 1048576' },
    {
      when: 'with too many',
      options: { length: 2e6 },
      errMsg: ':fail length should be from 1 to 1048576',
    },
  ],
})

test('wx.env says where the mini-program may write', () => {
  expect(phone().wx.env).toEqual({ USER_DATA_PATH: 'wxfile://usr' })
})
test('wx.getApiCategory is that of the start', () => {
  const on = phone()
  expect(on.wx.getApiCategory()).toEqual({ apiCategory: 'default' })
  on.open(page('home'), { apiCategory: 'embedded' })
  expect(on.wx.getApiCategory()).toEqual({ apiCategory: 'embedded' })
})
const skyline = { isSupported: false, version: '', reason: 'not simulated' }
contract('wx.getSkylineInfo', { succeeds: { result: skyline }, fails: 'never' })
test('wx.getSkylineInfoSync says the same', () => {
  expect(phone().wx.getSkylineInfoSync()).toEqual(skyline)
})
contract('wx.getRendererUserAgent', {
  succeeds: { result: { userAgent: expect.stringContaining('MicroMessenger/8.0.60') as string } },
  fails: 'never',
})
contract('wx.getDeviceBenchmarkInfo', {
  succeeds: { result: { benchmarkLevel: -1, modelLevel: 0 } },
  fails: 'never',
})
contract('wx.preDownloadSubpackage', {
  succeeds: { options: { packageType: 'workers' }, after: did('preDownloadSubpackage', {}) },
  fails: 'never',
})
test.each([
  ['wx.preloadAssets', 'preloadAssets'],
  ['wx.preloadWebview', 'preloadWebview'],
  ['wx.preloadSkylineView', 'preloadSkylineView'],
])('%s is recorded', (_, name) => {
  const on = phone()
  ;(on.wx as unknown as Record<string, (options: object) => void>)[name]?.({ data: [] })
  expect(on.effects.of(name)).toEqual([{ data: [] }])
})

test('wx.requestIdleCallback runs later, unless wx.cancelIdleCallback', async () => {
  const { wx } = phone()
  const run: string[] = []
  wx.requestIdleCallback(() => void run.push('one'))
  wx.cancelIdleCallback(wx.requestIdleCallback(() => void run.push('two')) as never)
  expect(run).toEqual([])
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(run).toEqual(['one'])
})

test('wx.getPerformance knows which pages were opened', async () => {
  const { wx } = phone()
  const performance = wx.getPerformance()
  const seen: unknown[] = []
  performance
    .createObserver(
      (list) => void seen.push(...list.getEntries().map(({ path }: { path?: string }) => path)),
    )
    .observe({})
  await wx.navigateTo({ url: page('detail') })
  const names = performance.getEntries().map(({ name }: { name: string }) => name)
  expect(names).toEqual(['appLaunch', 'route'])
  expect(seen).toEqual(['pages/detail/detail'])
})

test('wx.worklet and wx.router work as plain functions', () => {
  const worklet = phone().wx.worklet as unknown as Record<string, (...args: unknown[]) => unknown>
  const shared = worklet.shared?.(1) as { value: number }
  const derived = worklet.derived?.(() => shared.value * 2) as { value: number }
  shared.value = worklet.timing?.(21) as number
  expect(derived.value).toBe(42)
  const { router } = phone().wx as unknown as {
    router: { addRouteBuilder: () => void; getRouteContext: (page: object) => object }
  }
  expect(router.getRouteContext({})).toMatchObject({ primaryAnimation: { value: 1 } })
  expect(router.addRouteBuilder).toEqual(expect.any(Function))
})

describe('wx.createAnimation', () => {
  test('hands out its steps once, in the form of an element', () => {
    const animation = phone().wx.createAnimation({ duration: 100, delay: 5 })
    animation.rotate(45).translate(10, 20).opacity(0.5).backgroundColor('#fff').width(30).step()
    animation.scale(2).step({ duration: 200, timingFunction: 'ease' })
    const exported = animation.export()
    expect(animation.export()).toEqual({ actions: [] })
    expect(animationSteps(exported)).toEqual([
      {
        lasts: 105,
        style: {
          transition: 'all 100ms linear 5ms',
          'transform-origin': '50% 50% 0',
          transform: 'rotate(45deg) translate(10px, 20px)',
          opacity: '0.5',
          'background-color': '#fff',
          width: '30px',
        },
      },
      {
        lasts: 205,
        style: {
          transition: 'all 200ms ease 5ms',
          'transform-origin': '50% 50% 0',
          transform: 'scale(2)',
        },
      },
    ])
  })
})

contract('wx.loadFontFace', {
  succeeds: {
    options: { family: 'f', source: 'url("https://example.com/f.ttf")' },
    result: { status: 'loaded' },
    after: did('loadFontFace', { family: 'f' }),
  },
  fails: [
    without('family'),
    {
      when: 'where the host can not',
      phone: { host: { loadFont: () => Promise.reject(new Error('no')) } },
      options: { family: 'f', source: 's' },
      errMsg: ':fail load font failed: s',
    },
  ],
})
