import { createMockServer } from '../../mock-server/app.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { call, JSON_TYPE, newCode, post, state } from '../support/http.ts'
import { ORIGIN, server } from '../support/server.ts'
import { http, HttpResponse } from 'msw'

test('a code that was used gives a 401 of its own', async () => {
  const code = await newCode()
  await post('/api/login', { code })
  const { status, body } = await post('/api/login', { code })
  expect(status).toBe(401)
  expect(body.error?.code).toBe('code_used')
})

test.each([
  ['code_invalid', 401, { errcode: 40029 }, null],
  ['user_blocked', 403, { errcode: 40226 }, null],
  ['wechat_rate_limited', 429, { errcode: 45011 }, '60'],
  ['wechat_busy', 503, { errcode: -1 }, '1'],
  ['wechat_misconfigured', 502, { errcode: 40125 }, null],
  ['wechat_unreachable', 502, { status: 500 }, null],
])("%s answers WeChat's failure and changes nothing", async (code, status, fault, retryAfter) => {
  const js_code = await newCode()
  await post('/__mock/faults', { target: 'jscode2session', times: 1, ...fault })
  const { faults: _, ...before } = await state()
  const answer = await post('/api/login', { code: js_code, nickName: 'Ann' })
  expect(answer.status).toBe(status)
  expect(answer.body.error?.code).toBe(code)
  expect(answer.headers.get('retry-after')).toBe(retryAfter)
  const { faults: __, ...after } = await state()
  expect(after).toEqual(before)
})

test.each([
  ['nothing', () => HttpResponse.error()],
  ['a page', () => HttpResponse.html('<h1>Bad gateway</h1>')],
  ['an answer without openid', () => HttpResponse.json({ session_key: 'x' })],
  ['errcode 0 and no identity', () => HttpResponse.json({ errcode: 0 })],
])('WeChat answering %s is wechat_unreachable', async (_, answer) => {
  server.use(http.get(`${ORIGIN}/api.weixin.qq.com/sns/jscode2session`, answer))
  const { status, body } = await post('/api/login', { code: 'any' })
  expect(status).toBe(502)
  expect(body.error?.code).toBe('wechat_unreachable')
})

test.each([
  ['no header', {}, 'token_missing'],
  ['another scheme', { Authorization: 'Basic abc' }, 'token_missing'],
  ['no token', { Authorization: 'Bearer ' }, 'token_missing'],
  ['an unknown token', { Authorization: 'Bearer abc' }, 'session_expired'],
  ['a token that is no token', { Authorization: 'Bearer a b;c' }, 'token_missing'],
])('%s is a 401', async (_, headers, code) => {
  const { status, body } = await call('GET', '/api/session', { headers })
  expect(status).toBe(401)
  expect(body.error?.code).toBe(code)
})

const big = 'x'.repeat(65 * 1024)

test.each([
  ['broken JSON', '{"code":', JSON_TYPE, 400, 'invalid_json'],
  ['a text instead of JSON', 'code=1', JSON_TYPE, 400, 'invalid_json'],
  ['a list', '[]', JSON_TYPE, 400, 'invalid_request'],
  ['null', 'null', JSON_TYPE, 400, 'invalid_request'],
  ['no code', '{}', JSON_TYPE, 400, 'invalid_request'],
  ['an empty code', '{"code":""}', JSON_TYPE, 400, 'invalid_request'],
  ['a number as code', '{"code":7}', JSON_TYPE, 400, 'invalid_request'],
  [
    'a script as picture',
    '{"code":"c","avatarUrl":"javascript:1"}',
    JSON_TYPE,
    400,
    'invalid_request',
  ],
  [
    'a form',
    'code=1',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    415,
    'unsupported_media_type',
  ],
  ['no type at all', new TextEncoder().encode('{"code":"c"}'), {}, 415, 'unsupported_media_type'],
  ['a body over the limit', JSON.stringify({ code: big }), JSON_TYPE, 413, 'body_too_large'],
])('%s is refused, and nothing changes', async (_, body, headers, status, code) => {
  const before = await state()
  const answer = await call('POST', '/api/login', { body, headers })
  expect(answer.status).toBe(status)
  expect(answer.body.error).toEqual({
    code,
    message: expect.stringMatching(/\w{3}/) as string,
    requestId: answer.headers.get('x-request-id'),
  })
  expect(await state()).toEqual(before)
})

