import { http, HttpResponse } from 'msw'
import { createMockServer } from '../../mock-server/app.ts'
import { Journal } from '../../mock-server/events/journal.ts'
import { readOptions } from '../../mock-server/options.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { JSON_TYPE, newCode, post } from '../support/http.ts'
import { ORIGIN, server } from '../support/server.ts'

/** The app of a team, known to the WeChat upstream: a second fake, the one all tests share. */
const app = { appid: 'wx00000000000000aa', secret: 'a'.repeat(32) }

async function liveBackend(change: object = {}) {
  await post('/__mock/apps', app)
  const [journal, errors] = [new Journal(), [] as unknown[]]
  const backend = createMockServer({
    store: openStore(':memory:'),
    wechatBaseUrl: () => 'http://unused.example',
    live: { ...app, baseUrl: `${ORIGIN}/api.weixin.qq.com`, ...change },
    journal,
    logError: (error) => void errors.push(error),
  })
  const send = async (path: string, body: object, token = '') => {
    const headers = { ...JSON_TYPE, Authorization: `Bearer ${token}` }
    const answer = await backend.request(path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return {
      status: answer.status,
      text: JSON.stringify([...answer.headers]),
      body: (await answer.json()) as Record<string, string> & { error?: { code: string } },
    }
  }
  const told = () => JSON.stringify([journal.since(0), errors])
  return { send, told, journal }
}

const code = async () => (await post('/__client/login', { appid: app.appid })).body.code as string
const fault = (body: object) => post('/__mock/faults', body)

test('with an appid and secret, the backend signs in and binds a phone at that WeChat', async () => {
  const { send, told, journal } = await liveBackend()
  const signedIn = await send('/api/login', { code: await code() })
  expect(signedIn.status).toBe(200)
  const phone = (await post('/__client/phone-code', { appid: app.appid })).body
  const bound = await send('/api/phone', { code: phone.code }, signedIn.body.token)
  expect(bound.body).toEqual({ phoneNumber: '138****8000' })
  const { encryptedData, iv } = phone
  const again = await send('/api/phone', { encryptedData, iv }, signedIn.body.token)
  expect(again.body).toEqual({ phoneNumber: '138****8000' })

  expect(journal.since(0).map(({ path }) => path)).toContain(
    '/api.weixin.qq.com/wxa/business/getuserphonenumber',
  )
  for (const secret of [app.secret, signedIn.body.token ?? '?', '13800138000']) {
    expect(told()).not.toContain(secret)
    expect(bound.text + JSON.stringify(bound.body)).not.toContain(secret)
  }
})

test('a code of the fake of its own is unknown there', async () => {
  const { send } = await liveBackend()
  expect((await send('/api/login', { code: await newCode() })).body.error?.code).toBe(
    'code_invalid',
  )
})

test('a busy WeChat is asked a second time, and no third', async () => {
  const { send } = await liveBackend()
  await fault({ target: 'jscode2session', errcode: -1, times: 1 })
  expect((await send('/api/login', { code: await code() })).status).toBe(200)
  await fault({ target: 'jscode2session', errcode: -1, times: 2 })
  const tired = await send('/api/login', { code: await code() })
  expect([tired.status, tired.body.error?.code]).toEqual([503, 'wechat_busy'])
})

test('an access_token that WeChat does not take any more is replaced', async () => {
  const { send } = await liveBackend()
  const { body } = await send('/api/login', { code: await code() })
  const bind = async () => {
    const phone = (await post('/__client/phone-code', { appid: app.appid })).body
    return (await send('/api/phone', { code: phone.code }, body.token)).status
  }
  expect(await bind()).toBe(200)
  const force = { grant_type: 'client_credential', ...app, force_refresh: true }
  await post('/api.weixin.qq.com/cgi-bin/stable_token', force)
  expect(await bind()).toBe(200)
})

test('a wrong secret is a server error, and its text is not passed on', async () => {
  const { send, told } = await liveBackend({ secret: 'b'.repeat(32) })
  const answer = await send('/api/login', { code: await code() })
  expect([answer.status, answer.body.error?.code]).toEqual([502, 'wechat_misconfigured'])
  expect(told() + JSON.stringify(answer)).not.toContain('b'.repeat(32))
})

test('a WeChat that never answers is a timeout', async () => {
  server.use(http.get(`${ORIGIN}/api.weixin.qq.com/*`, () => new Promise(() => {})))
  const { send } = await liveBackend()
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort())
  const answer = await send('/api/login', { code: 'any' })
  timeout.mockRestore()
  expect([answer.status, answer.body.error?.code]).toEqual([502, 'wechat_unreachable'])
})

