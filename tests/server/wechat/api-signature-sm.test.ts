import { randomBytes, X509Certificate } from 'node:crypto'
import { sm2, sm4 } from 'sm-crypto-v2'
import { certifyPlatform } from '../../../mock-server/proxy/platform-certificate.ts'
import { createHandlers } from '../../../mock-server/handlers.ts'
import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { open, seal } from '../../../mock-server/wechat/security/envelope.ts'
import { isSigned } from '../../../mock-server/wechat/security/signature.ts'
import { sm2Pem } from '../../../mock-server/wechat/security/sm.ts'
import { call, post } from '../../support/http.ts'
import { ORIGIN, server } from '../../support/server.ts'
import { stableToken, type WechatAnswer } from '../../support/wechat.ts'

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/getting_started/api_signature.html:
// SM2withSM3, whose identity is the serial of the key, and SM4_GCM.

const { appid } = defaultApp
const symmetric = { sn: 'a'.repeat(32), key: randomBytes(16).toString('base64') }
const developer = sm2.generateKeyPairHex()
const asymmetric = { sn: 'b'.repeat(32), publicKey: sm2Pem(developer.publicKey) }
/** In jest's document a Buffer is no `Uint8Array`, which the library asks for. */
const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'))

const URL_PATH = 'https://api.weixin.qq.com/wxa/business/getuserphonenumber'

interface Signing {
  userId?: string
  der?: boolean
  signed?: (text: string) => string
}

/** A call as an SDK would make it by the documentation, written here without the fake's own code. */
async function callSigned({ userId = asymmetric.sn, der = true, signed = (t) => t }: Signing = {}) {
  const { code } = (await post('/__client/phone-code')).body
  const timestamp = Math.floor(Date.now() / 1000)
  const iv = Uint8Array.from(randomBytes(12))
  const plain = JSON.stringify({ _n: 'nonce', _appid: appid, _timestamp: timestamp, code })
  const { output, tag } = sm4.encrypt(plain, bytes(symmetric.key), {
    mode: 'gcm',
    iv,
    associatedData: Uint8Array.from(
      Buffer.from(`${URL_PATH}|${appid}|${timestamp}|${symmetric.sn}`),
    ),
    outputTag: true,
    output: 'array',
  })
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const body = JSON.stringify({
    iv: base64(iv),
    data: base64(output),
    authtag: base64(tag as Uint8Array),
  })
  const text = signed([URL_PATH, appid, timestamp, body].join('\n'))
  const signature = sm2.doSignature(Uint8Array.from(Buffer.from(text)), developer.privateKey, {
    der,
    hash: true,
    userId,
  })
  const { access_token } = await stableToken()
  const path = `/wxa/business/getuserphonenumber?access_token=${access_token as string}`
  const response = await fetch(ORIGIN + path, {
    method: 'POST',
    headers: {
      'Wechatmp-AppId': appid,
      'Wechatmp-TimeStamp': String(timestamp),
      'Wechatmp-Signature': Buffer.from(signature, 'hex').toString('base64'),
    },
    body,
  })
  return { headers: response.headers, text: await response.text() }
}

const register = () =>
  post('/__mock/apps', { ...defaultApp, apiSecurity: { symmetric, asymmetric } })

test('a call signed by SM2 and encrypted by SM4 is understood, and answered in the same way', async () => {
  server.use(...createHandlers({ certify: certifyPlatform }))
  expect((await register()).status).toBe(200)
  const { headers, text } = await callSigned()
  const platform = (await call('GET', '/__mock/platform-certificate?algorithm=SM2withSM3')).body
  expect(headers.get('wechatmp-serial')).toBe(platform.sn)

  const timestamp = headers.get('wechatmp-timestamp') ?? ''
  const { publicKey } = new X509Certificate(platform.certificate as string)
  const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(-65).toString('hex')
  const signature = Buffer.from(headers.get('wechatmp-signature') ?? '', 'base64').toString('hex')
  const signed = Uint8Array.from(Buffer.from([URL_PATH, appid, timestamp, text].join('\n')))
  const options = { der: true, hash: true, userId: platform.sn as string }
  expect(sm2.doVerifySignature(signed, signature, point, options)).toBe(true)

  const sealed = JSON.parse(text) as { iv: string; data: string; authtag: string }
  const plain = sm4.decrypt(bytes(sealed.data), bytes(symmetric.key), {
    mode: 'gcm',
    iv: bytes(sealed.iv),
    tag: bytes(sealed.authtag),
    associatedData: Uint8Array.from(
      Buffer.from(`${URL_PATH}|${appid}|${timestamp}|${symmetric.sn}`),
    ),
  })
  expect(JSON.parse(plain)).toMatchObject({
    errcode: 0,
    phone_info: { phoneNumber: '13800138000' },
  })
})

