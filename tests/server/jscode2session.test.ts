import { launch } from '../../simulator/jest/index.ts'
import { code2Session, spend } from '../support/code.ts'
import { newCode, post, pass } from '../support/http.ts'
import { ORIGIN } from '../support/server.ts'
import { MINUTE } from '../support/time.ts'

async function answerTo(parameters: Record<string, string | undefined>) {
  const response = await code2Session(parameters)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  return JSON.parse(await response.text()) as Record<string, unknown>
}

const signInAs = async (user: string) => answerTo({ js_code: await newCode({ user }) })

test('a code gives openid, session_key and unionid, and no errcode', async () => {
  const answer = await answerTo({ js_code: await newCode() })
  expect(answer).toEqual({
    openid: expect.stringMatching(/^o[\w-]{27}$/) as string,
    session_key: expect.stringMatching(/^[\w+/]{22}==$/) as string,
    unionid: expect.stringMatching(/^o[\w-]{27}$/) as string,
  })
})

test('a code looks like those of WeChat', async () => {
  expect(await newCode()).toMatch(/^0[\dA-Za-z]{31}$/)
})

test('the openid of a user stays, and differs between users', async () => {
  const first = (await signInAs('developer')).openid
  expect((await signInAs('developer')).openid).toBe(first)
  expect((await signInAs('visitor')).openid).not.toBe(first)
})

test('session_key changes with a login, but not within a minute of the last', async () => {
  const first = (await signInAs('developer')).session_key
  expect((await signInAs('developer')).session_key).toBe(first)
  await pass(MINUTE)
  expect((await signInAs('developer')).session_key).not.toBe(first)
})

test.each([
  ['no appid', { appid: undefined }, 41002, 'appid missing'],
  ['an empty appid', { appid: '' }, 41002, 'appid missing'],
  ['no secret', { secret: undefined }, 41004, 'appsecret missing'],
  ['no code', { js_code: undefined }, 41008, 'missing code'],
  ['an unknown appid', { appid: 'wx0000000000000000' }, 40013, 'invalid appid'],
  ['a wrong secret', { secret: 'wrong' }, 40125, 'invalid appsecret'],
  ['no grant_type', { grant_type: undefined }, 40002, 'invalid grant_type'],
  ['a wrong grant_type', { grant_type: 'code' }, 40002, 'invalid grant_type'],
  ['an unknown code', { js_code: '0unknown' }, 40029, 'invalid code'],
])('%s is refused with its errcode', async (_, parameters, errcode, text) => {
  const { errmsg, ...answer } = await answerTo({ js_code: '0x', ...parameters })
  expect(answer).toEqual({ errcode })
  expect(errmsg).toMatch(new RegExp(`^${text}, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$`))
})

test('rid begins with the time in seconds', async () => {
  const { errmsg } = await answerTo({ js_code: '0unknown' })
  const seconds = Number.parseInt(/rid: (\w{8})/.exec(errmsg as string)?.[1] ?? '', 16)
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(60)
})

test('a refused request does not use the code up', async () => {
  const js_code = await newCode()
  await answerTo({ js_code, secret: 'wrong' })
  expect(await answerTo({ js_code })).toHaveProperty('openid')
})

test('a code works once', async () => {
  const js_code = await newCode()
  await spend(js_code)
  expect(await answerTo({ js_code })).toMatchObject({ errcode: 40163 })
})

test('of many requests with one code at once, one succeeds', async () => {
  const js_code = await newCode()
  const answers = await Promise.all(Array.from({ length: 20 }, () => answerTo({ js_code })))
  expect(answers.filter((answer) => 'openid' in answer)).toHaveLength(1)
  expect(answers.filter((answer) => answer.errcode === 40163)).toHaveLength(19)
})

test('a code works for just under five minutes', async () => {
  const [early, late] = [await newCode(), await newCode()]
  await pass(5 * MINUTE - 1)
  expect(await answerTo({ js_code: early })).toHaveProperty('openid')
  await pass(1)
  expect(await answerTo({ js_code: late })).toMatchObject({ errcode: 40029 })
})

test.each([
  ['wechat-busy', -1, 'system error'],
  ['rate-limited', 45011, 'api minute-quota reach limit'],
  ['user-blocked', 40226, 'code blocked'],
])('scenario %s answers %d and leaves the code usable', async (scenario, errcode, text) => {
  const { backend } = launch()
  const js_code = await newCode()
  await backend.scenario(scenario)
  const answer = await answerTo({ js_code })
  expect(answer.errcode).toBe(errcode)
  expect(answer.errmsg).toContain(text)
})

test('a fault is met as often as was asked for', async () => {
  await post('/__mock/faults', { target: 'jscode2session', errcode: -1, times: 2 })
  const js_code = await newCode()
  expect(await answerTo({ js_code })).toMatchObject({ errcode: -1 })
  expect(await answerTo({ js_code })).toMatchObject({ errcode: -1 })
  expect(await answerTo({ js_code })).toHaveProperty('openid')
})

test('the fake answers at the address of the real one, too', async () => {
  const response = await fetch('https://api.weixin.qq.com/sns/jscode2session')
  expect(JSON.parse(await response.text())).toMatchObject({ errcode: 41002 })
})

test('a WeChat route that is not simulated says so', async () => {
  const response = await fetch(`${ORIGIN}/api.weixin.qq.com/cgi-bin/nothing`)
  expect(response.status).toBe(501)
  expect(await response.text()).toContain('GET /api.weixin.qq.com/cgi-bin/nothing is not simulated')
})
