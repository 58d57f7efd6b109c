import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { bearer, call, newCode, post } from '../../support/http.ts'

test('a person gets a session without any mini-program', async () => {
  const { status, body } = await post('/__mock/users/visitor/session')
  expect(status).toBe(201)
  expect(body).toMatchObject({ expiresIn: expect.any(Number) as number, user: {} })
  const { token, authorization } = body as { token: string; authorization: string }
  expect(authorization).toBe(`Bearer ${token}`)
  expect((await call('GET', '/api/session', bearer(token))).status).toBe(200)
})

test('who may not sign in gets no session, and it is said why', async () => {
  await post('/__mock/users', { name: 'visitor', blocked: true })
  const { status, body } = await post('/__mock/users/visitor/session')
  expect([status, body.error?.code]).toEqual([403, 'user_blocked'])
})

test('a deleted person is gone, their codes too', async () => {
  await post('/__mock/users', { name: 'mei' })
  const code = await newCode({ user: 'mei' })
  expect((await call('DELETE', '/__mock/users/mei')).status).toBe(204)
  expect((await call('GET', '/__mock/users/mei')).status).toBe(404)
  expect((await post('/api/login', { code })).body.error?.code).toBe('code_invalid')
  expect((await post('/__client/login', { user: 'mei' })).body.error?.message).toContain(
    'nobody is called "mei"',
  )
})

test.each([
  ['DELETE', '/__mock/users/nobody'],
  ['POST', '/__mock/users/nobody/session'],
])('%s %s says that there is nobody', async (method, path) => {
  const { status, body } = await call(method, path)
  expect([status, body.error?.message]).toEqual([404, 'There is nobody called "nobody" here.'])
})

// https://developers.weixin.qq.com/miniprogram/dev/devtools/minitest/mock_phone.html
test("WeChat's virtual test accounts are among the people", async () => {
  for (const number of [1, 2, 3, 4]) {
    const { body } = await call('GET', `/__mock/users/virtual-${number}`)
    expect(body.phoneNumber).toBe(`1206660000${number}`)
  }
})

test('a unionid can be given, as in another system', async () => {
  const unionid = 'oABCDEFGHIJKLMNOPQRSTUVWXY01'
  await post('/__mock/users', { name: 'mei', unionid })
  const twice = await post('/__mock/users', { name: 'other', unionid })
  expect([twice.status, twice.body.error?.message]).toEqual([400, 'unionid: is that of "mei".'])
  const js_code = await newCode({ user: 'mei' })
  const query = new URLSearchParams({ ...defaultApp, js_code, grant_type: 'authorization_code' })
  const answer = await fetch(
    `http://127.0.0.1:3900/api.weixin.qq.com/sns/jscode2session?${query.toString()}`,
  )
  expect(JSON.parse(await answer.text())).toMatchObject({ unionid })
})
