import { contract } from './api-contract.ts'
import { phone, resetServer, tellServer } from './phone.ts'
import { text, NO_TAP, allowUserInfo } from './cases.ts'

beforeEach(resetServer)
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

test.each([
  ['wx.getWeRunData', '/__client/werun'],
  ['wx.getUserCryptoManager', '/__client/user-key'],
])('%s asks the fake WeChat at %s', async (_, asked) => {
  const answers: Record<string, object> = {
    '/__client/settings': { authSetting: { 'scope.werun': true }, profile: 'named' },
    '/__client/werun': { encryptedData: 'e', iv: 'i' },
    '/__client/user-key': { encryptKey: 'k', iv: 'i', version: 1, expireTime: 2 },
  }
  const sent: object[] = []
  const fetch = (url: string, init?: RequestInit) => {
    const { pathname } = new URL(url)
    if (pathname === asked) sent.push(JSON.parse(init?.body as string) as object)
    return Promise.resolve(Response.json(answers[pathname]))
  }
  const { wx } = phone({ fetch, person: { steps: [7] } })
  const manager = wx.getUserCryptoManager() as unknown as {
    getLatestUserKey: () => Promise<object>
  }
  const call = asked.endsWith('werun') ? wx.getWeRunData() : manager.getLatestUserKey()
  expect(await call).toMatchObject(answers[asked] ?? {})
  expect(sent).toEqual([expect.objectContaining({ user: 'developer' })])
})

test('wx.getUserCryptoManager gives random bytes', async () => {
  const manager = phone().wx.getUserCryptoManager() as unknown as {
    getRandomValues: (options: object) => Promise<{ randomValues: ArrayBuffer }>
  }
  expect((await manager.getRandomValues({ length: 8 })).randomValues.byteLength).toBe(8)
})
