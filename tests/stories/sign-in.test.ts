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

test('does not ask a user again who has allowed it before', async () => {
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

test('asks for a session at the moment it needs one, then does what the user wanted', async () => {
  const phone = launch()
  await phone.user.tap('问问服务器我是谁')
  expect(phone.network.log.filter((line) => line.includes('/api/'))).toEqual([])
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('服务器：你是 小满，登录还有 168 小时有效')
})

test('forgets what the user wanted when they would rather not sign in', async () => {
  const phone = launch()
  await phone.user.tap('问问服务器我是谁')
  await phone.user.tap('暂不登录')
  await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
  await phone.idle()
  expect(phone.screen.queryByText(/^服务器/)).toBeNull()
})

test('invites a user without a name of their own to choose one', async () => {
  const phone = launch(SIGN_IN)
  await phone.backend.scenario('anonymous-profile')
  await agreeAndTap(phone)
  await phone.screen.findByText('选一张头像，起个名字')
})

test('opens the privacy guideline', async () => {
  const phone = launch(SIGN_IN)
  await phone.user.tap('《隐私保护指引》')
  await phone.screen.findByText('（隐私保护指引的内容）')
})
