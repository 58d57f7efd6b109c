import { delay, http, HttpResponse } from 'msw'
import { launch } from '../../simulator/jest/index.ts'
import { pressButton } from '../../simulator/wx/button.ts'
import { eventOf } from '../support/button.ts'
import { server } from '../support/server.ts'

const url = 'http://backend.test/answer'

/** The result of an API in its callback form, and which callback got it. */
function called<Result>(start: (callbacks: object) => unknown) {
  return new Promise<{ by: string; result: Result }>((resolve) => {
    const returned = start({
      success: (result: Result) => resolve({ by: 'success', result }),
      fail: (result: Result) => resolve({ by: 'fail', result }),
    })
    expect(returned).toBeUndefined()
  })
}

test('login gives a new code each time, by promise and by callback', async () => {
  const { wx } = launch()
  const first = await wx.login()
  expect(first.errMsg).toBe('login:ok')
  const { by, result } = await called<{ code: string }>((callbacks) => wx.login(callbacks))
  expect(by).toBe('success')
  expect(result.code).not.toBe(first.code)
})

test('login fails where there is no network', async () => {
  const { wx, network } = launch()
  network.isOnline = false
  await expect(wx.login()).rejects.toMatchObject({ errMsg: expect.stringMatching(/^login:fail /) })
})

test('callbacks come after the call returned, complete last', async () => {
  const { wx } = launch()
  const order: string[] = []
  const done = new Promise<void>((resolve) => {
    wx.setStorage({
      key: 'k',
      data: 1,
      success: () => order.push('success'),
      complete: () => {
        order.push('complete')
        resolve()
      },
    })
  })
  order.push('returned')
  await done
  expect(order).toEqual(['returned', 'success', 'complete'])
})

test('checkSession fails before the first login and when the key has ended', async () => {
  const { wx, backend } = launch()
  await expect(wx.checkSession()).rejects.toMatchObject({
    errMsg: expect.stringMatching(/^checkSession:fail/),
  })
  await wx.login()
  expect(await wx.checkSession()).toEqual({ errMsg: 'checkSession:ok' })
  await backend.scenario('session-key-expired')
  await expect(wx.checkSession()).rejects.toBeDefined()
})

test('getUserInfo fails without an earlier consent, and never opens a window', async () => {
  const { wx, dialogs, platform } = launch()
  await expect(wx.getUserInfo({})).rejects.toMatchObject({
    errMsg: expect.stringMatching(/^getUserInfo:fail/),
  })
  expect(dialogs.current).toBeUndefined()
  await platform.authorize('scope.userInfo', true)
  const result = await wx.getUserInfo({})
  expect(result.userInfo.nickName).toBe('小满')
  expect(JSON.parse(result.rawData)).toEqual(result.userInfo)
})

test('getUserProfile works only within a tap, and asks every time', async () => {
  const { wx, gesture, user } = launch()
  const ask = () => wx.getUserProfile({ desc: '用于显示你的昵称' })
  await expect(ask()).rejects.toEqual({
    errMsg: 'getUserProfile:fail can only be invoked by user TAP gesture.',
  })
  const said: string[] = []
  for (const answer of ['allow', 'deny', 'allow'] as const) {
    const asked = gesture.tap(ask).catch((refusal: { errMsg: string }) => refusal)
    await user[answer]()
    said.push((await asked).errMsg)
  }
  expect(said).toEqual(['getUserProfile:ok', 'getUserProfile:fail auth deny', 'getUserProfile:ok'])
})

test('getUserProfile needs a purpose of at most 30 characters', async () => {
  const { wx, gesture } = launch()
  for (const desc of ['', 'x'.repeat(31)]) {
    await expect(gesture.tap(() => wx.getUserProfile({ desc }))).rejects.toEqual({
      errMsg: 'getUserProfile:fail desc length does not meet the requirements',
    })
  }
})

