import { createHash } from 'node:crypto'
import { signSession } from '../../../mock-server/wechat/encryption.ts'
import { code2Session } from '../../support/code.ts'
import { newCode, post, pass } from '../../support/http.ts'
import { toStartOfMinute, MINUTE, HOUR } from '../../support/time.ts'
import { askOpen, askWechat, plainToken } from '../../support/wechat.ts'

const other = { appid: 'wx0000000000000002', secret: '0'.repeat(32) }

/** Signs somebody in and returns what WeChat told the backend. */
async function identity(who: { user?: string; appid?: string } = {}, app: object = {}) {
  const js_code = (await post('/__client/login', who)).body.code as string
  const answer = await code2Session({ js_code, ...app })
  return JSON.parse(await answer.text()) as {
    openid: string
    session_key: string
    unionid?: string
  }
}

test('getuserphonenumber gives the number once, to the app it belongs to', async () => {
  await post('/__mock/apps', other)
  const { code } = (await post('/__client/phone-code')).body
  const foreign = await plainToken(other)
  const path = '/wxa/business/getuserphonenumber'
  const query = `?access_token=${foreign.access_token as string}`
  expect(await askWechat('POST', path + query, { code })).toMatchObject({ errcode: 40013 })
  expect(await askOpen('POST', path, { code })).toEqual({
    errcode: 0,
    errmsg: 'ok',
    phone_info: {
      phoneNumber: '13800138000',
      purePhoneNumber: '13800138000',
      countryCode: '86',
      watermark: { timestamp: expect.any(Number) as number, appid: 'wx5ec7e70000000001' },
    },
  })
  for (const again of [code, await newCode(), '', 'x']) {
    expect(await askOpen('POST', path, { code: again })).toMatchObject({ errcode: 40029 })
  }
})

test('checksession takes the HMAC of the key in force, and of no other', async () => {
  const { openid, session_key } = await identity()
  const ask = (signature: string, more = '&sig_method=hmac_sha256', who = openid) =>
    askOpen('GET', '/wxa/checksession', undefined, `&openid=${who}&signature=${signature}${more}`)
  const signature = signSession(session_key)
  expect(await ask(signature)).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(
    await ask(signSession(Buffer.from(session_key, 'base64').toString('latin1'))),
  ).toMatchObject({ errcode: 87009 })
  expect(await ask(signature, '&sig_method=md5')).toMatchObject({ errcode: 87008 })
  expect(await ask(signature, undefined, 'oNobody')).toMatchObject({ errcode: 87009 })
  expect(await ask('')).toMatchObject({ errcode: 40097 })
  await post('/__mock/scenarios/session-key-rotated')
  expect(await ask(signature)).toMatchObject({ errcode: 87009 })
})

test('resetusersessionkey gives a new key that ends when the old one would have', async () => {
  const { openid, session_key } = await identity()
  const reset = (key: string) =>
    askOpen(
      'GET',
      '/wxa/resetusersessionkey',
      undefined,
      `&openid=${openid}&signature=${signSession(key)}&sig_method=hmac_sha256`,
    )
  await pass(24 * HOUR)
  const answer = await reset(session_key)
  expect(answer).toEqual({
    errcode: 0,
    errmsg: 'ok',
    openid,
    session_key: expect.stringMatching(/^[\w+/]{22}==$/) as string,
  })
  expect(await reset(session_key)).toMatchObject({ errcode: 87009 })
  await pass(2 * 24 * HOUR) // three days after the login
  const late = await reset(answer.session_key as string)
  expect(late.errcode).toBe(87007)
  expect(late.errmsg).toContain('session_key is not existd or expired')
})

test('checkencryptedmsg knows the phone data of the last three days', async () => {
  const { encryptedData } = (await post('/__client/phone-code')).body as { encryptedData: string }
  const encrypted_msg_hash = createHash('sha256').update(encryptedData).digest('hex')
  const ask = (body: object) => askOpen('POST', '/wxa/business/checkencryptedmsg', body)
  expect(await ask({ encrypted_msg_hash })).toEqual({
    errcode: 0,
    errmsg: 'ok',
    vaild: true,
    create_time: expect.any(Number) as number,
  })
  expect(await ask({ encrypted_msg_hash: '0'.repeat(64) })).toMatchObject({ errcode: 1 })
  expect(await ask({ encrypted_msg_hash: 'x' })).toMatchObject({ errcode: 40097 })
  await pass(3 * 24 * HOUR)
  expect(await ask({ encrypted_msg_hash })).toMatchObject({
    errcode: 1,
    errmsg: expect.stringContaining('data not exit') as string,
  })
})

