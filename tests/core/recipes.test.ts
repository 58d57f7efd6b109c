/** Every piece of docs/en/backends.md, against a real server that behaves so. */
import { readFileSync } from 'node:fs'
import { startServer } from '../../mock-server/server.ts'
import { transformSync } from 'esbuild'
import { codeBlock, codeBlocks } from '../support/code-blocks.ts'
import {
  closeAll,
  configWith,
  open,
  serve,
  type App,
  type Asked,
  type Routes,
} from './own-server.ts'

afterEach(closeAll)

const user = { id: 'ann', nickName: 'Ann', avatarUrl: '' }
const refused = { status: 401, body: { error: { code: 'session_expired' } } }

/** A backend with tokens `t1`, `t2`...; only the newest is good. */
function tokens(read: (asked: Asked) => string | undefined, more: object = { user }) {
  let count = 0
  return {
    login: () => ({ body: { token: `t${++count}`, expiresIn: 3600, ...more } }),
    isGood: (asked: Asked) => read(asked) === `t${count}`,
    end: () => void count++,
  }
}

const bearer = ({ headers }: Asked) => headers.authorization?.replace('Bearer ', '')

test('extra headers are on every call, the sign-in included', async () => {
  const { login, isGood } = tokens(bearer)
  const server = await serve({
    'POST /api/login': login,
    'GET /orders': (asked) => (isGood(asked) ? { body: ['茶'] } : refused),
  })
  const { services } = open(configWith('X-Tenant'), server)
  await services.signIn()
  expect(await services.api.get('/orders')).toEqual(['茶'])
  const sent = server.asked.map(({ headers }) => [headers['x-tenant'], headers['x-call']])
  expect(sent).toEqual([
    ['tea-shop', 'POST /api/login'],
    ['tea-shop', 'GET /orders'],
  ])
})

test('the token goes in another header, and is renewed', async () => {
  const { login, isGood, end } = tokens(({ headers }) => headers['x-token'])
  const server = await serve({
    'POST /api/login': login,
    'GET /orders': (asked) => (isGood(asked) ? { body: ['茶'] } : refused),
  })
  const { services } = open(configWith("'X-Token'"), server)
  await services.signIn()
  end()
  expect(await services.api.get('/orders')).toEqual(['茶'])
  expect(server.asked.every(({ headers }) => headers.authorization === undefined)).toBe(true)
})

/** As much of WeChat's file system as reads a text. */
function readsFiles({ wx, files }: App['simulator']) {
  const readFile = (options: { filePath: string; success: (result: object) => void }) =>
    void files
      .get(options.filePath)
      ?.text()
      .then((data) => options.success({ data }))
  Object.defineProperty(wx, 'getFileSystemManager', { value: () => ({ readFile }) })
}

test('an envelope is opened for requests, uploads and downloads, and all of them renew', async () => {
  const { login, isGood, end } = tokens(bearer)
  const wrap = (data: unknown, code = 0) => ({ body: { code, data, msg: '' } })
  const guarded = (data: unknown) => (asked: Asked) =>
    isGood(asked) ? wrap(data) : wrap(null, 40101)
  const server = await serve({
    'POST /api/login': () => wrap(login().body),
    'GET /orders': guarded(['茶']),
    'POST /avatar': guarded('kept'),
    'GET /report': (asked) => (isGood(asked) ? { body: 'a,b\n1,2\n' } : wrap(null, 40101)),
    'GET /blocked': () => wrap(null, 40301),
    'GET /unknown': () => wrap(null, 50012),
    'GET /none': () => ({ body: ['not', 'one'] }),
  })
  const { services, simulator } = open(configWith('40301'), server)
  const { api, codeOf } = services
  readsFiles(simulator)
  await services.signIn()
  end()
  expect(await api.get('/orders')).toEqual(['茶'])
  end()
  expect(await api.upload('/avatar', simulator.files.add('picture'))).toBe('kept')
  end()
  expect(await api.download('/report')).toMatch(/^wxfile:/)
  const failure = (path: string) => api.get(path).catch((error: unknown) => error)
  expect(await failure('/blocked')).toMatchObject({ code: 'ERR_USER_BLOCKED', serverCode: '40301' })
  expect(await failure('/unknown')).toMatchObject({ code: 'ERR_REJECTED', serverCode: '50012' })
  expect(codeOf(await failure('/none'))).toBe('ERR_SERVER')
})