test('authorize asks once, and remembers both answers', async () => {
  const { wx, user, dialogs } = launch()
  const allowed = wx.authorize({ scope: 'scope.record' })
  await user.allow()
  expect(await allowed).toEqual({ errMsg: 'authorize:ok' })
  const refused = wx.authorize({ scope: 'scope.camera' })
  void refused.catch(() => {})
  await user.deny()
  await expect(refused).rejects.toMatchObject({ errMsg: 'authorize:fail auth deny' })

  await wx.authorize({ scope: 'scope.record' })
  await expect(wx.authorize({ scope: 'scope.camera' })).rejects.toBeDefined()
  expect(dialogs.current).toBeUndefined()
  expect((await wx.getSetting()).authSetting).toEqual({
    'scope.record': true,
    'scope.camera': false,
  })
})

test('authorize never opens a window for user info', async () => {
  const { wx, dialogs } = launch()
  await expect(wx.authorize({ scope: 'scope.userInfo' })).rejects.toMatchObject({
    errMsg: 'authorize:fail auth deny',
  })
  expect(dialogs.current).toBeUndefined()
})

test('openSetting works within a tap, and what is changed there holds', async () => {
  const { wx, gesture, user } = launch()
  await expect(wx.openSetting()).rejects.toMatchObject({
    errMsg: 'openSetting:fail can only be invoked by user TAP gesture.',
  })
  const refused = wx.authorize({ scope: 'scope.camera' })
  void refused.catch(() => {})
  await user.deny()
  const opened = gesture.tap(() => wx.openSetting())
  await user.changeSettings({ 'scope.camera': true })
  expect((await opened).authSetting).toEqual({ 'scope.camera': true })
  await wx.authorize({ scope: 'scope.camera' })
})

test('storage keeps values of every kind, and copies them', () => {
  const { wx } = launch()
  const value = { a: [1, { b: '二' }], c: null }
  wx.setStorageSync('value', value)
  value.a.push(2)
  expect(wx.getStorageSync('value')).toEqual({ a: [1, { b: '二' }], c: null })
  wx.setStorageSync('text', 'x')
  expect(wx.getStorageSync('text')).toBe('x')
  expect(wx.getStorageSync('nothing')).toBe('')
  expect(wx.getStorageInfoSync().keys).toEqual(['value', 'text'])
  wx.removeStorageSync('text')
  expect(wx.getStorageSync('text')).toBe('')
  wx.clearStorageSync()
  expect(wx.getStorageInfoSync().keys).toEqual([])
})

test('storage fails for a missing key, and for more than 1 MB under one', async () => {
  const { wx } = launch()
  await expect(wx.getStorage({ key: 'nothing' })).rejects.toEqual({
    errMsg: 'getStorage:fail data not found',
  })
  wx.setStorageSync('big', 'kept')
  const data = 'x'.repeat(1024 * 1024)
  expect(() => wx.setStorageSync('big', data)).toThrow('setStorageSync:fail')
  await expect(wx.setStorage({ key: 'big', data })).rejects.toMatchObject({
    errMsg: 'setStorage:fail:entry size limit reached',
  })
  expect(wx.getStorageSync('big')).toBe('kept')
})

test('storage holds 10 MB and not more', () => {
  const { wx } = launch()
  const megabyte = 'x'.repeat(1024 * 1024 - 100)
  for (let key = 0; key < 10; key++) wx.setStorageSync(`k${key}`, megabyte)
  expect(() => wx.setStorageSync('k10', megabyte)).toThrow('exceed storage max size')
  expect(wx.getStorageInfoSync().currentSize).toBeLessThanOrEqual(10240)
})

test('the storage of one test is not that of the next', () => {
  expect(launch().wx.getStorageInfoSync().keys).toEqual([])
})

/** `wx.request` as a promise of what its callbacks get. */
const request = ({ wx }: ReturnType<typeof launch>, options: object) =>
  new Promise<Record<string, unknown>>((resolve) => {
    wx.request({ url, ...options, success: resolve as never, fail: resolve as never })
  })

