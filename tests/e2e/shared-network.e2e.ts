import { createServer, request as ask, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { openOutside, type Outside, type Reply } from './support/outside.ts'
import { killAll, originOf, runServer } from './support/process.ts'

const TOKEN = 'only-for-the-operator'
let outside: Outside

beforeAll(() => {
  outside = openOutside()
})

afterEach(killAll)
afterAll(() => outside.close())

async function serve(...args: string[]) {
  const run = runServer(['--port', '0', '--memory', ...args])
  const port = new URL(await originOf(run)).port
  return { port, far: `http://${outside.address}:${port}`, near: `http://127.0.0.1:${port}` }
}

const CONTROL: [method: string, path: string][] = [
  ['GET', '/__mock/state'],
  ['GET', '/__mock/users'],
  ['GET', '/__mock/events'],
  ['GET', '/__mock/requests'],
  ['POST', '/__mock/reset'],
  ['POST', '/__mock/clock'],
  ['POST', '/__mock/scenarios/offline'],
  ['POST', '/__mock/faults'],
  ['GET', '/__relay'],
  ['POST', '/__relay'],
  ['GET', '//__mock/state'],
  ['GET', '/x/../__mock/state'],
  ['GET', '/%5f_mock/state'],
  ['GET', '/__mock%2fstate'],
  ['GET', '/__mock/./state'],
]

/** Refused, or a path that leads nowhere; never answered, never a failure of the server. */
const isClosed = (reply: Reply | undefined) => [400, 403, 404, 405].includes(reply?.status ?? 0)

test('by default no other machine reaches this one at all', async () => {
  const { far, near } = await serve()
  expect(outside.ask(`${far}/`)).toBeUndefined()
  expect((await fetch(near)).status).toBe(200)
})

test('with --host 0.0.0.0 other machines sign in, and control nothing', async () => {
  const { far } = await serve('--host', '0.0.0.0')
  expect(outside.ask(`${far}/__client/login`, { method: 'POST' })?.status).toBe(200)
  for (const [method, path] of CONTROL) {
    const headers = { 'X-Relay-To': 'http://127.0.0.1:1/' }
    const reply = outside.ask(far + path, { method, headers })
    expect([path, isClosed(reply)]).toEqual([path, true])
  }
  for (const lie of ['127.0.0.1', 'localhost', '[::1]']) {
    const reply = outside.ask(`${far}/__mock/state`, { headers: { Host: lie } })
    expect([lie, reply?.status]).toEqual([lie, 403])
    expect(reply?.text).toContain('it answers to this machine only')
  }
  const bearer = { headers: { Authorization: `Bearer ${TOKEN}` } }
  expect(outside.ask(`${far}/__mock/state`, bearer)?.status).toBe(403)
})

test('with the control token other machines control it, and only with it', async () => {
  const { far } = await serve('--host', '0.0.0.0', '--control-token', TOKEN)
  const bearer = { headers: { Authorization: `Bearer ${TOKEN}` } }
  expect(outside.ask(`${far}/__mock/state`, bearer)?.status).toBe(200)
  expect(outside.ask(`${far}/__mock/state`)?.status).toBe(403)
})

test('requests with a foreign Host are refused, whatever the path', async () => {
  const { near } = await serve('--allow-host', 'mac.local')
  const { port } = new URL(near)
  const forged = async (path: string, Host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = ask({ host: '127.0.0.1', port, path, headers: { Host } }, (reply) => {
        reply.resume()
        resolve(reply.statusCode)
      })
      sent.on('error', reject).end()
    })
  for (const host of ['evil.example', '256.256.256.256', `evil.example:${port}`, 'localhost:0x1']) {
    for (const path of [
      '/',
      '/api/session',
      '/api/docs',
      '/api.weixin.qq.com/sns/jscode2session',
    ]) {
      expect([host, path, await forged(path, host)]).toEqual([host, path, 403])
    }
  }
  expect(await forged('/', 'mac.local')).toBe(200)
})

test('every answer says that no page may frame it and that it is what it says', async () => {
  const { near } = await serve()
  for (const path of ['/', '/api/docs', '/api/session', '/__mock/state', '/nowhere']) {
    const { headers } = await fetch(near + path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  }
})

/** Plays a tunnel's program on this machine: everything comes from loopback, by a loopback name. */
async function openTunnel(to: string, added: Record<string, string>): Promise<Server> {
  const server = createServer((from, reply) => {
    const headers = { ...from.headers, ...added, host: new URL(to).host }
    const onward = ask(to + (from.url ?? ''), { method: from.method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    from.pipe(onward.on('error', () => reply.destroy()))
  })
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  return server
}

test('through a tunnel that rewrites Host, control stays closed unless the token comes along', async () => {
  const { near } = await serve('--control-token', TOKEN)
  const tunnel = await openTunnel(near, { 'X-Forwarded-For': '203.0.113.9' })
  try {
    const far = `http://127.0.0.1:${(tunnel.address() as AddressInfo).port}`
    expect((await fetch(`${far}/__client/login`, { method: 'POST' })).status).toBe(200)
    for (const [method, path] of CONTROL) {
      const { status } = await fetch(far + path, { method })
      expect([path, [400, 403, 404, 405].includes(status)]).toEqual([path, true])
    }
    const headers = { Authorization: `Bearer ${TOKEN}` }
    expect((await fetch(`${far}/__mock/state`, { headers })).status).toBe(200)
  } finally {
    tunnel.close()
    tunnel.closeAllConnections()
  }
})
