import { newCode, post } from '../../support/http.ts'
import { ORIGIN } from '../../support/server.ts'

/** WeChat's answer at this address. */
async function ask(url: string, init?: RequestInit) {
  const response = await fetch(url, init)
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: JSON.parse(await response.text()) as Record<string, unknown>,
  }
}

const missingAppid = { errcode: 41002 }

test.each([
  ['under its host as a path prefix', `${ORIGIN}/api.weixin.qq.com/sns/jscode2session`],
  ['at the root', `${ORIGIN}/sns/jscode2session`],
  ['as the host itself', 'https://api.weixin.qq.com/sns/jscode2session'],
])('WeChat answers %s', async (_, url) => {
  const { status, type, body } = await ask(url)
  expect([status, type]).toEqual([200, 'text/plain'])
  expect(body).toMatchObject(missingAppid)
})

test.each(['/cgi-bin/token', '/sns/jscode2session'])('%s at the root', async (path) => {
  expect((await ask(ORIGIN + path)).body).toMatchObject(missingAppid)
})

test('a call at the root needs a token as any other', async () => {
  const { body } = await ask(`${ORIGIN}/wxa/msg_sec_check`, { method: 'POST', body: '{}' })
  expect(body).toMatchObject({ errcode: 41001 })
})

test('a fault named by the path at the root is met under every spelling', async () => {
  await post('/__mock/faults', { target: '/sns/jscode2session', errcode: -1, times: 2 })
  expect((await ask(`${ORIGIN}/api.weixin.qq.com/sns/jscode2session`)).body).toMatchObject({
    errcode: -1,
  })
  expect((await ask(`${ORIGIN}/sns/jscode2session`)).body).toMatchObject({ errcode: -1 })
})

// SDKs read errcode and errmsg, and nothing else.
test.each([
  [
    'a route that is not simulated',
    'GET',
    '/cgi-bin/nothing',
    undefined,
    501,
    501,
    'not simulated',
  ],
  ['the same at the root of wxa', 'POST', '/wxa/nothing', '{}', 501, 501, 'not simulated'],
  ['a body too large', 'POST', '/cgi-bin/stable_token', ' '.repeat(70_000), 413, 45002, '64 KB'],
])('%s carries errcode and errmsg', async (_, method, path, body, status, errcode, text) => {
  const answer = await ask(ORIGIN + path, { method, ...(body && { body }) })
  expect(answer.status).toBe(status)
  expect(answer.body).toMatchObject({ errcode, errmsg: expect.stringContaining(text) as string })
})

test('a scripted status carries errcode and errmsg, and means to the backend that WeChat is away', async () => {
  await post('/__mock/faults', { target: 'jscode2session', status: 503 })
  const { status, body } = await ask(`${ORIGIN}/sns/jscode2session`)
  expect([status, body.errcode]).toEqual([503, 503])
  const { body: login } = await post('/api/login', { code: await newCode() })
  expect(login.error?.code).toBe('wechat_unreachable')
})