test.each([200, 201, 404, 500])(
  'request succeeds with any status that was answered: %d',
  async (status) => {
    server.use(http.get(url, () => HttpResponse.json({ a: 1 }, { status })))
    expect(await request(launch(), {})).toMatchObject({
      statusCode: status,
      data: { a: 1 },
      errMsg: 'request:ok',
    })
  },
)

test('request sends an object as query, JSON or form, as WeChat does', async () => {
  server.use(
    http.all(url, async ({ request: { method, url: at, headers, ...rest }, request: sent }) => {
      void rest
      const { search } = new URL(at)
      return HttpResponse.json({
        method,
        search,
        type: headers.get('content-type'),
        body: await sent.text(),
      })
    }),
  )
  const phone = launch()
  const data = { a: '1 2', b: '二' }
  expect((await request(phone, { data })).data).toMatchObject({
    method: 'GET',
    search: '?a=1%202&b=%E4%BA%8C',
  })
  expect((await request(phone, { data, method: 'POST' })).data).toMatchObject({
    type: 'application/json',
    body: JSON.stringify(data),
  })
  const header = { 'Content-Type': 'application/x-www-form-urlencoded' }
  expect((await request(phone, { data, header, method: 'POST' })).data).toMatchObject({
    body: 'a=1%202&b=%E4%BA%8C',
  })
})

test('request leaves an answer that is no JSON as text', async () => {
  server.use(http.get(url, () => HttpResponse.text('<h1>Hello</h1>')))
  expect((await request(launch(), {})).data).toBe('<h1>Hello</h1>')
})

test('request fails on timeout, abort, no network and a bad address', async () => {
  server.use(http.get(url, async () => (await delay('infinite'), HttpResponse.text(''))))
  const phone = launch()
  expect(await request(phone, { timeout: 20 })).toMatchObject({ errMsg: 'request:fail timeout' })
  const aborted = new Promise((resolve) => {
    const task = phone.wx.request({ url, fail: resolve })
    task.abort()
  })
  expect(await aborted).toMatchObject({ errMsg: 'request:fail abort' })
  expect(await request(phone, { url: '/api' })).toMatchObject({ errno: 600009 })
  phone.network.isOnline = false
  expect(await request(phone, {})).toMatchObject({
    errMsg: expect.stringMatching(/^request:fail .*INTERNET_DISCONNECTED/) as string,
  })
})

test('ten requests run at once, the others wait their turn', async () => {
  let running = 0
  let most = 0
  server.use(
    http.get(url, async () => {
      most = Math.max(most, ++running)
      await delay(5)
      running--
      return HttpResponse.json({})
    }),
  )
  const phone = launch()
  const answers = await Promise.all(Array.from({ length: 25 }, () => request(phone, {})))
  expect(answers.every((answer) => answer.statusCode === 200)).toBe(true)
  expect(most).toBe(10)
})

test('showModal waits for the person; cancel is a success too', async () => {
  const { wx, user, screen } = launch()
  const first = wx.showModal({ title: '提示', content: '继续吗？' })
  await screen.findByText('继续吗？')
  await user.tap('取消')
  expect(await first).toEqual({ confirm: false, cancel: true, errMsg: 'showModal:ok' })
  const second = wx.showModal({ content: '好', showCancel: false, confirmText: '知道了' })
  await screen.findByText('知道了')
  await user.tap('知道了')
  expect(await second).toMatchObject({ confirm: true })
  await expect(wx.showModal({ confirmText: '五个字太长' })).rejects.toMatchObject({
    errMsg: expect.stringMatching(/^showModal:fail/),
  })
})

test('showActionSheet tells which item was chosen; choosing none fails', async () => {
  const { wx, user, screen } = launch()
  const itemList = ['拍照', '相册']
  const chosen = wx.showActionSheet({ itemList })
  await screen.findByText('相册')
  await user.tap('相册')
  expect(await chosen).toEqual({ tapIndex: 1, errMsg: 'showActionSheet:ok' })
  const left = wx.showActionSheet({ itemList }).catch((error: object) => error)
  await screen.findByText('取消')
  await user.tap('取消')
  expect(await left).toEqual({ errMsg: 'showActionSheet:fail cancel' })
  await expect(
    wx.showActionSheet({ itemList: Array(7).fill('x') as string[] }),
  ).rejects.toMatchObject({
    errMsg: expect.stringMatching(/^showActionSheet:fail/) as string,
  })
})

