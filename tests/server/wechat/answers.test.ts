import { createHandlers } from '../../../mock-server/handlers.ts'
import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { code2Session } from '../../support/code.ts'
import { newCode, post } from '../../support/http.ts'
import { ORIGIN, server } from '../../support/server.ts'
import { toStartOfMinute } from '../../support/time.ts'
import {
  askOpen,
  askWechat,
  plainToken,
  stableToken,
  type WechatAnswer,
} from '../../support/wechat.ts'

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'Content-Type': 'application/json' }

const send = async (path: string, headers: Record<string, string>, body: string | FormData) =>
  JSON.parse(
    await (await fetch(ORIGIN + path, { method: 'POST', headers, body })).text(),
  ) as WechatAnswer

const exchange = async (js_code: string) =>
  JSON.parse(await (await code2Session({ js_code })).text()) as WechatAnswer

const openidOf = async (user = 'developer') => (await exchange(await newCode({ user }))).openid

// A form body is what much public code sends; that a JSON body gives 41002 was captured.
test('code2Session takes a form by POST, and finds no appid in JSON', async () => {
  const given = async () => ({
    ...defaultApp,
    js_code: await newCode(),
    grant_type: 'authorization_code',
  })
  const form = new URLSearchParams(await given()).toString()
  expect(await send('/sns/jscode2session', FORM, form)).toHaveProperty('openid')
  const parts = new FormData()
  for (const [name, value] of Object.entries(await given())) parts.set(name, value)
  expect(await send('/sns/jscode2session', {}, parts)).toHaveProperty('openid')
  const json = JSON.stringify(await given())
  expect(await send('/sns/jscode2session', JSON_TYPE, json)).toMatchObject({ errcode: 41002 })
})

