/** The pieces of 'docs/en/backends.md' about signing in and sessions, against a real server that behaves so. */
import { startServer } from '../../mock-server/server.ts'
import { passTime } from '../support/time.ts'
import {
  closeAll,
  configWith,
  open,
  serve,
  type Asked,
  type Routes,
  user,
  refused,
  tokens,
  bearer,
} from './own-server.ts'

afterEach(closeAll)
afterEach(() => jest.restoreAllMocks())

test('access and refresh token, with the mock backend of this project', async () => {
  const server = await startServer({ port: 0 })
  try {
    const play = (name: string) =>
      fetch(`${server.origin}/__mock/scenarios/${name}`, { method: 'POST' })
    const app = open(configWith('byRefreshToken'), { origin: server.origin, asked: [] })
    const { services, simulator } = app
    const calls = () => simulator.network.log.splice(0)
    const { expiresAt } = await services.signIn()
    expect(Math.round((expiresAt - Date.now()) / 60_000)).toBeLessThanOrEqual(15)
    calls()
    await play('session-needs-refresh')
    await services.getSession()
    expect(calls()).toEqual(['GET /api/session', 'POST /api/refresh', 'GET /api/session'])
    await play('session-needs-refresh')
    await services.getSession() // by the next refresh token
    expect(calls()).toEqual(['GET /api/session', 'POST /api/refresh', 'GET /api/session'])
    await play('refresh-token-reused')
    await services.getSession()
    const withLogin = ['POST /api/refresh', 'POST /__client/login', 'POST /api/login']
    expect(calls()).toEqual(['GET /api/session', ...withLogin, 'GET /api/session'])
  } finally {
    await server.close()
  }
})

test('a failed refresh does not lead to wx.login', async () => {
  let isDown = true
  const routes: Routes = {
    'POST /api/login': () => ({ body: { token: 't1', refreshToken: 'r1', expiresIn: 900, user } }),
    'POST /api/refresh': () =>
      isDown ? { status: 503 } : { body: { token: 't2', expiresIn: 900 } },
    'GET /orders': (asked) => (bearer(asked) === 't2' ? { body: ['茶'] } : refused),
  }
  const server = await serve(routes)
  const { services } = open(configWith('byRefreshToken'), server)
  await services.signIn()
  expect(await services.api.get('/orders').catch(services.codeOf)).toBe('ERR_SERVER')
  isDown = false
  passTime(1.1) // for a second all get the same error
  expect(await services.api.get('/orders')).toEqual(['茶'])
  expect(services.currentUser()?.id).toBe('ann') // the refresh named nobody
  expect(server.asked.filter(({ path }) => path === '/api/login')).toHaveLength(1)
})

test('a session in cookies is kept, changed by the server on the way, and renewed', async () => {
  let sid = 0
  const set = (value: string) => [`sid=${value}; Path=/; HttpOnly`, 'theme=dark; Max-Age=600']
  const isGood = ({ headers }: Asked) => headers.cookie?.includes(`sid=s${sid}`)
  const server = await serve({
    'POST /api/login': () => ({ headers: { 'set-cookie': set(`s${++sid}`) }, body: { user } }),
    'GET /orders'(asked) {
      if (!isGood(asked)) return refused
      return { headers: { 'set-cookie': [`sid=s${++sid}`, 'theme=; Max-Age=0'] }, body: ['茶'] }
    },
  })
  const app = open(configWith('inCookies'), server)
  await app.services.signIn()
  expect(await app.services.api.get('/orders')).toEqual(['茶'])
  const again = app.relaunch()
  expect(await again.services.api.get('/orders')).toEqual(['茶'])
  expect(server.asked.at(-1)?.headers.cookie).toBe('sid=s2')
  sid++
  expect(await again.services.api.get('/orders')).toEqual(['茶'])
  expect(server.asked.filter(({ path }) => path === '/api/login')).toHaveLength(2)
})

