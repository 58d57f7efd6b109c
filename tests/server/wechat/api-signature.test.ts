import {
  createCipheriv,
  createDecipheriv,
  createSign,
  constants,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { open, seal } from '../../../mock-server/wechat/security/envelope.ts'
import { isSigned } from '../../../mock-server/wechat/security/signature.ts'
import { call, post } from '../../support/http.ts'
import { ORIGIN } from '../../support/server.ts'
import { askWechat, plainToken, stableToken, type WechatAnswer } from '../../support/wechat.ts'

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/getting_started/api_signature.html

const { appid } = defaultApp
const symmetric = { sn: 'a'.repeat(32), key: randomBytes(32).toString('base64') }
const developer = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const apiSecurity = {
  symmetric,
  asymmetric: { sn: 'b'.repeat(32), publicKey: developer.publicKey },
}
const URL_PATH = 'https://api.weixin.qq.com/wxa/business/getuserphonenumber'

const register = (change: object = {}) =>
  post('/__mock/apps', { ...defaultApp, apiSecurity: { ...apiSecurity, ...change } })

const phoneCode = async () => (await post('/__client/phone-code')).body.code

interface Signing {
  url?: string
  timestamp?: number
  appid?: string
  /** Parts to sign instead of address, appid, time and body. */
  signed?: (parts: string[]) => string[]
  signature?: (text: string) => string
  headers?: Record<string, string | undefined>
  key?: string
  token?: string
}

const pss = (saltLength: number) => (text: string) =>
  sign('sha256', Buffer.from(text), {
    key: developer.privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength,
  }).toString('base64')

/** A call as an SDK would make it by the documentation, written here without the fake's own code. */
async function callSigned(body: object, given: Signing = {}) {
  const { url = URL_PATH, timestamp = Math.floor(Date.now() / 1000) } = given
  const { signed = (parts) => parts, signature = pss(32), key = symmetric.key } = given
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), iv)
  cipher.setAAD(Buffer.from(`${url}|${appid}|${timestamp}|${symmetric.sn}`))
  const plain = { _n: 'nonce', _appid: given.appid ?? appid, _timestamp: timestamp, ...body }
  const data = Buffer.concat([cipher.update(JSON.stringify(plain)), cipher.final()])
  const sent = JSON.stringify({
    iv: iv.toString('base64'),
    data: data.toString('base64'),
    authtag: cipher.getAuthTag().toString('base64'),
  })
  const headers = new Headers()
  const all = {
    'Wechatmp-Appid': given.appid ?? appid,
    'Wechatmp-TimeStamp': String(timestamp),
    'Wechatmp-Signature': signature(signed([url, appid, String(timestamp), sent]).join('\n')),
    ...given.headers,
  }
  for (const [name, value] of Object.entries(all)) if (value !== undefined) headers.set(name, value)
  const token = given.token ?? ((await stableToken()).access_token as string)
  const path = `/wxa/business/getuserphonenumber?access_token=${token}`
  const response = await fetch(ORIGIN + path, { method: 'POST', headers, body: sent })
  return { headers: response.headers, text: await response.text() }
}

const refusal = async (given: Signing) =>
  JSON.parse((await callSigned({ code: 'x' }, given)).text) as WechatAnswer

test('a signed call is decrypted, and its answer encrypted and signed', async () => {
  await register()
  const { headers, text } = await callSigned({ code: await phoneCode() })
  const { sn, publicKey } = (await call('GET', '/__mock/platform-certificate')).body
  const timestamp = headers.get('wechatmp-timestamp') ?? ''
  expect(headers.get('wechatmp-appid')).toBe(appid)
  expect(headers.get('wechatmp-serial')).toBe(sn)
  const isValid = verify(
    'sha256',
    Buffer.from([URL_PATH, appid, timestamp, text].join('\n')),
    { key: publicKey as string, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    Buffer.from(headers.get('wechatmp-signature') ?? '', 'base64'),
  )
  expect(isValid).toBe(true)
  const sealed = JSON.parse(text) as { iv: string; data: string; authtag: string }
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(symmetric.key, 'base64'),
    Buffer.from(sealed.iv, 'base64'),
  )
  decipher.setAAD(Buffer.from(`${URL_PATH}|${appid}|${timestamp}|${symmetric.sn}`))
  decipher.setAuthTag(Buffer.from(sealed.authtag, 'base64'))
  const plain = decipher.update(sealed.data, 'base64', 'utf8') + decipher.final('utf8')
  expect(JSON.parse(plain)).toMatchObject({
    errcode: 0,
    phone_info: { phoneNumber: '13800138000' },
    _appid: appid,
    _timestamp: Number(timestamp),
    _n: expect.any(String) as string,
  })
})

test('the address may be the one it was sent to, for SDKs that sign what they call', async () => {
  await register()
  const url = `${ORIGIN}/wxa/business/getuserphonenumber`
  expect((await callSigned({ code: await phoneCode() }, { url })).text).toContain('authtag')
})

