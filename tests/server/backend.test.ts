import { createMockServer } from '../../mock-server/app.ts'
import { apiErrors } from '../../mock-server/backend/errors.ts'
import { createHandlers } from '../../mock-server/handlers.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { bearer, call, JSON_TYPE, newCode, post, signIn, state, pass } from '../support/http.ts'
import { ORIGIN, server } from '../support/server.ts'
import { DAY } from '../support/time.ts'

const login = (sent: object = {}, user?: string) => signIn(user, sent)

test('a code becomes a session, and the session names its user', async () => {
  const { token, expiresIn, user } = await login({ nickName: 'Ann', city: '广州' })
  const { status, body } = await call('GET', '/api/session', bearer(token))
  expect(status).toBe(200)
  expect(body).toEqual({
    expiresIn,
    user: {
      ...user,
      nickName: 'Ann',
      avatarUrl: '',
      gender: 0,
      city: '广州',
      province: '',
      country: '',
      phoneNumber: '',
    },
  })
  const profile = await call('GET', '/api/profile', bearer(token))
  expect(profile.body).toMatchObject({ nickName: 'Ann', city: '广州' })
  expect(profile.body).not.toHaveProperty('id')
})

test('the same person is the same user, another is another', async () => {
  const [first, second, other] = [await login(), await login(), await login({}, 'visitor')]
  expect(second.user.id).toBe(first.user.id)
  expect(second.token).not.toBe(first.token)
  expect(other.user.id).not.toBe(first.user.id)
})

test('a sign-in without user data keeps what was known', async () => {
  await login({ nickName: 'Ann', avatarUrl: 'https://example.com/ann.png' })
  expect((await login()).user).toMatchObject({ nickName: 'Ann' })
})

test("WeChat's anonymous name does not replace a chosen one", async () => {
  await login({ nickName: 'Ann' })
  expect((await login({ nickName: '微信用户' })).user).toMatchObject({ nickName: 'Ann' })
})

test("DevTools' own codes sign in the default user, again and again", async () => {
  server.use(...createHandlers({ strictCodes: false }))
  for (let time = 0; time < 2; time++) {
    const { status } = await post('/api/login', { code: 'the code is a mock one' })
    expect(status).toBe(200)
  }
})

test('signing out ends one session, and may be repeated', async () => {
  const [one, two] = [await login(), await login()]
  const logout = () => call('POST', '/api/logout', bearer(one.token))
  expect((await logout()).status).toBe(204)
  expect((await logout()).status).toBe(204)
  expect((await call('GET', '/api/session', bearer(one.token))).body.error?.code).toBe(
    'session_expired',
  )
  expect((await call('GET', '/api/session', bearer(two.token))).status).toBe(200)
})

test('a session that is not used ends when its time is over', async () => {
  const { token, expiresIn } = await login()
  expect(expiresIn).toBe(7 * DAY)
  await pass(expiresIn)
  const { status, body } = await call('GET', '/api/session', bearer(token))
  expect(status).toBe(401)
  expect(body.error?.code).toBe('session_expired')
})

test('use prolongs a session, but not beyond thirty days', async () => {
  const { token } = await login()
  const left = async () =>
    (await call('GET', '/api/session', bearer(token))).body.expiresIn as number
  await pass(DAY / 2)
  expect(await left()).toBeLessThan(7 * DAY) // a read is not a write each time
  for (let day = 1; day <= 5; day++) {
    await pass(5 * DAY)
    expect(await left()).toBeGreaterThan(day < 5 ? 6 * DAY : 0)
  }
  expect(await left()).toBeLessThanOrEqual(4.5 * DAY)
  await pass(4.5 * DAY)
  expect(await left()).toBeUndefined()
})

test('a session ends when another user signs in with its token', async () => {
  const first = await login()
  const again = async (user: string) => {
    const headers = { ...JSON_TYPE, ...bearer(first.token).headers }
    await call('POST', '/api/login', {
      headers,
      body: JSON.stringify({ code: await newCode({ user }) }),
    })
    return (await call('GET', '/api/session', bearer(first.token))).status
  }
  expect(await again('developer')).toBe(200)
  expect(await again('visitor')).toBe(401)
})

test('a name the operator gave reaches what a phone needs, and nothing more', async () => {
  const app = createMockServer({
    store: openStore(':memory:'),
    wechatBaseUrl: () => '',
    access: { hosts: ['mac.local'] },
  })
  const ask = async (path: string, headers: Record<string, string>) =>
    (await app.request(path, { method: path === '/__mock/state' ? 'GET' : 'POST', headers })).status
  expect(await ask('/__client/settings', { Host: 'Mac.local:3900' })).toBe(200)
  const own = { Host: 'mac.local', Origin: 'http://mac.local' }
  expect(await ask('/__client/settings', own)).toBe(200)
  expect(await ask('/__client/settings', { ...own, Origin: 'http://evil.example' })).toBe(403)
  for (const Host of ['evil.example', 'mac.local.evil.example', 'evilmac.local', 'mac.local:x']) {
    expect(await ask('/__client/settings', { Host })).toBe(403)
  }
  expect(await ask('/__mock/state', { Host: 'mac.local:3900' })).toBe(403)
})

