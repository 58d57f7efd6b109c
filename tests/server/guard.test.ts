import { createMockServer } from '../../mock-server/app.ts'
import type { ConnectionEnv } from '../../mock-server/http/connection.ts'
import { forwardingHeader } from '../../mock-server/http/forwarded.ts'
import { judgeHost } from '../../mock-server/http/host.ts'
import { openStore } from '../../mock-server/store/store.ts'

const TOKEN = 'a-token-for-the-tunnel'

const local = (more: object = {}): ConnectionEnv => ({
  incoming: { socket: { remoteAddress: '127.0.0.1', destroy() {} }, ...more },
})

function serve(access: object = {}) {
  const store = openStore(':memory:')
  const app = createMockServer({ store, wechatBaseUrl: () => '', access })
  return async (path: string, headers: Record<string, string> = {}, env = local()) => {
    const all = { Host: '127.0.0.1:3900', ...headers }
    const response = await app.request(path, { headers: all }, env)
    return { status: response.status, why: await response.text() }
  }
}

test.each([
  ['localhost:3900', 'loopback'],
  ['app.localhost', 'loopback'],
  ['127.9.9.9:1', 'loopback'],
  ['[::1]:3900', 'loopback'],
  ['[::ffff:127.0.0.1]', 'loopback'],
  ['192.168.1.7:3900', 'address'],
  ['[fe80::1]', 'address'],
  ['host.docker.internal:3900', 'address'],
  ['Mac.local', 'named'],
  ['', 'foreign'],
  ['256.256.256.256', 'foreign'],
  ['127.0.0.1.evil.example', 'foreign'],
  ['localhost.evil.example', 'foreign'],
  ['evillocalhost', 'foreign'],
  ['[127.0.0.1]', 'foreign'],
  ['::1', 'foreign'],
  ['localhost:99999', 'foreign'],
  ['localhost:x', 'foreign'],
  ['user@localhost', 'foreign'],
  ['localhost/..', 'foreign'],
])('a Host of "%s" is %s', (host, kind) => {
  expect(judgeHost(host, ['mac.local'])).toBe(kind)
})

test.each([
  ['X-Forwarded-For', '203.0.113.9'],
  ['x-forwarded-host', 'evil.example'],
  ['X-Forwarded-Proto', 'https'],
  ['Forwarded', 'for=203.0.113.9'],
  ['X-Real-IP', '203.0.113.9'],
  ['Via', '1.1 proxy'],
  ['CF-Connecting-IP', '203.0.113.9'],
  ['CF-Ray', '7d0f'],
  ['True-Client-IP', '203.0.113.9'],
  ['X-Client-IP', '203.0.113.9'],
  ['Fly-Client-IP', '203.0.113.9'],
  ['Fastly-Client-IP', '203.0.113.9'],
  ['X-Amzn-Trace-Id', 'Root=1'],
  ['X-Envoy-External-Address', '203.0.113.9'],
  ['Tailscale-User-Login', 'eve'],
  ['CDN-Loop', 'cloudflare'],
])('control is refused to who comes by a proxy that says %s', async (name, value) => {
  const ask = serve()
  for (const path of ['/__mock/state', '/__relay']) {
    const answer = await ask(path, { [name]: value, 'X-Relay-To': 'http://127.0.0.1:1/' })
    expect([path, answer.status]).toEqual([path, 403])
    expect(answer.why).toContain('somebody else passed it on')
    expect(answer.why).toContain('--control-token')
  }
})

test('what phones, browsers and tools send by themselves says nothing of a proxy', () => {
  const usual =
    'host connection user-agent accept accept-encoding accept-language origin referer cookie ' +
    'authorization content-type content-length sec-fetch-site x-request-id x-requested-with ' +
    'x-wx-openid ngrok x-relay-to traceparent cache-control cfg-mode'
  expect(forwardingHeader(usual.split(' '))).toBeUndefined()
})

test('control is refused to other machines and to requests through a proxy', async () => {
  const ask = serve()
  expect((await ask('/__mock/state')).status).toBe(200)
  const far = local({ socket: { remoteAddress: '192.168.1.9', destroy() {} } })
  expect(await ask('/__mock/state', {}, far)).toMatchObject({ status: 403 })
  const old = await ask('/__mock/state', {}, local({ httpVersion: '1.0' }))
  expect(old.why).toContain('HTTP/1.0 is what proxies speak')
})

test('with the token, control is open from anywhere; without it, from this machine alone', async () => {
  const ask = serve({ controlToken: TOKEN, hosts: ['abc.tunnel.example'] })
  const through = { Host: 'abc.tunnel.example', 'X-Forwarded-For': '203.0.113.9' }
  const bearer = (token: string) => ({ ...through, Authorization: `Bearer ${token}` })
  expect((await ask('/__mock/state', bearer(TOKEN))).status).toBe(200)
  expect((await ask('/__mock/state')).status).toBe(200)
  for (const headers of [through, bearer(`${TOKEN}x`), bearer(''), bearer(TOKEN.slice(1))]) {
    const answer = await ask('/__mock/state', headers)
    expect(answer.status).toBe(403)
    expect(answer.why).toContain('<the control token>')
    expect(answer.why).not.toContain(TOKEN)
  }
})
