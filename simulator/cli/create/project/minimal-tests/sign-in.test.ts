import { launch, type Launched } from 'weapp-login-kit/jest'

async function signIn(phone: Launched) {
  await phone.user.tap('我已阅读并同意《隐私保护指引》')
  await phone.user.tap('微信登录')
  await phone.screen.findByText('已登录')
}

test('signs in, and keeps the session', async () => {
  const phone = launch()
  await signIn(phone)
  expect(phone.storage.get('session')).toBeDefined()
  expect(await phone.backend.sessions()).toHaveLength(1)
})

test('asks for the agreement first', async () => {
  const phone = launch()
  await phone.user.tap('微信登录')
  phone.screen.getByText('请先勾选同意')
  expect(await phone.backend.sessions()).toEqual([])
})

test('goes on when the session is over: signed in again without a word', async () => {
  const phone = launch()
  await signIn(phone)
  await phone.backend.scenario('session-expired')
  await phone.user.tap('问问服务器')
  await phone.screen.findByText(/小时有效/)
})

test('signs out for good', async () => {
  const phone = launch()
  await signIn(phone)
  await phone.user.tap('退出登录')
  await phone.screen.findByText('已退出')
  expect(phone.storage.get('session')).toBeUndefined()
})
