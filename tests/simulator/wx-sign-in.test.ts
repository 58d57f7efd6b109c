import { pressButton } from '../../simulator/wx/open-api/button.ts'
import { eventOf } from '../support/button.ts'
import { contract } from './contract.ts'
import { phone, resetServer, tellServer, turn, type Phone } from './phone.ts'

beforeEach(resetServer)
afterEach(() => {
  jest.restoreAllMocks()
})

const text = expect.any(String) as string
const NO_TAP = ':fail can only be invoked by user TAP gesture.'
const offline = (on: Phone) => {
  on.network.isOnline = false
}
const NO_NETWORK = { errMsg: ':fail cgi fail, network error', errno: 108 }
const hangs = () => new Promise<Response>(() => {})

contract('wx.login', {
  withoutPromise: true,
  succeeds: [
    { result: { code: text } },
    {
      when: 'in a project without an appid',
      phone: { appid: 'touristappid' },
      result: { code: 'the code is a mock one' },
    },
  ],
  fails: [
    { when: 'without a network', before: offline, ...NO_NETWORK },
    {
      when: 'after its timeout',
      phone: { fetch: hangs },
      options: { timeout: 5 },
      errMsg: ':fail timeout',
      errno: 5,
    },
  ],
})

test('wx.login gives a new code each time', async () => {
  const { wx } = phone()
  const [one, other] = [await wx.login(), await wx.login()]
  expect(one.code).toMatch(/^0\w{31}$/)
  expect(other.code).not.toBe(one.code)
})

contract('wx.checkSession', {
  succeeds: { before: ({ wx }) => wx.login() },
  fails: [
    { when: 'before the first login', errMsg: ':fail session time out, need relogin' },
    {
      when: 'when the key has ended',
      before: async ({ wx }) => {
        await wx.login()
        await tellServer('/__mock/scenarios/session-key-expired')
      },
      errMsg: ':fail session time out, need relogin',
    },
    {
      when: 'in DevTools with other words',
      phone: { device: { platform: 'devtools' } },
      errMsg: ':fail 系统错误，错误码：-13001,session time out…d relogin',
    },
    {
      when: 'in a project without an appid',
      phone: { appid: 'touristappid' },
      before: ({ wx }) => wx.login(),
      errMsg: ':fail session time out, need relogin',
    },
  ],
})

const allowUserInfo = ({ platform }: Phone) => platform.authorize('scope.userInfo', true)
const person = { userInfo: expect.objectContaining({ nickName: '小满' }) as object, rawData: text }
const encrypted = { signature: text, encryptedData: text, iv: text }

contract('wx.getUserInfo', {
  withoutPromise: true,
  succeeds: [
    {
      when: 'after an earlier consent',
      before: allowUserInfo,
      result: { ...person, ...encrypted },
    },
    {
      when: 'without credentials',
      before: allowUserInfo,
      options: { withCredentials: false },
      result: person,
    },
  ],
  fails: { when: 'without a consent, and opens no window', errMsg: ':fail scope unauthorized' },
})

test('wx.getUserInfo gives anonymous data without consent where WeChat does so', async () => {
  await tellServer('/__mock/scenarios/anonymous-profile')
  const { userInfo, rawData } = await phone().wx.getUserInfo({})
  expect(userInfo).toMatchObject({ nickName: '微信用户', is_demote: true })
  expect(JSON.parse(rawData)).toEqual(userInfo)
})

contract('wx.getUserProfile', {
  byTap: true,
  succeeds: {
    options: { desc: '用于显示你的昵称' },
    meanwhile: ({ allow }) => allow(),
    result: { ...person, ...encrypted },
  },
  fails: [
    { when: 'without a tap', byTap: false, options: { desc: '昵称' }, errMsg: NO_TAP },
    {
      when: 'when the user refuses',
      options: { desc: '昵称' },
      meanwhile: ({ deny }) => deny(),
      errMsg: ':fail auth deny',
    },
    {
      when: 'without a purpose',
      options: { desc: '' },
      errMsg: ':fail desc length does not meet the requirements',
    },
    {
      when: 'with a purpose of more than 30 characters',
      options: { desc: 'x'.repeat(31) },
      errMsg: ':fail desc length does not meet the requirements',
    },
    {
      when: 'without the privacy agreement',
      phone: { privacy: { isNeeded: true } },
      options: { desc: '昵称' },
      meanwhile: ({ deny }) => deny(),
      errMsg: ':fail privacy permission is not authorized',
      errno: 104,
    },
  ],
})

test('wx.getUserProfile asks every time', async () => {
  const { wx, gesture, allow, deny, dialogs } = phone()
  for (const answer of [allow, deny, allow]) {
    const asked = gesture.tap(() => wx.getUserProfile({ desc: '昵称' })).catch(() => {})
    await answer()
    await asked
  }
  expect(dialogs.current).toBeUndefined()
})

