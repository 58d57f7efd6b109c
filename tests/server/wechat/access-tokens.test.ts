import { askWechat, plainToken, stableToken } from '../../support/wechat.ts'
import { pass } from '../../support/http.ts'
import { MINUTE, HOUR } from '../../support/time.ts'

const check = async (access_token: unknown) =>
  (await askWechat('POST', `/wxa/msg_sec_check?access_token=${access_token as string}`, {})).errcode

const GOOD = 40097 // the token was taken; the empty request then was not

test('a token lasts two hours', async () => {
  const { access_token, expires_in } = await plainToken()
  expect(expires_in).toBe(7200)
  await pass(7199)
  expect(await check(access_token)).toBe(GOOD)
  await pass(1)
  expect(await check(access_token)).toBe(42001)
})

test('/cgi-bin/token supersedes its last token, which works five minutes more', async () => {
  const [first, second] = [await plainToken(), await plainToken()]
  expect(second.access_token).not.toBe(first.access_token)
  expect(await check(first.access_token)).toBe(GOOD)
  await pass(5 * MINUTE)
  expect(await check(first.access_token)).toBe(40001)
  expect(await check(second.access_token)).toBe(GOOD)
})

test('/cgi-bin/stable_token repeats its token with the seconds left, and renews it early', async () => {
  const first = await stableToken()
  await pass(HOUR)
  expect(await stableToken()).toEqual({
    access_token: first.access_token,
    expires_in: expect.closeTo(HOUR, -1) as number,
  })
  await pass(HOUR - 5 * MINUTE)
  const second = await stableToken()
  expect(second.access_token).not.toBe(first.access_token)
  expect(await check(first.access_token)).toBe(GOOD)
})

test('the two kinds of token leave each other alone', async () => {
  const stable = await stableToken()
  await plainToken()
  await pass(6 * MINUTE)
  expect(await check(stable.access_token)).toBe(GOOD)
  const plain = await plainToken()
  await stableToken({ force_refresh: true })
  expect(await check(plain.access_token)).toBe(GOOD)
  expect(await check(stable.access_token)).toBe(40001)
})

test('force_refresh works twenty times a day, half a minute apart', async () => {
  const force = async () => (await stableToken({ force_refresh: true })).errcode
  expect(await force()).toBeUndefined()
  expect(await force()).toBe(45011)
  for (let time = 1; time < 20; time++) {
    await pass(30)
    expect(await force()).toBeUndefined()
  }
  await pass(30)
  expect(await force()).toBe(45009)
  await pass(24 * HOUR)
  expect(await force()).toBeUndefined()
})

test.each<[string, object | string, number, string]>([
  ['an empty body', '', 44002, 'empty post data'],
  ['broken JSON', '{', 47001, 'data format error'],
  ['a number as appid', { appid: 7 }, 47001, 'data format error'],
  ['no appid', {}, 41002, 'appid missing'],
  ['no secret', { appid: 'x' }, 41004, 'appsecret missing'],
  ['an unknown app', { appid: 'x', secret: 'x' }, 40013, 'invalid appid'],
])('stable_token refuses %s', async (_, body, errcode, text) => {
  const answer = await askWechat('POST', '/cgi-bin/stable_token', body)
  expect(answer.errcode).toBe(errcode)
  // Without the comma that /sns has.
  expect(answer.errmsg).toMatch(new RegExp(`^${text} rid: [0-9a-f]{8}(-[0-9a-f]{8}){2}$`))
})

test('a wrong secret or grant type gets no token', async () => {
  expect(await stableToken({ secret: 'wrong' })).toMatchObject({ errcode: 40125 })
  expect(await stableToken({ grant_type: 'x' })).toMatchObject({ errcode: 40002 })
})

test.each([
  ['GET', '/cgi-bin/stable_token', 43002],
  ['GET', '/wxa/msg_sec_check', 43002],
  ['PUT', '/cgi-bin/token', 43001],
  ['GET', '/wxa/business/getuserphonenumber', 43002],
  ['PUT', '/wxa/checksession', 43001],
])('%s %s is told the right method', async (method, path, errcode) => {
  expect(await askWechat(method, path)).toMatchObject({ errcode })
})

test.each([
  ['', 41001, 'access_token missing'],
  ['?access_token=x', 40001, 'invalid credential, access_token is invalid or not latest'],
])('a call with %j as token is refused', async (query, errcode, text) => {
  for (const [method, path] of [
    ['POST', 'business/getuserphonenumber'],
    ['GET', 'checksession'],
    ['GET', 'resetusersessionkey'],
    ['POST', 'business/checkencryptedmsg'],
    ['POST', 'msg_sec_check'],
  ]) {
    const answer = await askWechat(method ?? '', `/wxa/${path}${query}`)
    expect(answer.errcode).toBe(errcode)
    expect(answer.errmsg).toContain(text)
  }
})

test('a token of one endpoint is never given out by the other', async () => {
  const plain = await plainToken()
  const stable = await stableToken()
  expect(stable.access_token).not.toBe(plain.access_token)
  expect((await stableToken()).access_token).toBe(stable.access_token)
})
