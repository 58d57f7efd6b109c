/** The pieces of docs/en/backends.md about headers, answers and addresses, against a real server that behaves so. */
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
  refused,
  tokens,
  bearer,
} from './own-server.ts'

afterEach(closeAll)

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
