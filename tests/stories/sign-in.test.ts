import { http, HttpResponse } from 'msw'
import { launch, type Launched } from '../../simulator/jest/index.ts'
import { spend } from '../support/code.ts'
import { ORIGIN, server } from '../support/server.ts'
import { agreeAndTap, SIGN_IN, signIn } from '../support/sign-in.ts'

async function expectSignedOut({ storage, backend }: Launched) {
  expect(storage.get('session')).toBeUndefined()
  expect(storage.get('userinfo')).toBeUndefined()
  expect(await backend.sessions()).toEqual([])
}

test('signs in when the user allows it', async () => {
  const phone = launch()
  await signIn(phone)

  phone.screen.getByText('退出登录')
  const [user] = await phone.backend.users()
  expect(user?.profile).toMatchObject({
    nickName: '小满',
    city: 'Guangzhou',
    province: 'Guangdong',
    avatarUrl: `${ORIGIN}/__client/avatars/developer.svg`,
  })
  expect(await phone.backend.sessions()).toMatchObject([{ userId: user?.id }])
  expect(phone.storage.get('userinfo')).toEqual({
    id: user?.id,
    nickName: '小满',
    avatarUrl: `${ORIGIN}/__client/avatars/developer.svg`,
  })
})

test('stays signed out when the user refuses', async () => {
  const phone = launch(SIGN_IN)
  await agreeAndTap(phone)
  await phone.user.deny()
  await phone.screen.findByText('已取消')
  await expectSignedOut(phone)
})

test('signs in when the user refuses first and allows later', async () => {
  const phone = launch()
  await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.user.deny()
  await phone.screen.findByText('已取消')
  await phone.user.tap('微信授权登录')
  await phone.user.allow()
  await phone.screen.findByText('小满')
  expect(await phone.backend.sessions()).toHaveLength(1)
})

test('does not ask again who has allowed it before', async () => {
  const phone = launch()
  await signIn(phone)
  await phone.user.tap('退出登录')
  await phone.user.confirm()
  await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.screen.findByText('小满')
})

test('signs in without a consent window where WeChat gives anonymous data', async () => {
  const phone = launch()
  await phone.backend.scenario('anonymous-profile')
  await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.screen.findByText('微信用户')
  expect(await phone.backend.sessions()).toHaveLength(1)
})

test('goes back to browsing when the user would rather not', async () => {
  const phone = launch()
  await phone.user.tap('去登录')
  await phone.user.tap('暂不登录')
  phone.screen.getByText('你好，欢迎来看看')
  await expectSignedOut(phone)
})

test('leads home from a sign-in page that was opened directly', async () => {
  const phone = launch(SIGN_IN)
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('退出登录')
  expect(phone.pages.current?.route).toBe('pages/home/home')
})

test('stays where the user went when a sign-in ends after they left the page', async () => {
  const phone = launch()
  await phone.wx.navigateTo({ url: '/pages/home/home' })
  await phone.backend.failNext('/api/login', { latencyMs: 50 })
  await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.user.back()
  await phone.screen.findByText('小满')
  await phone.idle()
  expect(phone.pages.stack).toHaveLength(2)
})

test('asks for a newer WeChat where the authorize button does not exist', async () => {
  const phone = launch(SIGN_IN, { device: { baseLibrary: '1.2.9' } })
  phone.screen.getByText('请升级微信版本后再登录')
  expect(phone.screen.queryByText('微信授权登录')).toBeNull()
})

test('speaks English to a client that is set to English', async () => {
  const phone = launch(SIGN_IN, { device: { language: 'en' } })
  await phone.user.tap('I agree to the')
  await phone.user.tap('Sign in with WeChat')
  await phone.user.deny()
  await phone.screen.findByText('Cancelled')
})

test.each<[why: string, said: string, fails: (phone: Launched) => unknown]>([
  [
    'WeChat does not know the code',
    '登录凭证已失效，请再点一次登录',
    () =>
      server.use(
        http.post(`${ORIGIN}/__client/login`, () => HttpResponse.json({ code: '0unknown' })),
      ),
  ],
  [
    'the code was used before',
    '登录凭证已失效，请再点一次登录',
    async ({ wx }) => {
      const { code } = await wx.login()
      await spend(code)
      server.use(http.post(`${ORIGIN}/__client/login`, () => HttpResponse.json({ code })))
    },
  ],
  [
    'the backend answers something else',
    '服务器出了问题，请稍后再试',
    () => server.use(http.post(`${ORIGIN}/api/login`, () => HttpResponse.json({ status: 1 }))),
  ],
])('says so when %s, and signs in the next time', async (_, said, fails) => {
  const phone = launch(SIGN_IN)
  await fails(phone)
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText(said)
  await expectSignedOut(phone)

  server.resetHandlers()
  await phone.user.tap('微信授权登录')
  await phone.screen.findByText('小满')
})