test('a person has an openid per app, and one unionid in apps of one account', async () => {
  const apps = [
    other,
    { appid: 'wx0000000000000003', secret: '1'.repeat(32), openAccount: 'elsewhere' },
    { appid: 'wx0000000000000004', secret: '2'.repeat(32), openAccount: null },
  ]
  for (const app of apps) await post('/__mock/apps', app)
  const here = await identity()
  const [bound, elsewhere, unbound] = await Promise.all(
    apps.map(({ appid, secret }) => identity({ appid }, { appid, secret })),
  )
  const openids = [here, bound, elsewhere, unbound].map((one) => one?.openid)
  expect(new Set(openids).size).toBe(4)
  expect(bound?.unionid).toBe(here.unionid)
  expect(elsewhere?.unionid).toMatch(/^o[\w-]{27}$/)
  expect(elsewhere?.unionid).not.toBe(here.unionid)
  expect(unbound).not.toHaveProperty('unionid')
})

test("a code of one app is unknown to another's server", async () => {
  await post('/__mock/apps', other)
  const js_code = await newCode()
  const answer = await code2Session({ js_code, ...other })
  expect(JSON.parse(await answer.text())).toMatchObject({ errcode: 40029 })
})

test('a quota holds for a minute, per app', async () => {
  await toStartOfMinute(post)
  await post('/__mock/apps', other)
  await post('/__mock/quotas', { target: 'token', perMinute: 2 })
  expect([(await plainToken()).errcode, (await plainToken()).errcode]).toEqual([
    undefined,
    undefined,
  ])
  expect(await plainToken()).toMatchObject({ errcode: 45011 })
  expect((await plainToken(other)).errcode).toBeUndefined()
  await pass(MINUTE)
  expect((await plainToken()).errcode).toBeUndefined()
})

test("a day's quota has an errcode of its own", async () => {
  await post('/__mock/quotas', { target: 'token', perDay: 1 })
  await plainToken()
  expect(await plainToken()).toMatchObject({ errcode: 45009 })
})

test('WeChat calls only the answers of /sns text', async () => {
  const fetchType = async (path: string) =>
    (await fetch(`http://127.0.0.1:3900/api.weixin.qq.com${path}`)).headers.get('content-type')
  expect(await fetchType('/sns/jscode2session')).toMatch(/^text\/plain/)
  expect(await fetchType('/cgi-bin/token')).toMatch(/^application\/json/)
})

test('use extends the life of a session_key, and disuse ends it', async () => {
  await identity()
  const isLive = async () => (await post('/__client/check-session')).body.valid
  for (let time = 0; time < 3; time++) {
    await pass(2 * 24 * HOUR)
    expect(await isLive()).toBe(true)
  }
  await pass(3 * 24 * HOUR)
  expect(await isLive()).toBe(false)
})

test('who comes back counts as active again', async () => {
  const { openid } = await identity()
  const ask = () =>
    askOpen('POST', '/wxa/msg_sec_check', { content: '小满', version: 2, scene: 1, openid })
  await pass(2 * HOUR)
  expect(await ask()).toMatchObject({ errcode: 61010 })
  await post('/__client/check-session')
  expect(await ask()).toMatchObject({ errcode: 0 })
})

test('a quota can be set for any route: the code exchange, or one with an access_token', async () => {
  await post('/__mock/quotas', { target: 'jscode2session', perMinute: 1 })
  expect(await identity()).toHaveProperty('openid')
  expect(await identity()).toMatchObject({ errcode: 45011 })
  await post('/__mock/quotas', { target: 'msg_sec_check', perMinute: 0 })
  expect(await askOpen('POST', '/wxa/msg_sec_check', {})).toMatchObject({ errcode: 45011 })
})
