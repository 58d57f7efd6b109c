import { answer, duration, loginsOf, outcome, signedIn } from './acts.ts'
import { WatchedPhone } from './watched-phone.ts'

test('a refused call is sent once more, whatever `retries` says', async () => {
  const phone = await signedIn()
  phone.backend.refusesAll = true
  const call = phone.services.api.get('/api/thing/one', { retries: 5 })
  expect(await outcome(phone, call)).toBe('ERR_SESSION_EXPIRED')
  expect(phone.backend.sent.get('one')).toHaveLength(2)
})

test('a replay that reaches nobody is tried again, but a second refusal ends the call', async () => {
  const lost = { ...answer(), end: 'lost on the way' } as const
  const phone = await signedIn({ fates: [answer(), answer(), answer(), lost] })
  phone.backend.endSessions()
  const call = phone.services.api.get('/api/thing/one', { retries: 1 })
  expect(await outcome(phone, call)).toEqual({ who: 'ann' })
})

type Options = Record<'success' | 'fail', (result: object) => void>

/** A `wx.request` that calls back twice, each time in another way. */
function callBackTwice({ wx }: WatchedPhone) {
  const { request } = wx // oxlint-disable-line typescript/unbound-method -- wx has no `this`
  wx.request = ((options: Options) =>
    request({
      ...options,
      success(result: object) {
        options.success(result)
        options.success({ statusCode: 200, data: { who: 'nobody' } })
        options.fail({ errMsg: 'request:fail' })
      },
      fail(result: object) {
        options.fail(result)
        options.success({ statusCode: 200, data: { who: 'nobody' } })
      },
    } as never)) as typeof request
}

test('callbacks that come twice change nothing', async () => {
  const phone = await signedIn({ fates: [{ ...answer(), end: 'lost on the way' }] })
  callBackTwice(phone)
  const { api } = phone.services
  expect(await outcome(phone, api.get('/api/thing/one'))).toBe('ERR_NETWORK')
  phone.backend.endSessions()
  expect(await outcome(phone, api.get('/api/thing/two'))).toEqual({ who: 'ann' })
  expect(phone.backend.sent.get('two')).toHaveLength(2)
  expect(loginsOf(phone)).toBe(1)
})

test('no sign-in begins for a call that is over', async () => {
  const phone = await signedIn({ fates: [answer(5, 5)] })
  phone.backend.endSessions()
  const call = phone.services.api.get('/api/thing/one', { timeout: 8 })
  expect(await outcome(phone, call)).toBe('ERR_TIMEOUT')
  const aborted = phone.services.api.get('/api/thing/two')
  aborted.abort()
  expect(await outcome(phone, aborted)).toBe('ERR_ABORTED')
  await phone.time.run()
  expect(loginsOf(phone)).toBe(0)
})

test('a call that has settled starts no renewal after a failed sign-in', async () => {
  const phone = await signedIn()
  phone.backend.endSessions()
  phone.loginFate = { ...answer(50, 50), end: 'server error' }
  phone.asksToSignIn()
  const signingIn = phone.services.signIn({})
  const call = phone.services.api.get('/api/thing/one')
  await phone.time.run(phone.time.now + 20)
  call.abort()
  expect(await outcome(phone, signingIn)).toBe('ERR_SERVER')
  expect(await outcome(phone, call)).toBe('ERR_ABORTED')
  await phone.time.run()
  expect(loginsOf(phone)).toBe(1)
})

test.each([0, null, Infinity, 2 ** 31, 1e300])(
  'a timeout of %s sets no limit of its own',
  async (timeout) => {
    const phone = await signedIn({ fates: [answer(20_000, 5000)] })
    const call = phone.services.api.get('/api/thing/one', { timeout })
    expect(await outcome(phone, call)).toEqual({ who: 'ann' })
  },
)

test.each([-1, Number.NaN, '5000', -Infinity])('a timeout of %s is refused', async (timeout) => {
  const phone = await signedIn()
  const call = phone.services.api.get('/api/thing/one', { timeout: timeout as number })
  expect(await outcome(phone, call)).toBe('ERR_USAGE')
  expect(phone.log).toEqual([])
})

test.each(['.evil.com/x', '@evil.com/x', 'api/thing', ':80@evil.com', '', undefined])(
  'a path of "%s" never gets the token',
  async (path) => {
    const phone = await signedIn()
    expect(await outcome(phone, phone.services.api.get(path as string))).toBe('ERR_USAGE')
    expect(phone.log).toEqual([])
  },
)

interface Given {
  statusCode: number
  data?: unknown
  header?: Record<string, string>
}

/** Lets WeChat answer every request with this. */
function answerWith({ wx, time }: WatchedPhone, ...given: Given[]) {
  wx.request = (({ success }: { success: (result: object) => void }) => {
    const next = given.length > 1 ? given.shift() : given[0]
    time.globals.setTimeout(() => success({ header: {}, cookies: [], ...next }), 1)
    return { abort() {} }
  }) as unknown as typeof wx.request
}

const html = { 'Content-Type': 'text/html; charset=utf-8' }