test('the types of the guide are those that the backend promises, and its reader reads it', async () => {
  const server = await startServer({ port: 0 })
  try {
    const app = open(configWith(undefined), { origin: server.origin, asked: [] })
    await app.services.signIn()
    const document = (await (await fetch(`${server.origin}/api/openapi.json`)).json()) as {
      servers: { url: string }[]
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
      components: { schemas: Record<string, { properties: object; required: string[] }> }
    }
    const block = codeBlock('docs/backends.md', "from '../api-types'")
    const [, schema = ''] = /\['schemas'\]\['(\w+)'\]/.exec(block) ?? []
    const [, path = ''] = /api\.get\('([^']+)'/.exec(block) ?? []
    const [{ url } = { url: '' }] = document.servers
    const { get } = document.paths[path.replace(url, '')] ?? {}
    expect(JSON.stringify(get?.responses['200'])).toContain(`/${schema}"`)
    expect(document.components.schemas[schema]).toMatchObject({
      properties: { nickName: { type: 'string' } },
      required: expect.arrayContaining(['nickName']) as string[],
    })
    const { code } = transformSync(block, { loader: 'ts', format: 'cjs' })
    const module = { exports: {} as { readProfile: () => Promise<{ nickName: string }> } }
    const run = new Function('module', 'require', code) // oxlint-disable-line typescript/no-implied-eval -- the guide's own
    run(module, () => app.services)
    expect((await module.exports.readProfile()).nickName).toBe(app.services.currentUser()?.nickName)
  } finally {
    await server.close()
  }
})

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

test('trouble with the refresh is no reason for wx.login', async () => {
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
  await new Promise((later) => setTimeout(later, 1100)) // for a second all get the same error
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

test('only backends that have our token get it', async () => {
  const { login, isGood, end } = tokens(bearer)
  const main = await serve({ 'POST /api/login': login })
  const shop = await serve({
    'GET /stock': (asked) => (isGood(asked) ? { body: 7 } : refused),
  })
  const weather = await serve({ 'GET /now': () => ({ body: 'sunny' }) })
  const config = configWith('weather.example.com', (code) =>
    code
      .replace('https://shop.example.com', shop.origin)
      .replace('https://weather.example.com', weather.origin),
  )
  const { api, signIn, codeOf } = open(config, main).services
  expect(await api.get('/now', { backend: 'weather' })).toBe('sunny') // nobody is signed in
  await signIn()
  expect(await api.get('/stock', { backend: 'shop' })).toBe(7)
  end()
  expect(await api.get('/stock', { backend: 'shop' })).toBe(7) // renewed at the main one
  await api.get('/now', { backend: 'weather' })
  expect(weather.asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined])
  const wrong = [
    api.get('/now', { backend: 'weather', role: 'authorized' }),
    api.get('/now', { backend: 'constructor' }),
  ]
  for (const call of wrong) expect(await call.catch(codeOf)).toBe('ERR_USAGE')
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
  await new Promise((later) => setTimeout(later, 1100)) // for a second all get the same error
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

test('a backend without sessions: something else says who calls', async () => {
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

test('each piece takes as many lines as its title says', () => {
  const text = readFileSync('docs/en/backends.md', 'utf8')
  const titled = [...text.matchAll(/^## .*: (\d+) lines?$/gm)].map(([, count]) => Number(count))
  const counted = codeBlocks('docs/en/backends.md')
    .filter(({ code }) => code.includes('export const backend'))
    .map(({ code }) => {
      const lines = code.split('\n').filter((line) => line.trim())
      return lines.filter((line) => !/^export const|^\}$|url: backendUrl/.test(line)).length
    })
  expect(counted).toEqual(titled)
  expect(titled.length).toBeGreaterThan(8)
})