test('no answer to a client contains a session_key', async () => {
  const store = openStore(':memory:')
  const origin = 'http://127.0.0.1:3999'
  server.use(...createHandlers({ store, origin }))
  const app = createMockServer({ store, wechatBaseUrl: () => '' })
  const routes = app.routes.filter(
    ({ path, method }) =>
      /^\/(api|__client)\//.test(path) && method !== 'ALL' && !path.includes('*'),
  )
  expect(routes.map(({ path }) => path)).toContain('/api/login')

  const send = async (method: string, path: string, token: string, body: object) => {
    const headers = { ...JSON_TYPE, Authorization: `Bearer ${token}` }
    const init = method === 'GET' ? { headers } : { method, headers, body: JSON.stringify(body) }
    const response = await fetch(origin + path.replace(':file', 'developer.svg'), init)
    const headersText = JSON.stringify([...response.headers])
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      const chunk = await response.body?.getReader().read()
      return `${headersText} ${Buffer.from(chunk?.value ?? []).toString()}`
    }
    return `${headersText} ${await response.text()}`
  }
  const { code } = JSON.parse(
    (await send('POST', '/__client/login', '', {})).split('] ')[1] ?? '',
  ) as { code: string }
  const { token } = JSON.parse(
    (await send('POST', '/api/login', '', { code })).split('] ')[1] ?? '',
  ) as { token: string }
  const keys = store
    .sql('SELECT session_key FROM wechat_accounts')
    .all<{ session_key: string }>()
    .map((row) => row.session_key)
  expect(keys).toHaveLength(1)

  const ending = routes.filter(({ path }) => ['/api/logout', '/api/account'].includes(path))
  for (const { method, path } of [
    ...routes.filter((route) => !ending.includes(route)),
    ...ending,
  ]) {
    for (const body of [{}, { code }, { scope: 'scope.record', granted: true }, { user: 7 }]) {
      const answer = await send(method, path, token, body)
      expect(answer).not.toMatch(/session_key|sessionKey/)
      for (const key of keys) expect(answer).not.toContain(key)
    }
  }
})

test('the data file contains no token', async () => {
  const store = openStore(':memory:')
  server.use(...createHandlers({ store }))
  const { token } = await login()
  const kept = JSON.stringify(store.sql('SELECT * FROM backend_sessions').all())
  expect(kept).toContain('token_hash')
  expect(kept).not.toContain(token)
})

test('the state of the mock shows no secret whole', async () => {
  const { token } = await login()
  const shown = JSON.stringify(await state())
  expect(shown).not.toContain(token)
  expect(shown).toMatch(/"session_key":"\*\*\*[0-9a-f]{6}"/)
})

test('the contract is a page to read, too, and needs no other host', async () => {
  const page = await fetch(`${ORIGIN}/api/docs`)
  expect(page.headers.get('content-type')).toMatch(/^text\/html/)
  const html = await page.text()
  const { body } = await call('GET', '/api/openapi.json')
  for (const path of Object.keys(body.paths as object)) expect(html).toContain(`/api${path}<`)
  for (const code of Object.keys(apiErrors)) expect(html).toContain(`<code>${code}</code>`)
  expect(html).not.toMatch(/https?:\/\/|<script|src=/)
})

/** The sentences of the page, without code, names of shapes and the other language's link. */
const sentencesOf = (html: string) =>
  html
    .replace(/<style>[^]*?<\/style>|<code>[^]*?<\/code>|<a [^]*?<\/a>|<span[^]*?<\/span>/g, '')
    .split(/<[^>]+>|\n/)
    .filter((text) => /[a-z]{3,} [a-z]{2,} [a-z]{2,}|\p{Script=Han}/iu.test(text))

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', '', 'zh-CN'],
  ['en-US,en;q=0.9,zh;q=0.8', '?lang=zh', 'zh-CN'],
  ['fr,en;q=0.5,zh;q=0.2', '', 'en'],
  ['zh-CN', '?lang=en', 'en'],
])(
  'for a browser that says %s, the contract at /api/docs%s is in %s',
  async (asked, query, lang) => {
    const page = await fetch(`${ORIGIN}/api/docs${query}`, {
      headers: { 'Accept-Language': asked },
    })
    const html = await page.text()
    expect(html).toContain(`<html lang="${lang}">`)
    const isHere = (text: string) => /\p{Script=Han}/u.test(text) === (lang === 'zh-CN')
    expect(sentencesOf(html).length).toBeGreaterThan(20)
    expect(sentencesOf(html).filter((text) => !isHere(text))).toEqual([])
  },
)

test('the contract, in OpenAPI 3.1, names every call that is served, and no other', async () => {
  const { body } = await call('GET', '/api/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  const described = Object.entries(body.paths as Record<string, object>).flatMap(
    ([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} /api${path}`),
  )
  const app = createMockServer({ store: openStore(':memory:'), wechatBaseUrl: () => '' })
  const served = app.routes
    .filter(({ path }) => path.startsWith('/api/') && !/\/(openapi\.json|docs)$/.test(path))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/, '{$1}')}`)
  expect(described.toSorted()).toEqual(served.toSorted())
  expect(served).toHaveLength(11)
})

test('every shape the contract speaks of is in it', async () => {
  const { body } = await call('GET', '/api/openapi.json')
  const { schemas } = body.components as { schemas: Record<string, object> }
  const refs = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
  const named = new Set(refs.map(([, name]) => name ?? ''))
  expect(named).toEqual(new Set(Object.keys(schemas)))
  expect(schemas.LoginRequest).toMatchObject({ type: 'object', required: ['code'] })
  expect(schemas.User).toMatchObject({ properties: { gender: { enum: [0, 1, 2] } } })
})