contract('wx.authorize', {
  succeeds: [
    {
      when: 'when the user allows it',
      options: { scope: 'scope.record' },
      meanwhile: ({ allow }) => allow(),
      after: async ({ wx }) => {
        expect((await wx.getSetting()).authSetting).toEqual({ 'scope.record': true })
      },
    },
    {
      when: 'at once where it was allowed before',
      before: ({ platform }) => platform.authorize('scope.camera', true),
      options: { scope: 'scope.camera' },
    },
    { when: 'for addresses without asking', options: { scope: 'scope.address' } },
  ],
  fails: [
    {
      when: 'when the user refuses',
      options: { scope: 'scope.record' },
      meanwhile: ({ deny }) => deny(),
      errMsg: ':fail auth deny',
      errno: 103,
    },
    {
      when: 'at once where it was refused before',
      before: ({ platform }) => platform.authorize('scope.camera', false),
      options: { scope: 'scope.camera' },
      errMsg: ':fail auth deny',
      errno: 103,
    },
    {
      when: 'without errno before 2.24.0',
      phone: { device: { baseLibrary: '2.23.4' } },
      before: ({ platform }) => platform.authorize('scope.camera', false),
      options: { scope: 'scope.camera' },
      errMsg: ':fail auth deny',
    },
    {
      when: 'for user info, which never opens a window',
      options: { scope: 'scope.userInfo' },
      errMsg: ':fail auth deny',
      errno: 103,
    },
    {
      when: 'without a scope',
      options: {},
      errMsg: ':fail parameter error: parameter.scope should be String instead of Undefined;',
      errno: 1001,
    },
    {
      when: 'for a scope there is not',
      options: { scope: 'scope.nothing' },
      errMsg: ':fail invalid scope "scope.nothing"',
    },
  ],
})

contract('wx.getSetting', {
  succeeds: [
    { when: 'with nothing asked yet', result: { authSetting: {} } },
    {
      when: 'with both answers',
      before: async ({ platform }) => {
        await platform.authorize('scope.record', true)
        await platform.authorize('scope.camera', false)
      },
      result: { authSetting: { 'scope.record': true, 'scope.camera': false } },
    },
    {
      when: 'with subscriptions',
      options: { withSubscriptions: true },
      before: ({ subscriptions }) => {
        subscriptions.itemSettings.t1 = 'reject'
      },
      result: {
        authSetting: {},
        subscriptionsSetting: { mainSwitch: true, itemSettings: { t1: 'reject' } },
      },
    },
  ],
  fails: { when: 'without a network', before: offline, ...NO_NETWORK },
})

test('wx.getSetting knows no subscriptions before 2.10.1', async () => {
  const { wx } = phone({ device: { baseLibrary: '2.10.0' } })
  const result = await new Promise((resolve) => {
    wx.getSetting({ withSubscriptions: true, success: resolve })
  })
  expect(result).toEqual({ authSetting: {}, errMsg: 'getSetting:ok' })
})

contract('wx.openSetting', {
  byTap: true,
  succeeds: [
    {
      when: 'and what was changed there holds',
      before: ({ platform }) => platform.authorize('scope.camera', false),
      meanwhile: ({ answer }) => answer('settings', { 'scope.camera': true }),
      result: { authSetting: { 'scope.camera': true } },
      after: ({ wx }) => wx.authorize({ scope: 'scope.camera' }),
    },
    {
      when: 'with subscriptions',
      options: { withSubscriptions: true },
      meanwhile: ({ answer }) => answer('settings', {}),
      result: { authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } },
    },
  ],
  fails: { when: 'without a tap', byTap: false, errMsg: NO_TAP },
})

test('wx.openSetting needs no tap before 2.3.0', async () => {
  const { wx, answer } = phone({ device: { baseLibrary: '2.2.9' } })
  const opened = new Promise((resolve) => {
    wx.openSetting({ success: resolve })
  })
  await answer('settings', {})
  expect(await opened).toMatchObject({ errMsg: 'openSetting:ok' })
})

const needed = { privacy: { isNeeded: true } }
const notAgreed = { errMsg: ':fail privacy permission is not authorized', errno: 104 }

contract('wx.getPrivacySetting', {
  withoutPromise: true,
  succeeds: [
    {
      when: 'where there is nothing to agree to',
      result: { needAuthorization: false, privacyContractName: '《小程序隐私保护指引》' },
    },
    {
      when: 'where the user has not agreed',
      phone: { privacy: { isNeeded: true, contractName: '《指引》' } },
      result: { needAuthorization: true, privacyContractName: '《指引》' },
    },
  ],
  fails: 'never',
})

