import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMockServer } from '../../mock-server/app.ts'
import { openStore } from '../../mock-server/store/store.ts'

/** A backend on a real socket: what streams and redirects do, msw does not show. */
type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void
const open: Server[] = []

async function backend(answer: Answer): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    answer(request, response, body)
  })
  open.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

function startRelay() {
  const store = openStore(':memory:')
  const app = createMockServer({ store, wechatBaseUrl: () => '' })
  const relay = async (to: string, init: RequestInit = {}) => {
    const headers = { Host: 'localhost', ...(init.headers as object), 'X-Relay-To': to }
    return app.request('/__relay', { ...init, headers })
  }
  return { relay, app }
}

test.each([307, 308])('a %d within the backend carries the body on', async (status) => {
  const origin = await backend((request, response, body) => {
    if (request.url === '/new') return response.end(`${request.method} ${body}`)
    return response.writeHead(status, { Location: '/new' }).end()
  })
  const { relay } = startRelay()
  const answer = await relay(`${origin}/old`, { method: 'POST', body: 'the code' })
  expect([answer.status, await answer.text()]).toEqual([200, 'POST the code'])
})

test.each([301, 302, 303])(
  'a %d makes a POST a GET without a body, as browsers do',
  async (status) => {
    const origin = await backend((request, response, body) => {
      const { method, headers, url } = request
      if (url === '/new') return response.end(`${method} "${body}" ${headers['content-type']}`)
      return response.writeHead(status, { Location: '/new' }).end()
    })
    const { relay } = startRelay()
    const answer = await relay(origin, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(await answer.text()).toBe('GET "" undefined')
  },
)

test('a redirect to another origin is handed back, and nothing is sent there', async () => {
  let met = 0
  const other = await backend((_, response) => response.end(String(++met)))
  const origin = await backend((_, response) => response.writeHead(307, { Location: other }).end())
  const { relay } = startRelay()
  const headers = { Authorization: 'Bearer mine' }
  const answer = await relay(origin, { method: 'POST', body: 'x', headers })
  expect(answer.status).toBe(307)
  expect(answer.headers.get('x-relay-location')).toBe(`${other}/`)
  expect(answer.headers.has('location')).toBe(false)
  expect(met).toBe(0)
})

test('a page that follows no redirects gets them all', async () => {
  const origin = await backend((_, response) => response.writeHead(302, { Location: '/b' }).end())
  const { relay } = startRelay()
  const answer = await relay(`${origin}/a`, { headers: { 'X-Relay-Redirect': 'manual' } })
  expect([answer.status, answer.headers.get('x-relay-location')]).toEqual([302, `${origin}/b`])
})

test('a backend that redirects for ever is given up', async () => {
  const origin = await backend((_, response) => response.writeHead(302, { Location: '/' }).end())
  const answer = await startRelay().relay(origin)
  expect([answer.status, answer.headers.get('x-relay-failed')]).toEqual([502, '1'])
  expect(await answer.text()).toContain('redirects more than 20 times')
})

test('a relayed request is marked, and control routes refuse it', async () => {
  const { app, relay } = startRelay()
  const origin = await backend((request, response) => response.end(request.headers.via))
  const via = await (await relay(origin)).text()
  expect(via).toMatch(/^1\.1 /)
  const control = await app.request('/__mock/state', { headers: { Host: 'localhost', Via: via } })
  expect(control.status).toBe(403)
})

test('server-sent events arrive while the answer goes on', async () => {
  let more = () => {}
  const origin = await backend((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('data: 1\n\n')
    more = () => response.end('data: 2\n\n')
  })
  const { relay, app } = startRelay()
  const reader = (await relay(origin)).body?.getReader()
  const read = async () => new TextDecoder().decode((await reader?.read())?.value)
  expect(await read()).toBe('data: 1\n\n')
  const steps = app.request('/__mock/events', { headers: { Host: 'localhost' } })
  const drawing = (await steps).body?.getReader()
  let drawn = ''
  while (!drawn.includes('"status":200')) {
    drawn += new TextDecoder().decode((await drawing?.read())?.value) // drawn before its end
  }
  more()
  expect(await read()).toBe('data: 2\n\n')
  expect((await reader?.read())?.done).toBe(true)
})

test('a page that leaves ends the request at the backend', async () => {
  const left = new Promise<void>((resolve) => {
    void backend((_, response) => {
      response.on('close', () => resolve())
      response.write('data: 1\n\n')
    }).then(async (origin) => {
      const answer = await startRelay().relay(origin)
      await answer.body?.cancel()
    })
  })
  await expect(left).resolves.toBeUndefined()
})

test('headers that a browser acts upon are removed, all others come back', async () => {
  const orders = {
    'Clear-Site-Data': '"storage"',
    Refresh: '0; url=https://evil.example',
    'Set-Cookie': 'a=b',
    'Strict-Transport-Security': 'max-age=1',
    'WWW-Authenticate': 'Basic realm="x"',
    'Alt-Svc': 'h3=":1"',
    'Report-To': '{}',
    NEL: '{}',
    'Content-Security-Policy': "default-src 'self'",
    'Access-Control-Allow-Origin': '*',
    'Service-Worker-Allowed': '/',
    'Accept-CH': 'Width',
    Link: '</a>; rel=preload',
    'X-Frame-Options': 'ALLOW',
    'Cross-Origin-Opener-Policy': 'unsafe-none',
  }
  const kept = {
    'X-Token': 'new',
    Authorization: 'Bearer new',
    'Content-Type': 'text/html',
    ETag: '"1"',
  }
  const origin = await backend((_, response) =>
    response.writeHead(401, { ...orders, ...kept }).end(),
  )
  const { headers, status } = await startRelay().relay(origin)
  expect(status).toBe(401)
  for (const [name, value] of Object.entries(kept)) expect(headers.get(name)).toBe(value)
  for (const [name, value] of Object.entries(orders)) expect(headers.get(name)).not.toBe(value)
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test("cookies are the mini-program's: they travel beside those of the browser", async () => {
  let sent: string | undefined
  const origin = await backend((request, response) => {
    sent = request.headers.cookie
    response.writeHead(200, { 'Set-Cookie': ['a=1; Path=/', 'b=2'] }).end()
  })
  const headers = { Cookie: 'browser=1', 'X-Relay-Cookie': 'session=2' }
  const answer = await startRelay().relay(origin, { headers })
  expect(sent).toBe('session=2')
  expect(answer.headers.getSetCookie()).toEqual([])
  const carried = decodeURIComponent(answer.headers.get('x-relay-set-cookie') ?? '')
  expect(JSON.parse(carried)).toEqual(['a=1; Path=/', 'b=2'])
})

test('what is too large is refused in words, either way', async () => {
  const origin = await backend((_, response) => {
    response.writeHead(200, { 'Content-Length': String(300 * 1024 * 1024) }).write('x')
  })
  const { relay } = startRelay()
  const answer = await relay(origin)
  expect([answer.status, await answer.text()]).toEqual([502, 'The answer is over 200 MB.'])
  const headers = { 'Content-Length': String(65 * 1024 * 1024) }
  const sent = await relay(origin, { method: 'POST', body: 'x', headers })
  expect([sent.status, sent.headers.get('x-relay-failed')]).toEqual([413, '1'])
})

test('a backend that is silent is given up, in words', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] })
  try {
    const asked = new Promise<string>((resolve) => {
      void backend(() => resolve('')).then((origin) => resolve(origin))
    })
    const answering = startRelay().relay(await asked)
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
    await jest.advanceTimersByTimeAsync(120_000)
    const answer = await answering
    expect(answer.status).toBe(504)
    expect(await answer.text()).toContain('gave no answer within 120 seconds')
  } finally {
    jest.useRealTimers()
  }
})