test('a refused field is named', async () => {
  const { body } = await post('/api/login', { nickName: 7 })
  expect(body.error?.message).toContain('code: is missing')
  expect(body.error?.message).toContain('nickName: ')
})

test.each([
  ['GET', '/api/nothing', 404, 'not_found'],
  ['GET', '/nothing', 404, 'not_found'],
  ['GET', '/api/login', 405, 'method_not_allowed'],
  ['DELETE', '/api/session', 405, 'method_not_allowed'],
  ['GET', '/__client/login', 405, 'method_not_allowed'],
  ['POST', '/__mock/state', 405, 'method_not_allowed'],
])('%s %s is answered %d %s', async (method, path, status, code) => {
  const answer = await call(method, path)
  expect(answer.status).toBe(status)
  expect(answer.body.error?.code).toBe(code)
})

test('a wrong method is told the right ones', async () => {
  const { headers, body } = await call('GET', '/api/logout')
  expect(headers.get('allow')).toBe('POST')
  expect(body.error?.message).toBe('GET /api/logout is not possible; use POST.')
})

test.each([
  ['/__client/login', { user: 'nobody' }, 'there are developer, virtual-1, virtual-2'],
  ['/__client/login', { appid: 'wx0' }, 'there are wx5ec7e70000000001'],
  ['/__client/authorize', { scope: 'x', granted: true }, 'scope: '],
  ['/__mock/clock', { advanceSeconds: -1 }, 'advanceSeconds: '],
  ['/__mock/faults', { target: 'jscode2session' }, 'says no fault'],
  ['/__mock/faults', { target: '/api/login', errcode: -1 }, 'errcode is for WeChat routes'],
  ['/__mock/faults', { target: 'jscode2session', errcode: 7 }, 'errcode: '],
  ['/__mock/scenarios/nothing', {}, 'there are session-expired'],
])('POST %s %j says what is wrong', async (path, body, message) => {
  const before = await state()
  const answer = await post(path, body)
  expect(answer.body.error?.message).toContain(message)
  expect([400, 404]).toContain(answer.status)
  expect(await state()).toEqual(before)
})

test.each([
  ['/__mock/state', { Host: 'evil.example' }],
  ['/__mock/state', { Origin: 'http://evil.example' }],
  ['/__mock/state', { Origin: 'null' }],
  ['/__mock/state', { Host: '192.168.1.7:3900' }],
  ['/__client/settings', { Host: 'evil.example' }],
  ['/__client/settings', { Origin: 'http://evil.example' }],
])('%s refuses %j', async (path, headers) => {
  const app = createMockServer({ store: openStore(':memory:'), wechatBaseUrl: () => '' })
  const method = path === '/__mock/state' ? 'GET' : 'POST'
  const response = await app.request(path, { method, headers })
  expect(response.status).toBe(403)
  expect(await response.text()).toContain('forbidden_origin')
})

test.each([
  ['/__mock/state', { Host: 'localhost:3900', Origin: 'http://localhost:3900' }],
  ['/__mock/state', { Host: '[::1]:3900' }],
  ['/__client/settings', { Host: '192.168.1.7:3900' }],
])('%s answers %j', async (path, headers) => {
  const app = createMockServer({ store: openStore(':memory:'), wechatBaseUrl: () => '' })
  const method = path === '/__mock/state' ? 'GET' : 'POST'
  expect((await app.request(path, { method, headers })).status).toBe(200)
})