test('a dialog covers the page', async () => {
  const { wx, user, screen } = launch()
  void wx.showModal({ title: '另一个' })
  await screen.findByText('另一个')
  await expect(user.tap('去登录')).rejects.toThrow('a modal dialog lies over it')
})

test('toast and loading share one place, and a toast goes by itself', async () => {
  const { wx, screen } = launch()
  await wx.showLoading({ title: '加载中' })
  screen.getByText('加载中')
  await wx.showToast({ title: '完成', duration: 20 })
  expect(screen.queryByText('加载中')).toBeNull()
  await screen.waitForGone('完成')
})

test('pages open and close by the rules', async () => {
  const { wx, pages } = launch()
  const routes = () => pages.stack.map((page) => page.route.split('/').at(-1))
  await expect(wx.navigateBack()).rejects.toMatchObject({
    errMsg: 'navigateBack:fail cannot navigate back at first page',
  })
  await wx.navigateTo({ url: '/pages/sign-in/sign-in' })
  await wx.navigateTo({ url: '../home/home?a=1' })
  expect(routes()).toEqual(['home', 'sign-in', 'home'])
  expect(pages.current?.query).toEqual({ a: '1' })
  await wx.redirectTo({ url: '/pages/sign-in/sign-in' })
  expect(routes()).toEqual(['home', 'sign-in', 'sign-in'])
  await wx.navigateBack({ delta: 9 })
  expect(routes()).toEqual(['home'])
  await expect(wx.navigateTo({ url: '/pages/x/x' })).rejects.toEqual({
    errMsg: 'navigateTo:fail page "pages/x/x" is not found',
  })
  for (let page = 1; page < 10; page++) await wx.navigateTo({ url: '/pages/home/home' })
  await expect(wx.navigateTo({ url: '/pages/home/home' })).rejects.toEqual({
    errMsg: 'navigateTo:fail webview count limit exceed',
  })
  await wx.reLaunch({ url: '/pages/sign-in/sign-in' })
  expect(routes()).toEqual(['sign-in'])
})

test('a page may have the person asked before it is left', async () => {
  const { wx, user, pages, dialogs } = launch()
  await wx.navigateTo({ url: '/pages/sign-in/sign-in' })
  await called((callbacks) => wx.enableAlertBeforeUnload({ message: '还没有保存', ...callbacks }))
  await user.back()
  expect(dialogs.current).toMatchObject({ text: '还没有保存' })
  await user.cancel()
  expect(pages.stack).toHaveLength(2)
  const left = wx.navigateBack()
  await user.confirm()
  expect(await left).toEqual({ errMsg: 'navigateBack:ok' })
  expect(pages.stack).toHaveLength(1)

  await wx.navigateTo({ url: '/pages/sign-in/sign-in' })
  await user.back()
  expect(pages.stack).toHaveLength(1) // it was another page that asked
})

test('the update manager tells of new versions, and starts the one that is ready', () => {
  const { wx, updates } = launch()
  const told: unknown[] = []
  const manager = wx.getUpdateManager()
  manager.onCheckForUpdate(({ hasUpdate }) => void told.push(hasUpdate))
  manager.onUpdateReady(() => void told.push('ready'))
  manager.onUpdateFailed(() => void told.push('failed'))
  for (const outcome of ['none', 'failed'] as const) updates.find(outcome)
  expect(() => manager.applyUpdate()).toThrow('applyUpdate was called before onUpdateReady')
  updates.find('ready')
  manager.applyUpdate()
  expect(told).toEqual([false, true, 'failed', true, 'ready'])
  expect(updates.isApplied).toBe(true)
})