test('/cgi-bin/token takes a form by POST, and finds no appid in JSON', async () => {
  const given = { ...defaultApp, grant_type: 'client_credential' }
  const form = new URLSearchParams(given).toString()
  expect(await send('/cgi-bin/token', FORM, form)).toMatchObject({ expires_in: 7200 })
  const json = JSON.stringify(given)
  expect(await send('/cgi-bin/token', JSON_TYPE, json)).toMatchObject({ errcode: 41002 })
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html: 40029 is
// what a code is that WeChat did not issue.
test.each([
  'undefined',
  'null',
  '[object Object]',
  '',
  '"0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d"',
  '%220a1b%22',
  'the code is a mock one ',
  '0short',
  'code',
])('a client that sends %j as code is told so: 40029, DevTools or not', async (js_code) => {
  server.use(...createHandlers({ strictCodes: false }))
  expect(await exchange(js_code)).toMatchObject({ errcode: 40029 })
})

test.each(['the code is a mock one', '0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d'])(
  'what DevTools hands out (%j) signs in, unless codes are strict',
  async (js_code) => {
    expect(await exchange(js_code)).toMatchObject({ errcode: 40029 })
    server.use(...createHandlers({ strictCodes: false }))
    expect(await exchange(js_code)).toHaveProperty('openid')
    expect(await exchange(js_code)).toHaveProperty('openid')
  },
)

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
const SAMPLE = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级'

test('msg_sec_check, version 2: a number or its text, judged for an active user', async () => {
  const openid = await openidOf()
  const good = { content: '小满', version: 2, scene: 1, openid }
  const ask = (change: object) => askOpen('POST', '/wxa/msg_sec_check', { ...good, ...change })
  for (const version of [2, '2']) {
    expect(await ask({ version })).toMatchObject({ errcode: 0, result: { suggest: 'pass' } })
  }
  expect(await ask({ scene: '1' })).toMatchObject({ errcode: 0 })
  // WeChat's staff: the sample texts are not risky in version 2.
  expect(await ask({ content: SAMPLE })).toMatchObject({ result: { suggest: 'pass', label: 100 } })
  expect(await ask({ content: '违规' })).toMatchObject({ result: { suggest: 'risky' } })
  expect(await ask({ version: 3 })).toMatchObject({ errcode: 40097 })
  expect(await ask({ openid: 'oNobody' })).toMatchObject({ errcode: 40003 })
  expect(await ask({ scene: 5 })).toMatchObject({ errcode: 40129 })
  expect(await ask({ content: '字'.repeat(2501) })).toMatchObject({ errcode: 45002 })
  await post('/__mock/clock', { advanceSeconds: 7200 })
  expect(await ask({})).toMatchObject({ errcode: 61010 })
})

test('msg_sec_check, version 1: content alone, and 87014 for the sample texts', async () => {
  const ask = (content: string) => askOpen('POST', '/wxa/msg_sec_check', { content })
  expect(await ask('小满')).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(await ask(SAMPLE)).toMatchObject({ errcode: 87014 })
  expect(await ask('')).toMatchObject({ errcode: 40097 })
})

// Captured: 64b7dbf0-23c56013-1e94d102.
test('a trace_id is three groups of eight hexadecimal digits, the first the time', async () => {
  const openid = await openidOf()
  const asked = { content: '小满', version: 2, scene: 1, openid }
  const { trace_id } = await askOpen('POST', '/wxa/msg_sec_check', asked)
  expect(trace_id).toMatch(/^[\da-f]{8}(-[\da-f]{8}){2}$/)
  const seconds = Number.parseInt((trace_id as string).slice(0, 8), 16)
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(60)
})

// https://developers.weixin.qq.com/miniprogram/dev/framework/security.imgSecCheck.html
test('img_sec_check takes a picture of at most 1 MB; one named 违规 is risky', async () => {
  const { access_token } = await stableToken()
  const ask = async (name: string, bytes: number) => {
    const form = new FormData()
    form.set('media', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name)
    return send(`/wxa/img_sec_check?access_token=${access_token as string}`, {}, form)
  }
  expect(await ask('a.png', 100_000)).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(await ask('违规.png', 100)).toMatchObject({ errcode: 87014 })
  expect(await ask('a.png', 1024 * 1024 + 1)).toMatchObject({ errcode: 40006 })
  expect(await askOpen('POST', '/wxa/img_sec_check', 'x')).toMatchObject({ errcode: 41005 })
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/mediaCheckAsync.html
test('media_check_async gives the trace_id of a check', async () => {
  const openid = await openidOf()
  const good = { media_url: 'https://a.test/a.png', media_type: 2, version: 2, scene: 1, openid }
  const ask = (change: object) => askOpen('POST', '/wxa/media_check_async', { ...good, ...change })
  expect(await ask({})).toMatchObject({ errcode: 0, trace_id: expect.any(String) as string })
  expect(await ask({ media_url: '' })).toMatchObject({ errcode: 40097 })
  expect(await ask({ media_type: 3 })).toMatchObject({ errcode: 40004 })
  expect(await ask({ openid: 'oNobody' })).toMatchObject({ errcode: 40003 })
})

// https://developers.weixin.qq.com/doc/oplatform/developers/errCode/ and many captures.
test('40164 names the address that is not in the whitelist', async () => {
  const text = /^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /
  await post('/__mock/apps', { ...defaultApp, ipWhitelist: ['203.0.113.7'] })
  for (const refused of [await plainToken(), await stableToken()]) {
    expect(refused).toMatchObject({
      errcode: 40164,
      errmsg: expect.stringMatching(text) as string,
    })
  }
  // Captured once, on 2024-04-19: the whitelist holds for code2Session, too.
  expect(await exchange(await newCode())).toMatchObject({ errcode: 40164 })
  await post('/__mock/apps', { ...defaultApp, ipWhitelist: ['127.0.0.1'] })
  expect(await plainToken()).toHaveProperty('access_token')
  await post('/__mock/faults', { target: 'token', errcode: 40164 })
  expect((await plainToken()).errmsg).toMatch(text)
})

// Captured 2022 to 2024: invalid code hint: [qKhDWV0sf-0s77ta] rid: 62fa5928-4e8b95ea-7539a513
test('the 40029 of a phone code carries a hint', async () => {
  const { errcode, errmsg } = await askOpen('POST', '/wxa/business/getuserphonenumber', {
    code: 'x',
  })
  expect(errcode).toBe(40029)
  expect(errmsg).toMatch(/^invalid code hint: \[[\w-]{16}\] rid: [\da-f]{8}(-[\da-f]{8}){2}$/)
})

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
test('getuserphonenumber checks the openid where one is given', async () => {
  const [mine, other] = [await openidOf(), await openidOf('visitor')]
  const { code } = (await post('/__client/phone-code')).body
  const ask = (openid: unknown) =>
    askOpen('POST', '/wxa/business/getuserphonenumber', { code, openid })
  expect(await ask(other)).toMatchObject({ errcode: 40003 })
  expect(await ask(mine)).toMatchObject({ phone_info: { phoneNumber: '13800138000' } })
})

// https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/login/auth.code2Session.html
test('a user signs in a hundred times a minute, and no more', async () => {
  await toStartOfMinute(post)
  for (let time = 0; time < 100; time++) {
    expect(await exchange(await newCode())).toHaveProperty('openid')
  }
  const late = await newCode()
  expect(await exchange(late)).toMatchObject({ errcode: 45011 })
  expect(await exchange(await newCode({ user: 'visitor' }))).toHaveProperty('openid')
  await post('/__mock/clock', { advanceSeconds: 60 })
  expect(await exchange(late)).toHaveProperty('openid') // it was not used up
})

test("a backend's access tokens outlive a reset, and the scenario that ends them", async () => {
  const { access_token } = await plainToken()
  const isGood = async () =>
    (await askWechat('POST', `/wxa/msg_sec_check?access_token=${access_token as string}`, {}))
      .errcode === 40097 // the token was taken; the empty request was not
  await post('/__mock/clock', { advanceSeconds: 3600 })
  await post('/__mock/reset')
  expect(await isGood()).toBe(true)
  await post('/__mock/clock', { advanceSeconds: 3590 })
  expect(await isGood()).toBe(true)
  await post('/__mock/clock', { advanceSeconds: 10 })
  expect(await isGood()).toBe(false)

  const { access_token: other } = await stableToken({ force_refresh: true })
  await post('/__mock/reset')
  expect(await stableToken({ force_refresh: true })).not.toHaveProperty('errcode')
  await post('/__mock/scenarios/access-token-lost')
  const path = `/wxa/msg_sec_check?access_token=${other as string}`
  expect(await askWechat('POST', path, {})).toMatchObject({ errcode: 40001 })
})

test("the clock says by which rule the watermark's time is taken from it", async () => {
  const phoneTime = async () => {
    const { code } = (await post('/__client/phone-code')).body
    const answer = await askOpen('POST', '/wxa/business/getuserphonenumber', { code })
    const info = answer.phone_info as { watermark: { timestamp: number } }
    return info.watermark.timestamp - Date.now() / 1000
  }
  const moved = (await post('/__mock/clock', { advanceSeconds: 3600 })).body
  expect(moved).toMatchObject({ aheadSeconds: 3600, watermark: { rule: 'clock' } })
  expect(await phoneTime()).toBeCloseTo(3600, -1)
  const chosen = (await post('/__mock/clock', { watermark: 'machine' })).body
  expect(chosen).toMatchObject({ aheadSeconds: 3600, watermark: { rule: 'machine' } })
  expect(await phoneTime()).toBeCloseTo(0, -1)
  expect((await post('/__mock/clock', {})).status).toBe(400)
})
