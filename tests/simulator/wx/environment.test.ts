import { did, without } from './cases.ts'
import { contract } from './api-contract.ts'
import { page, phone, resetServer } from './phone.ts'

beforeEach(resetServer)

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

contract('wx.setEnableDebug', {
  succeeds: {
    options: { enableDebug: true },
    after: ({ wx }) => expect(wx.getAppBaseInfo().enableDebug).toBe(true),
  },
  fails: 'never',
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
