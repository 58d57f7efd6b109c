import { contract } from './api-contract.ts'
import { phone, resetServer, tellServer, type TestPhone } from './phone.ts'
import { text, offline, NO_NETWORK, allowUserInfo } from './cases.ts'

beforeEach(resetServer)
afterEach(() => {
  jest.restoreAllMocks()
})
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

describe('frequency limits', () => {
  const NOW = 1_800_000_000_000
  const limited = { errMsg: 'login:fail meet server frequency limit', errno: 1003 }
  const login = ({ wx }: TestPhone) => wx.login().catch((error: unknown) => error)

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