test.each([
  ['getUserProfile', '3.17.0', true],
  ['getUserProfile', '2.10.3', false],
  ['button.open-type.getUserInfo', '1.3.0', true],
  ['button.open-type.getUserInfo', '1.2.9', false],
  ['button.open-type.chooseAvatar', '2.21.1', false],
  ['button.open-type.nothing', '3.17.0', false],
  ['nothing', '3.17.0', false],
])('canIUse(%s) at base library %s is %s', (schema, baseLibrary, expected) => {
  const { wx } = launch('/pages/home/home', { device: { baseLibrary } })
  expect(wx.canIUse(schema)).toBe(expected)
})

test('an API newer than the base library does not exist', () => {
  const { wx } = launch('/pages/home/home', { device: { baseLibrary: '2.10.3' } })
  expect(typeof wx.getUserProfile).toBe('undefined')
  expect('getUserProfile' in wx).toBe(false)
})

test('an API that is not simulated says so, and how to help oneself', () => {
  const { wx } = launch()
  expect(() => wx.scanCode({})).toThrow(/^wx\.scanCode is not simulated/)
  ;(wx as unknown as Record<string, unknown>).scanCode = () => 'own'
  expect(wx.scanCode({})).toBe('own')
})

test('account and device are those that were set', () => {
  const { wx } = launch('/pages/home/home', {
    device: { envVersion: 'trial', platform: 'android' },
  })
  expect(wx.getAccountInfoSync().miniProgram).toMatchObject({
    appId: 'wx5ec7e70000000001',
    envVersion: 'trial',
  })
  expect(wx.getDeviceInfo().platform).toBe('android')
  expect(wx.getAppBaseInfo().SDKVersion).toBe('3.17.0')
  expect(wx.getSystemInfoSync()).toMatchObject({ platform: 'android', language: 'zh_CN' })
  expect(wx.getLaunchOptionsSync()).toMatchObject({ path: 'pages/home/home', scene: 1001 })
})

test('a button of two types agrees to the privacy guideline first', async () => {
  const { context, user } = launch()
  const events: string[] = []
  const pressed = pressButton(
    context,
    'getPhoneNumber|agreePrivacyAuthorization',
    'id',
    ({ type }) => void events.push(type),
  )
  await user.allow()
  await pressed
  expect(events).toEqual(['agreeprivacyauthorization', 'getphonenumber'])
})

test('getRealtimePhoneNumber bears the other name in its result, and gives only a code', async () => {
  const { context, user } = launch()
  const pressed = eventOf(context, 'getRealtimePhoneNumber')
  await user.allow()
  expect(await pressed).toEqual({
    type: 'getrealtimephonenumber',
    detail: { errMsg: 'getPhoneNumber:ok', code: expect.any(String) as string },
  })
})

test.each(['contact', 'share', 'feedback', 'launchApp', 'liveActivity'])(
  'a button %s leads where WeChat would leave the mini-program',
  async (openType) => {
    const { context, user, screen, dialogs } = launch()
    const pressed = eventOf(context, openType)
    await screen.findByText('知道了')
    await user.confirm()
    await pressed
    expect(dialogs.current).toBeUndefined()
  },
)

test('a button type that is not simulated says so', async () => {
  const { context } = launch()
  await expect(eventOf(context, 'unknown')).rejects.toThrow(
    '<button open-type="unknown"> is not simulated',
  )
})

test('two people with two phones are two users', async () => {
  const one = launch()
  const two = launch('/pages/home/home', { user: 'visitor' })
  await one.platform.authorize('scope.userInfo', true)
  await two.platform.authorize('scope.userInfo', true)
  expect((await one.wx.getUserInfo({})).userInfo.nickName).toBe('小满')
  expect((await two.wx.getUserInfo({})).userInfo.nickName).toBe('立夏')
})

test('an unknown person is named with those who exist', async () => {
  const { wx } = launch('/pages/home/home', { user: 'nobody' })
  await expect(wx.login()).rejects.toThrow('there are developer, visitor')
})