test.each<[string, Signing, string]>([
  ['the default identity', { userId: '1234567812345678' }, "SM2's default identity instead of"],
  ['r and s', { der: false }, 'r and s instead of DER'],
  [
    'the serial in the text',
    { signed: (text) => text.replace(/(\n\d+\n)/, `$1${asymmetric.sn}\n`) },
    'the serial is not part of the signed text',
  ],
  ['another text', { signed: () => 'x' }, 'invalid signature rid'],
])('a call signed by SM2 with %s is refused, and the mistake named', async (_, given, hint) => {
  await register()
  const answer = JSON.parse((await callSigned(given)).text) as WechatAnswer
  expect([answer.errcode, answer.errmsg]).toEqual([40234, expect.stringContaining(hint)])
})

test('each algorithm has a platform key of its own, and no other', async () => {
  const ask = async (query: string) => call('GET', `/__mock/platform-certificate${query}`)
  const [rsa, sm] = [(await ask('')).body, (await ask('?algorithm=SM2withSM3')).body]
  expect(rsa).toMatchObject({ algorithm: 'RSAwithSHA256' })
  expect(sm).toMatchObject({ algorithm: 'SM2withSM3' })
  expect(sm.sn).not.toBe(rsa.sn)
  expect((await ask('?algorithm=SM2withSM3')).body).toEqual(sm)
  const refused = await ask('?algorithm=MD5')
  expect([refused.status, refused.body.error?.code]).toEqual([400, 'invalid_request'])
})

// The examples of the documentation, with their keys.
const binding = {
  url: 'https://api.weixin.qq.com/wxa/getuserriskrank',
  appid: 'wxba6223c06417af7b',
  timestamp: 1692932963,
}
const envelope = {
  iv: 'b3sjwc9yvUEGH45l',
  data: 'fa8VugXI8UA2ugS646ZvuX0wo4qn0Eua2J9jtwACQXeVys3hP/fZDcZC4eEF9es/z/Zx6GM2piwoHKPmPbwzfNXWc/rUH/USFoKo6OBSiR8bb6QgkzYzYL9KsawMr8X/z6y8o3UzE5w65nfTySQFSpEVplD5S+SwQrLi3I2nUwS5N3SoJYsf8BHVfsYLBI9h1NocLgfjjyPYmeKsQ/t1muVWlV2Z75VbqFhM+ECgHpEvcWPDeUN5ZhZ6C/0=',
  authtag: 'cDZY4giOZgf73/CvObhypQ==',
}

test("the documentation's own SM4 example opens and seals", async () => {
  const key = { sn: 'fa05fe1e5bcc79b81ad5ad4b58acf787', key: 'YXBwaWRkdXNlZm9ydGVzdA==' }
  const plain = await open(envelope, binding, key)
  expect(JSON.parse(plain ?? '')).toMatchObject({
    openid: 'oEWzBfmdLqhFS2mTXCo2E4Y9gJAM',
    _appid: binding.appid,
    _timestamp: binding.timestamp,
  })
  expect(await open(await seal(plain ?? '', binding, key), binding, key)).toBe(plain)
  expect(await open(envelope, { ...binding, timestamp: 1 }, key)).toBeUndefined()
  expect(await open({ ...envelope, authtag: envelope.iv }, binding, key)).toBeUndefined()
})

test("the documentation's own SM2 example is a good signature, with the serial as identity", async () => {
  // Of the certificate in the example.
  const point =
    '042a96e0ec6fddd117823b36999373b7495922168446885b245c4cdcdbf818ac7bd040c720e629a36b9ef4710ef2edbc757b3340e1b8c710f16d6e18fc87f44a8a'
  const key = { sn: '8a98f6bba1415c0c4f6879bda6807861', publicKey: sm2Pem(point) }
  const signature =
    'MEUCIQC++rC5Zv+84JtUZx+2w/QzpIH3KyRsMCFPcSZlxD9gCQIgGfBRLUc0S13vSGmBPS5zyNfi1IEibxlaL0lPvV+Ap20='
  const body = JSON.stringify(envelope)
  expect(await isSigned(body, binding, key, signature)).toBe(true)
  expect(await isSigned(`${body} `, binding, key, signature)).toBe(false)
  expect(await isSigned(body, binding, { ...key, sn: 'c'.repeat(32) }, signature)).toBe(false)
})