// The last two are mistakes that a published SDK shipped: WxJava#3915, #3927.
test.each<[string, Signing, number, string]>([
  ['another text', { signature: () => pss(32)('other') }, 40234, 'invalid signature rid'],
  ['no base64', { headers: { 'Wechatmp-Signature': '???' } }, 40234, 'invalid signature rid'],
  ['no signature', { headers: { 'Wechatmp-Signature': undefined } }, 40232, 'missing'],
  ['no time', { headers: { 'Wechatmp-TimeStamp': undefined } }, 40231, 'missing'],
  ['a time of yesterday', { timestamp: Math.floor(Date.now() / 1000) - 86_400 }, 40240, 'expired'],
  ['no number as time', { headers: { 'Wechatmp-TimeStamp': 'x' } }, 40240, 'expired'],
  ['another key', { key: randomBytes(32).toString('base64') }, 40235, 'invalid encrypt'],
  ['an unknown app', { appid: 'wx0' }, 40236, 'invalid Wechatmp-Appid'],
  ['a salt of 20', { signature: pss(20) }, 40234, 'hint: [a salt that is not 32 bytes long]'],
  [
    'PKCS1 padding',
    { signature: (text) => createSign('sha256').update(text).sign(developer.privateKey, 'base64') },
    40234,
    'hint: [PKCS1 padding instead of PSS]',
  ],
  [
    'the serial in the signed text',
    {
      signed: ([url = '', app = '', time = '', body = '']) => [
        url,
        app,
        time,
        'b'.repeat(32),
        body,
      ],
    },
    40234,
    'hint: [the serial is not part of the signed text]',
  ],
])('a call signed with %s is refused', async (_, given, errcode, text) => {
  await register()
  const answer = await refusal(given)
  expect(answer.errcode).toBe(errcode)
  expect(answer.errmsg).toContain(text)
})

test("a signature counts for the token's own app, and where a key is registered", async () => {
  expect(await refusal({})).toMatchObject({ errcode: 40239 })
  const other = { appid: 'wx00000000000000dd', secret: 'd'.repeat(32) }
  await post('/__mock/apps', other)
  await register()
  const token = (await plainToken(other)).access_token as string
  expect(await refusal({ token })).toMatchObject({ errcode: 40237 })
})

test('an app that demands it refuses plain calls, where WeChat supports signed ones', async () => {
  await register({ required: true })
  const { access_token } = await stableToken()
  const ask = (method: string, path: string) =>
    askWechat(
      method,
      `${path}?access_token=${access_token as string}`,
      method === 'GET' ? undefined : {},
    )
  expect(await ask('POST', '/wxa/business/getuserphonenumber')).toMatchObject({ errcode: 40233 })
  expect(await ask('GET', '/wxa/checksession')).toMatchObject({ errcode: 40097 })
  expect((await callSigned({ code: await phoneCode() })).text).toContain('authtag')
})

test('the keys are shown to nobody', async () => {
  await register()
  const { body } = await call('GET', '/__mock/apps')
  expect(JSON.stringify(body)).not.toContain(symmetric.key)
  expect(JSON.stringify(body)).toContain(symmetric.sn)
})

test.each([
  [{ symmetric: { sn: 'a', key: 'short' } }, 'is 32 (AES256_GCM) or 16 bytes (SM4_GCM) in base64'],
  [
    { asymmetric: { sn: 'b', publicKey: 'x' } },
    'is a public key in PEM: RSA (RSAwithSHA256) or SM2 (SM2withSM3)',
  ],
])('a key that is none is refused: %j', async (change, message) => {
  const { status, body } = await register(change)
  expect([status, body.error?.message]).toEqual([400, expect.stringContaining(message)])
})

// The example that the documentation computes, with its key and all it was made from.
test("the documentation's own example opens and seals", async () => {
  const binding = {
    url: 'https://api.weixin.qq.com/wxa/getuserriskrank',
    appid: 'wxba6223c06417af7b',
    timestamp: 1635927954,
  }
  const key = {
    sn: 'fa05fe1e5bcc79b81ad5ad4b58acf787',
    key: 'otUpngOjU+nVQaWJIC3D/yMLV17RKaP6t4Ot9tbnzLY=',
  }
  const envelope = {
    iv: 'fmW/zNxXlytUZBgj',
    data: '0IDVdrPtSPF/Oe2CTXCV2vVNPbVJdJlP2WaTMQnoYLh5iCrrSNfQFh25EnStDMf0hLlVNBCZQtf9NaV0m4aRA4AAYIO7oR/Ge+4yY4EmZp5EVPB42xjScgMx5X3D4VdLCfynXIUKUtZHZvk1zmLVE3RauzJgiM1BB1CPmwcENo3MTJ0z8Vfkf5tMv54kOXobDLlV5rfqKdAX7gM/rP82DgZdt9vvZX44ipdbHIjJvw83ZXAFtvftdVw2Qd8=',
    authtag: '5qeM/2vZv+6KtScN94IpMg==',
  }
  const plain = await open(envelope, binding, key)
  expect(JSON.parse(plain ?? '')).toEqual({
    _n: 'o89QaPVsRu1yppIZzvSZc4',
    _appid: 'wxba6223c06417af7b',
    _timestamp: 1635927954,
    appid: 'wxba6223c06417af7b',
    openid: 'oEWzBfmdLqhFS2mTXCo2E4Y9gJAM',
    scene: 0,
    client_ip: '127.0.0.1',
  })
  expect(await open(await seal(plain ?? '', binding, key), binding, key)).toBe(plain)
  expect(await open(envelope, { ...binding, timestamp: 1 }, key)).toBeUndefined()
  expect(await isSigned('x', binding, apiSecurity.asymmetric, '')).toBe(false)
})