contract('wx.requirePrivacyAuthorize', {
  withoutPromise: true,
  succeeds: [
    { when: 'at once where the user has agreed' },
    {
      when: "when the user agrees in WeChat's own window",
      phone: needed,
      meanwhile: ({ allow }) => allow(),
      after: ({ privacy }) => expect(privacy.isNeeded).toBe(false),
    },
  ],
  fails: [
    { when: 'when the user refuses', phone: needed, meanwhile: ({ deny }) => deny(), ...notAgreed },
    {
      when: 'where the guideline does not name it',
      phone: { privacy: { undeclared: ['requirePrivacyAuthorize'] } },
      errMsg: ':fail api scope is not declared in the privacy agreement',
      errno: 112,
    },
    {
      when: 'where the mini-program was banned',
      phone: { privacy: { isBanned: true } },
      errMsg: ':fail appid privacy api banned',
      errno: 1025,
    },
  ],
})

test('after a refusal no window opens for ten seconds', async () => {
  const now = Date.now()
  const clock = jest.spyOn(Date, 'now').mockReturnValue(now)
  const { wx, deny, allow, dialogs } = phone(needed)
  const ask = () => wx.requirePrivacyAuthorize({}) as unknown as Promise<unknown>
  const first = ask().catch((error: unknown) => error)
  await deny()
  expect(await first).toMatchObject({ errno: 104 })
  clock.mockReturnValue(now + 9999)
  await expect(ask()).rejects.toEqual({
    errMsg: 'requirePrivacyAuthorize:fail privacy permission is not authorized in gap',
    errno: 104,
  })
  expect(dialogs.current).toBeUndefined()
  clock.mockReturnValue(now + 10_000)
  const later = ask()
  await allow()
  await later
})

type Resolve = (answer: { event: string; buttonId?: string }) => void

describe('wx.onNeedPrivacyAuthorization', () => {
  /** A phone with two calls that wait for the listener. */
  function waiting() {
    const on = phone(needed)
    const told: { resolve: Resolve; referrer: string }[] = []
    on.wx.onNeedPrivacyAuthorization(() => {
      throw new Error('the first listener was told')
    })
    on.wx.onNeedPrivacyAuthorization(((resolve: Resolve, { referrer }: { referrer: string }) => {
      told.push({ resolve, referrer })
    }) as never)
    const result = (call: Promise<unknown>) => call.catch((error: unknown) => error)
    const calls = [
      result(on.wx.requirePrivacyAuthorize({}) as unknown as Promise<unknown>),
      result(on.wx.getClipboardData()),
    ]
    return { ...on, told, calls }
  }

  test('tells the last listener, and calls wait until it answers', async () => {
    const { told, calls, dialogs } = waiting()
    await turn()
    expect(told.map(({ referrer }) => referrer)).toEqual([
      'requirePrivacyAuthorize',
      'getClipboardData',
    ])
    const pending = Symbol('pending')
    expect(await Promise.race([...calls, turn().then(() => pending)])).toBe(pending)
    expect(dialogs.current).toBeUndefined()
  })

  test('an agreement counts when its button was really tapped', async () => {
    const { told, calls, context, privacy } = waiting()
    await turn()
    await eventOf(context, 'agreePrivacyAuthorization', 'agree')
    told[0]?.resolve({ event: 'exposureAuthorization' })
    told[0]?.resolve({ event: 'agree', buttonId: 'agree' })
    told[1]?.resolve({ event: 'agree', buttonId: 'other' })
    expect(await Promise.all(calls)).toEqual([
      { errMsg: 'requirePrivacyAuthorize:ok' },
      { errMsg: 'getClipboardData:fail click action before resolve is needed', errno: 104 },
    ])
    expect(privacy.reports).toEqual(['exposureAuthorization', 'agree', 'agree'])
  })

  test('a refusal fails the call that waits', async () => {
    const { told, calls, privacy } = waiting()
    await turn()
    for (const { resolve } of told) resolve({ event: 'disagree' })
    expect(await Promise.all(calls)).toMatchObject([{ errno: 104 }, { errno: 104 }])
    expect(privacy.isNeeded).toBe(true)
  })

  test('is absent before 2.32.3, and nothing waits then', async () => {
    const { wx } = phone({ ...needed, device: { baseLibrary: '2.32.2' } })
    expect(typeof wx.onNeedPrivacyAuthorization).toBe('undefined')
    expect(await wx.getClipboardData()).toMatchObject({ data: '' })
  })
})

contract('wx.openPrivacyContract', {
  withoutPromise: true,
  succeeds: { meanwhile: ({ answer }) => answer('modal', 'confirm') },
  fails: 'never',
})

