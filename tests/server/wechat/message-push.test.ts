import { createDecipheriv, createHash } from 'node:crypto'
import { http, HttpResponse } from 'msw'
import { defaultApp } from '../../../mock-server/wechat/apps.ts'
import { encryptPush, signPush } from '../../../mock-server/wechat/message-push.ts'
import { code2Session } from '../../support/code.ts'
import { call, newCode, post } from '../../support/http.ts'
import { server } from '../../support/server.ts'
import { askOpen } from '../../support/wechat.ts'

// https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/mediaCheckAsync.html
// https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html

const TARGET = 'https://backend.test/push?from=wechat'
const TOKEN = 'AAAAA'
const AES_KEY = 'A'.repeat(43)

interface Pushed {
  query: Record<string, string>
  body: Record<string, unknown>
}

/** A developer's server, which answers with these statuses, one after the other. */
function receive(...statuses: number[]) {
  const pushed: Pushed[] = []
  server.use(
    http.post('https://backend.test/push', async ({ request }) => {
      const query = Object.fromEntries(new URL(request.url).searchParams)
      pushed.push({ query, body: (await request.json()) as Record<string, unknown> })
      return new HttpResponse('success', { status: statuses.shift() ?? 200 })
    }),
  )
  return pushed
}

const register = (more: object = {}) =>
  post('/__mock/apps', { ...defaultApp, messagePush: { url: TARGET, token: TOKEN, ...more } })

async function check(media_url = 'https://a.test/a.png') {
  const { openid } = JSON.parse(
    await (await code2Session({ js_code: await newCode() })).text(),
  ) as Record<string, string>
  const asked = { media_url, media_type: 2, version: 2, scene: 1, openid }
  const { trace_id } = await askOpen('POST', '/wxa/media_check_async', asked)
  return { openid, trace_id }
}

const sha1 = (...parts: string[]) =>
  createHash('sha1').update(parts.toSorted().join('')).digest('hex')

/** The pushed messages, once there are as many as expected. */
async function come(pushed: Pushed[], count: number): Promise<Pushed[]> {
  for (let turn = 0; pushed.length < count && turn < 1000; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  return pushed
}

test('the verdict on a picture is pushed to the server of the app, signed', async () => {
  const pushed = receive()
  await register()
  const { openid, trace_id } = await check()
  const [{ query, body } = { query: {}, body: {} }] = await come(pushed, 1)
  const { timestamp = '', nonce = '' } = query
  expect(query).toEqual({
    from: 'wechat',
    timestamp,
    nonce,
    signature: sha1(TOKEN, timestamp, nonce),
  })
  expect(body).toEqual({
    ToUserName: expect.stringMatching(/^gh_[\da-f]{12}$/) as string,
    FromUserName: openid,
    CreateTime: Number(timestamp),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: defaultApp.appid,
    trace_id,
    version: 2,
    errcode: 0,
    errmsg: 'ok',
    result: { suggest: 'pass', label: 100 },
    detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }],
  })
})

test('an address that names something risky is risky', async () => {
  const pushed = receive()
  await register()
  await check('https://a.test/%E8%BF%9D%E8%A7%84.png')
  const [first] = await come(pushed, 1)
  expect(first?.body).toMatchObject({ result: { suggest: 'risky' } })
})

test('with a key it is encrypted, and signed together with what is encrypted', async () => {
  const pushed = receive()
  await register({ encodingAESKey: AES_KEY })
  const { trace_id } = await check()
  const [{ query, body } = { query: {}, body: {} }] = await come(pushed, 1)
  const { timestamp = '', nonce = '', encrypt_type, msg_signature } = query
  const { Encrypt, ...rest } = body as { Encrypt: string }
  expect(Object.keys(rest)).toEqual(['ToUserName'])
  expect([encrypt_type, msg_signature]).toEqual(['aes', sha1(TOKEN, timestamp, nonce, Encrypt)])
  const key = Buffer.from(`${AES_KEY}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(Encrypt, 'base64'), decipher.final()])
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0))
  const length = plain.readUInt32BE(16)
  expect(plain.subarray(20 + length).toString()).toBe(defaultApp.appid)
  expect(JSON.parse(plain.subarray(20, 20 + length).toString())).toMatchObject({ trace_id })
})

test('what is not taken is pushed again, three times', async () => {
  const pushed = receive(500, 500, 500, 200)
  await register()
  await check()
  expect(await come(pushed, 4)).toHaveLength(4)
  expect(new Set(pushed.map(({ body }) => JSON.stringify(body))).size).toBe(1)
})

test('a push is a step that everybody who watches sees, without its token', async () => {
  const pushed = receive()
  await register()
  await check()
  await come(pushed, 1)
  const { requests } = (await call('GET', '/__mock/requests?route=/push')).body
  expect(requests).toMatchObject([
    { from: 'wechat', to: 'backend', sent: { Event: 'wxa_media_check' } },
  ])
  const { apps } = (await call('GET', '/__mock/apps')).body
  expect(apps).toMatchObject([{ messagePush: { url: TARGET, isEncrypted: false } }])
  expect(JSON.stringify(apps)).not.toContain(TOKEN)
})

test('without a server nothing is pushed, and a key that is none is refused', async () => {
  expect((await check()).trace_id).toMatch(/^[\da-f-]{26}$/)
  const { status, body } = await register({ encodingAESKey: 'short' })
  expect([status, body.error?.message]).toEqual([
    400,
    'messagePush.encodingAESKey: is 43 letters and digits',
  ])
})

// The example that the documentation computes.
test("the documentation's own example is encrypted and signed as there", () => {
  const appid = 'wxba5fad812f8e6fb9'
  const text = '{"demo_resp":"good luck"}'
  const encrypted = encryptPush(text, AES_KEY, appid, Buffer.from('707722b803182950'))
  expect(encrypted).toBe(
    'ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==',
  )
  expect(signPush(TOKEN, '1713424427', '415670741', encrypted)).toBe(
    '1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1',
  )
  expect(signPush(TOKEN, '1714036504', '1514711492')).toBe(
    'f464b24fc39322e44b38aa78f5edd27bd1441696',
  )
})
