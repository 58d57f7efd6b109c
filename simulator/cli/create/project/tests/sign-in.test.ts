import { launch, type Launched } from 'weapp-login-kit/jest'

/** Signs in as a person does, from the home page. */
async function signIn(phone: Launched) {
  await phone.user.tap('去登录')
  await phone.user.tap('我已阅读并同意')
  await phone.user.tap('微信授权登录')
  await phone.user.allow()
  await phone.screen.findByText('退出登录')
}

test('signs in when the user allows it', async () => {
  const phone = launch()
  await signIn(phone)
  expect(phone.storage.get('session')).toBeDefined()
  expect(await phone.backend.sessions()).toHaveLength(1)
})

test('stays signed out when the user refuses', async () => {
  const phone = launch('/pages/sign-in/sign-in')
  await phone.user.tap('我已阅读并同意')
  await phone.user.tap('微信授权登录')
  await phone.user.deny()
  await phone.screen.findByText('已取消')
  expect(phone.storage.get('session')).toBeUndefined()
  expect(await phone.backend.sessions()).toEqual([])
})

test('goes on when the session is over: signed in again without a word', async () => {
  const phone = launch()
  await signIn(phone)
  await phone.backend.scenario('session-expired')
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText(/你是 小满/)
  expect(await phone.backend.sessions()).toHaveLength(1)
})

test('signs out for good', async () => {
  const phone = launch()
  await signIn(phone)
  await phone.user.tap('退出登录')
  await phone.user.confirm()
  await phone.screen.findByText('去登录')
  expect(phone.storage.get('session')).toBeUndefined()
  expect(await phone.backend.sessions()).toEqual([])
})