test.each<[string, Given, unknown]>([
  ['a text that looks like a number', { statusCode: 200, data: '123' }, '123'],
  ['a number', { statusCode: 200, data: 0 }, 0],
  ['null', { statusCode: 200, data: null }, null],
  ['204', { statusCode: 204, data: '' }, undefined],
  ['304', { statusCode: 304, data: '' }, undefined],
  ['a web page', { statusCode: 200, data: '<html>log in</html>' }, 'ERR_NETWORK'],
  ['a web page by its type', { statusCode: 200, data: 'log in', header: html }, 'ERR_NETWORK'],
  ['a redirect', { statusCode: 302, data: '' }, 'ERR_REJECTED'],
  ['404 without a body', { statusCode: 404 }, 'ERR_REJECTED'],
  ['502 with a web page', { statusCode: 502, data: '<html>', header: html }, 'ERR_SERVER'],
  ['429', { statusCode: 429, data: {} }, 'ERR_RATE_LIMITED'],
])('answered with %s', async (_, given, expected) => {
  const phone = await signedIn()
  answerWith(phone, given)
  expect(await outcome(phone, phone.services.api.get('/api/thing/one'))).toEqual(expected)
})

test.each(['constructor', '__proto__', 'toString', 17])(
  'an error code of the backend’s, %s, is a text and means nothing else',
  async (code) => {
    const phone = await signedIn()
    answerWith(phone, { statusCode: 400, data: { error: { code } } })
    const call = phone.services.api.get('/api/thing/one')
    const error = Promise.resolve(call).catch((reason: unknown) => reason)
    await phone.time.runFor(error)
    expect(await error).toMatchObject({ code: 'ERR_REJECTED', serverCode: String(code) })
  },
)

test('429 is waited for where a GET may be tried again, and said otherwise', async () => {
  const phone = await signedIn()
  const busy = { statusCode: 429, header: { 'retry-after': '5' } }
  const good = { statusCode: 200, data: 'at last' }
  const { api } = phone.services
  answerWith(phone, busy, good)
  const call = api.get('/api/thing/one', { retries: 1 })
  const took = await duration(phone, call)
  expect([await call, took > 5000 && took < 6000]).toEqual(['at last', true])

  answerWith(phone, busy)
  const error = Promise.resolve(api.post('/api/thing/one')).catch((reason: unknown) => reason)
  await phone.time.runFor(error)
  expect(await error).toMatchObject({ code: 'ERR_RATE_LIMITED', retryAfter: 5 })

  answerWith(phone, { statusCode: 429, header: { 'Retry-After': '3600' } })
  const late = api.get('/api/thing/one', { retries: 1 })
  expect(await duration(phone, late)).toBeLessThan(100) // longer than the call's timeout: not awaited
})

test('Retry-After may be a date', async () => {
  const phone = await signedIn()
  const date = new Date(phone.time.now + 42_000).toUTCString()
  answerWith(phone, { statusCode: 503, header: { 'retry-after': date } })
  const call = phone.services.api.get('/api/thing/one')
  const error = Promise.resolve(call).catch((reason: unknown) => reason)
  await phone.time.runFor(error)
  expect(await error).toMatchObject({ code: 'ERR_SERVER', retryAfter: expect.any(Number) })
})

test('a wx.login that throws is WeChat’s failure, not the server’s', async () => {
  const phone = new WatchedPhone()
  phone.wx.login = () => {
    throw new Error('broken')
  }
  expect(await outcome(phone, phone.services.signIn())).toBe('ERR_WECHAT_LOGIN')
})

test.each<[string, unknown]>([
  ['mute', () => undefined],
  ['missing', undefined],
  [
    'broken',
    () => {
      throw new Error('broken')
    },
  ],
])('a wx.getNetworkType that is %s delays nobody', async (_, getNetworkType) => {
  const phone = await signedIn({ fates: [{ ...answer(), end: 'lost on the way' }] })
  phone.wx.getNetworkType = getNetworkType as typeof phone.wx.getNetworkType
  const call = phone.services.api.get('/api/thing/one')
  expect(await duration(phone, call)).toBeLessThan(300)
  expect(await outcome(phone, call)).toBe('ERR_NETWORK')
})

test('a call carries headers of its own', async () => {
  const phone = await signedIn()
  const seen: object[] = []
  phone.wx.request = (({ header, success }: { header: object; success: (r: object) => void }) => {
    seen.push(header)
    success({ statusCode: 200, data: {} })
  }) as unknown as typeof phone.wx.request
  const headers = { 'X-Request-Id': '7' }
  await outcome(phone, phone.services.api.post('/api/thing/one', {}, { headers }))
  expect(seen).toEqual([expect.objectContaining({ ...headers, Authorization: expect.any(String) })])
})

test('equal GETs under way are sent once, where asked to', async () => {
  const phone = await signedIn()
  const { mergedGet } = phone.services
  const get = (data?: object) => mergedGet('/api/thing/one', { data })
  const calls = [get(), get(), get({ page: 2 })]
  expect(await outcome(phone, Promise.all(calls))).toEqual(calls.map(() => ({ who: 'ann' })))
  expect(phone.backend.sent.get('one')).toHaveLength(2)
  await outcome(phone, get())
  expect(phone.backend.sent.get('one')).toHaveLength(3) // the answer is not kept
})

test('aborting a merged GET ends it only for that caller', async () => {
  const phone = await signedIn({ fates: [answer(20, 20)] })
  const { mergedGet } = phone.services
  const [one, other] = [1, 2].map(() => mergedGet('/api/thing/one'))
  one?.abort()
  expect(await outcome(phone, one as never)).toBe('ERR_ABORTED')
  expect(await outcome(phone, other as never)).toEqual({ who: 'ann' })
})