describe('an upstream that is not what it should be', () => {
  const upstream = (answer: (url: URL) => Response) =>
    server.use(
      http.all(`${ORIGIN}/api.weixin.qq.com/*`, ({ request }) => answer(new URL(request.url))),
    )

  test.each<[string, (url: URL) => Response]>([
    ['in a message', ({ href }) => HttpResponse.json({ errcode: 40125, errmsg: `bad: ${href}` })],
    [
      'by other names',
      ({ searchParams }) =>
        HttpResponse.json(
          Object.fromEntries([...searchParams.values()].map((value, at) => [`p${at}`, value])),
        ),
    ],
    [
      'as a name',
      ({ searchParams }) => HttpResponse.json({ [searchParams.get('secret') ?? '']: 1 }),
    ],
    [
      'deep in a list',
      ({ search }) => HttpResponse.json({ errcode: -1, trace: [[{ asked: search }]] }),
    ],
    [
      'in an error body',
      ({ href }) => HttpResponse.json({ error: { code: 'x', message: href, requestId: '' } }),
    ],
    ['as text', ({ href }) => HttpResponse.text(href)],
  ])('shows no secret that it repeats %s', async (_, answer) => {
    const { send, told, journal } = await liveBackend({ secret: 's+/=&"ecret '.repeat(3) })
    upstream(answer)
    const code = `0code+/${'x'.repeat(20)}`
    const { body, text } = await send('/api/login', { code })
    expect(body.error?.code).toMatch(/^wechat_/)
    const seen = told() + JSON.stringify(body) + text
    expect(journal.since(0)).not.toHaveLength(0)
    for (const secret of ['s+/=&"ecret '.repeat(3), code]) {
      expect(seen).not.toContain(secret)
      expect(seen).not.toContain(encodeURIComponent(secret))
      expect(seen).not.toContain(JSON.stringify(secret).slice(1, -1))
    }
  })

  test.each([301, 302, 307, 308])('is not followed by a %d with the secret', async (status) => {
    let met = 0
    server.use(http.all('http://elsewhere.test/*', () => HttpResponse.json({ openid: met++ })))
    const { send } = await liveBackend()
    upstream(
      () => new HttpResponse(null, { status, headers: { Location: 'http://elsewhere.test/' } }),
    )
    const { body } = await send('/api/login', { code: 'any' })
    expect(body.error).toMatchObject({
      code: 'wechat_unreachable',
      message: expect.stringContaining('redirect') as string,
    })
    expect(met).toBe(0)
  })

  test('is not read on when it answers without end', async () => {
    const { send } = await liveBackend()
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 64 * 1024
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    upstream(() => new HttpResponse(endless))
    const { body } = await send('/api/login', { code: 'any' })
    expect(body.error).toMatchObject({
      code: 'wechat_unreachable',
      message: expect.stringContaining('over 2 MB') as string,
    })
    expect(sent).toBeLessThan(4 * 1024 * 1024)
  })
})

test.each([
  ['http://wechat.example/', 'must be https'],
  ['https://me:pass@wechat.example', 'without password'],
  ['https://wechat.example/?a', 'without password, "?"'],
  ['ftp://wechat.example', 'must be an http(s)'],
])('WECHAT_BASE_URL %s is refused', (WECHAT_BASE_URL, why) => {
  const env = { WECHAT_APPID: 'wx1', WECHAT_SECRET: 's', WECHAT_BASE_URL }
  expect(() => readOptions([], env)).toThrow(why)
})

test.each(['http://10.1.2.3:3900', 'http://[::1]:1', 'http://mock:3900', 'http://mac.local:3900'])(
  'WECHAT_BASE_URL %s stays within this network',
  (WECHAT_BASE_URL) => {
    const env = { WECHAT_APPID: 'wx1', WECHAT_SECRET: 's', WECHAT_BASE_URL }
    expect(readOptions([], env)).toMatchObject({ live: { baseUrl: WECHAT_BASE_URL } })
  },
)

test('live mode comes from the environment alone', () => {
  const env = { WECHAT_APPID: 'wx1', WECHAT_SECRET: 's' }
  expect(readOptions([], env)).toMatchObject({
    live: { appid: 'wx1', secret: 's', baseUrl: 'https://api.weixin.qq.com' },
  })
  const elsewhere = { ...env, WECHAT_BASE_URL: 'http://127.0.0.1:1/x/' }
  expect(readOptions([], elsewhere)).toMatchObject({ live: { baseUrl: 'http://127.0.0.1:1/x' } })
  expect(() => readOptions([], { WECHAT_APPID: 'wx1' })).toThrow(
    /both WECHAT_APPID and WECHAT_SECRET/,
  )
  expect(() => readOptions([], { ...env, WECHAT_BASE_URL: 'x' })).toThrow(/must be an http/)
})