contract('wx.requestSubscribeMessage', {
  byTap: true,
  succeeds: [
    {
      when: 'with what the user allows',
      options: { tmplIds: ['t1', 't2'] },
      meanwhile: ({ allow }) => allow(),
      result: { t1: 'accept', t2: 'accept' },
    },
    {
      when: 'with what the user refuses',
      options: { tmplIds: ['t1'] },
      meanwhile: ({ deny }) => deny(),
      result: { t1: 'reject' },
    },
    {
      when: 'without asking where the user decided for good',
      before: ({ subscriptions }) => {
        subscriptions.itemSettings.t1 = 'ban'
      },
      options: { tmplIds: ['t1'] },
      result: { t1: 'ban' },
    },
  ],
  fails: [
    { when: 'without a tap', byTap: false, options: { tmplIds: ['t1'] }, errMsg: NO_TAP },
    {
      when: 'without templates',
      options: {},
      errMsg: ':fail parameter error: parameter.tmplIds should be Array instead of Undefined;',
      errno: 1001,
    },
  ],
})

describe('frequency limits', () => {
  const NOW = 1_800_000_000_000
  const limited = { errMsg: 'login:fail meet server frequency limit', errno: 1003 }
  const login = ({ wx }: Phone) => wx.login().catch((error: unknown) => error)

  test('four calls a second, where they are enforced', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(NOW)
    const on = phone({ frequencyLimits: true })
    await on.wx.navigateTo({ url: '/pages/detail/detail' })
    await on.wx.navigateBack()
    for (let call = 0; call < 4; call++) expect(await login(on)).toMatchObject({ code: text })
    expect(await login(on)).toEqual(limited)
    expect(await on.wx.getSetting()).toMatchObject({ authSetting: {} }) // each API for itself
    clock.mockReturnValue(NOW + 1000)
    expect(await login(on)).toMatchObject({ code: text })
  })

  test('twice the page views a day, where they are enforced', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(NOW)
    const on = phone({ frequencyLimits: true })
    for (let second = 0; second < 2; second++) {
      clock.mockReturnValue(NOW + second * 1000)
      expect(await login(on)).toMatchObject({ code: text })
    }
    clock.mockReturnValue(NOW + 2000)
    expect(await login(on)).toEqual(limited)
    await on.wx.navigateTo({ url: '/pages/detail/detail' })
    expect(await login(on)).toMatchObject({ code: text })
  })

  test('none where they are not', async () => {
    const on = phone()
    for (let call = 0; call < 9; call++) expect(await login(on)).toMatchObject({ code: text })
  })
})

describe('a button', () => {
  test('of two types agrees to the privacy guideline first', async () => {
    const { context, allow } = phone()
    const events: string[] = []
    const types = 'getPhoneNumber|agreePrivacyAuthorization'
    const pressed = pressButton(context, types, 'id', ({ type }) => void events.push(type))
    await allow()
    await pressed
    expect(events).toEqual(['agreeprivacyauthorization', 'getphonenumber'])
  })

  test('getRealtimePhoneNumber bears the other name in its result, and gives only a code', async () => {
    const { context, allow } = phone()
    const pressed = eventOf(context, 'getRealtimePhoneNumber')
    await allow()
    expect(await pressed).toEqual({
      type: 'getrealtimephonenumber',
      detail: { errMsg: 'getPhoneNumber:ok', code: text },
    })
  })

  test.each(['contact', 'share', 'feedback', 'launchApp', 'liveActivity'])(
    '%s leads where WeChat would leave the mini-program',
    async (openType) => {
      const { context, answer, dialogs } = phone()
      const pressed = eventOf(context, openType)
      await answer('modal', 'confirm')
      await pressed
      expect(dialogs.current).toBeUndefined()
    },
  )

  test('of a type that is not simulated says so', async () => {
    await expect(eventOf(phone().context, 'unknown')).rejects.toThrow(
      '<button open-type="unknown"> is not simulated',
    )
  })
})

test('two people with two phones are two users', async () => {
  const [one, two] = [phone(), phone({ user: 'visitor' })]
  await allowUserInfo(one)
  await allowUserInfo(two)
  expect((await one.wx.getUserInfo({})).userInfo.nickName).toBe('小满')
  expect((await two.wx.getUserInfo({})).userInfo.nickName).toBe('立夏')
})

test('an unknown person is named with those who exist', async () => {
  const { wx, problems } = phone({ user: 'nobody' })
  const says = expect.stringContaining('there are developer, ')
  await expect(wx.login()).rejects.toEqual({ errMsg: says })
  expect(problems).toEqual([expect.objectContaining({ message: says })])
})