test('an inviter and a phone code go along with the login, and what it says is kept', async () => {
  const { login } = tokens(bearer, { user, isNewUser: true })
  const server = await serve({ 'POST /user/wx-login': login })
  const app = open(configWith('isNewUser'), server)
  await app.services.signIn({ inviter: 'bob', phoneCode: 'p1' })
  expect(server.asked[0]?.body).toEqual({ inviter: 'bob', phoneCode: 'p1', code: 'code-1' })
  expect(app.relaunch().services.signInDetails()).toEqual({ isNewUser: true })
  app.services.signOut('')
  expect(app.services.signInDetails()).toEqual({})
})

test('an app that signs in at its launch: pages wait, a failed one is tried again', async () => {
  const { login, isGood } = tokens(bearer)
  let isDown = true
  const routes: Routes = {
    'POST /api/login': () => (isDown ? { status: 500 } : login()),
    'GET /orders': (asked) => (isGood(asked) ? { body: ['茶'] } : refused),
    'POST /api/logout': () => ({ status: 204 }),
  }
  const server = await serve(routes)
  const app = open(configWith("signIn: 'launch'"), server)
  const { resume, ensureSignedIn, api, codeOf, isSignedIn, signOut, signIn } = app.services
  const launched = resume()
  const waiting = ensureSignedIn()
  expect(await Promise.all([launched, waiting].map((one) => one.catch(codeOf)))).toEqual([
    'ERR_SERVER',
    'ERR_SERVER',
  ])
  isDown = false
  passTime(1.1) // for a second all get the same error
  expect(await api.get('/orders')).toEqual(['茶'])
  expect(server.asked.filter(({ path }) => path === '/api/login')).toHaveLength(2)

  signOut()
  const { services } = app.relaunch()
  await services.resume()
  expect(services.isSignedIn()).toBe(false) // who signed out stays so
  expect(await api.get('/orders').catch(codeOf)).toBe('ERR_SIGNED_OUT')
  await signIn()
  expect(isSignedIn()).toBe(true)
})

test('a login that answers nothing but a token', async () => {
  const { login, isGood, end } = tokens(bearer)
  const server = await serve({
    'POST /api/login': () => ({ body: { token: login().body.token } }),
    'GET /me': (asked) => (isGood(asked) ? { body: { id: 7, nickName: 'Ann' } } : refused),
    'GET /orders': (asked) => (isGood(asked) ? { body: ['茶'] } : refused),
  })
  const { services } = open(configWith("user: '/me'"), server)
  const session = await services.signIn()
  expect(services.currentUser()).toEqual({ id: '7', nickName: 'Ann', avatarUrl: '' })
  expect(Math.round((session.expiresAt - Date.now()) / 3_600_000)).toBe(2)
  end()
  expect(await services.api.get('/orders')).toEqual(['茶'])

  const nameless = open(configWith(undefined), server).services
  await nameless.signIn()
  expect([nameless.currentUser()?.id, nameless.isSignedIn()]).toEqual(['', true])
  end()
  expect(await nameless.api.get('/orders')).toEqual(['茶'])
})

test('a backend without sessions: the caller is identified elsewhere', async () => {
  const who = ({ headers }: Asked) => headers['x-wx-openid']
  const server = await serve({
    'POST /whoami': (asked) => ({ body: { user: { id: who(asked) } } }),
    'GET /orders': (asked) => ({ body: [who(asked)] }),
  })
  const app = open(configWith('isSessionless'), server)
  const { wx } = app.simulator
  const callContainer = ({ path, ...options }: { path: string; header: object }) =>
    wx.request({
      ...options,
      url: server.origin + path,
      header: { ...options.header, 'X-WX-OPENID': 'openid-of-ann' },
    })
  Object.defineProperty(wx, 'cloud', { value: { callContainer } })
  const { services } = app
  await services.signIn()
  expect(services.currentUser()?.id).toBe('openid-of-ann')
  expect(app.relaunch().services.isSignedIn()).toBe(true)
  expect(await services.api.get('/orders')).toEqual(['openid-of-ann'])
  expect(server.asked.every(({ headers, body }) => !headers.authorization && !body.code)).toBe(true)
  services.signOut()
  expect(services.isSignedIn()).toBe(false)
})
