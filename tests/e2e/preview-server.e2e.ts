import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { killAll, originOf, runStart } from './support/process.ts'

afterEach(killAll)

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request with headers that `fetch` would not let anybody choose. */
function ask(
  url: string,
  headers: Record<string, string> = {},
  localAddress?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { headers, ...(localAddress !== undefined && { localAddress }) }
    const sent = httpRequest(url, options, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      )
    })
    sent.on('error', reject).end()
  })
}

const OWN = [
  '/',
  '/phone.html',
  '/__project/program.js',
  '/__project/scripts.js',
  '/__preview/phone.js',
]

test('a foreign Host sees nothing of the preview, whatever it asks for', async () => {
  const origin = await originOf(runStart(['--port', '0', '--memory']))
  for (const path of [...OWN, '/__project/scripts.js.map', '/__project/updates']) {
    const { status, body } = await ask(origin + path, { Host: 'evil.example' })
    expect([path, status]).toEqual([path, 403])
    expect(body).toContain('evil.example')
  }
  for (const path of OWN) {
    const { status, headers } = await ask(origin + path, { Origin: 'http://evil.example' })
    expect([path, status]).toEqual([path, 200])
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  }
})

test('another machine gets the phone and no sources, unless they are shared', async () => {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((found) => found?.family === 'IPv4' && !found.internal)?.address
  const args = ['--port', '0', '--memory', '--host', '0.0.0.0']
  const near = await originOf(runStart(args))
  const shared = await originOf(runStart([...args, '--share-preview']))
  expect((await ask(`${near}/__project/scripts.js.map`)).status).toBe(200)
  // A request through a proxy counts as coming from another machine.
  const passedOn = { 'X-Forwarded-For': '203.0.113.7' }
  expect((await ask(`${near}/__project/scripts.js.map`, passedOn)).status).toBe(403)
  if (address === undefined) return console.warn('There is no network here to come from.')
  const far = (origin: string) => `http://${address}:${new URL(origin).port}`
  for (const path of OWN) expect((await ask(far(near) + path)).status).toBe(200)
  expect((await ask(`${far(near)}/__project/scripts.js.map`)).status).toBe(403)
  expect((await ask(`${far(near)}/__mock/state`)).status).toBe(403)
  expect((await ask(`${far(shared)}/__project/scripts.js.map`)).status).toBe(200)
})

test('an offer to upgrade is ignored: the page comes as if it had not been made', async () => {
  const origin = await originOf(runStart(['--port', '0', '--memory']))
  for (const upgrade of ['websocket', 'h2c', 'nonsense/9']) {
    const { status, body } = await ask(`${origin}/`, { Connection: 'Upgrade', Upgrade: upgrade })
    expect([upgrade, status]).toEqual([upgrade, 200])
    expect(body).toContain('<iframe id="screen"')
  }
})

test('Ctrl-C ends it within two seconds, whatever is connected', async () => {
  const run = runStart(['--port', '0', '--memory'])
  const origin = await originOf(run)
  const { hostname, port } = new URL(origin)
  const open = (text: string) => {
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('error', () => {})
    return new Promise<void>((resolve) => setTimeout(resolve, 100))
  }
  await ask(`${origin}/phone.html`)
  await open('GET /__project/updates?v=x HTTP/1.1\r\nHost: localhost\r\n\r\n') // and goes on listening
  await open('GET /__mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await open(
    'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  )
  await open('POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf')
  await open('GET / HT') // a request that is never finished
  await open('')
  const begun = performance.now()
  run.child.kill('SIGINT')
  expect(await run.ended).toBe(0)
  expect(performance.now() - begun).toBeLessThan(5000) // two seconds, and those of a busy machine
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'several phones, WebSockets and answers read by half do not keep it from ending at %s',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
    writeFileSync(join(folder, 'app.json'), '{ "pages": ["a"] }')
    writeFileSync(join(folder, 'a.js'), 'Page({})')
    writeFileSync(join(folder, 'a.wxml'), '<view>a</view>')
    writeFileSync(join(folder, 'large.png'), Buffer.alloc(20_000_000))
    const run = runStart(['--port', '0', '--memory', '--project', folder])
    const { port, hostname } = new URL(await originOf(run))
    const heard = (text: string) =>
      new Promise<void>((resolve) => {
        const head = 'HTTP/1.1\r\nHost: localhost\r\n'
        const socket = connect(Number(port), hostname, () =>
          socket.write(text.replace('HTTP', head)),
        )
        socket
          .on('error', () => {})
          .once('data', () => {
            socket.pause() // reads no further
            resolve()
          })
      })
    const webSocket =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
    await Promise.all([
      ...Array.from({ length: 8 }, () => heard('GET /__project/updates?v=x HTTP\r\n')),
      ...Array.from({ length: 3 }, () => heard('GET /__mock/events HTTP\r\n')),
      ...Array.from({ length: 3 }, () => heard(`GET /__automator HTTP${webSocket}\r\n`)),
      heard('GET /__project/files/large.png HTTP\r\n'),
      heard('GET / HTTPConnection: keep-alive\r\n\r\n'),
    ])
    run.child.kill(signal)
    const late = new Promise((resolve) => setTimeout(() => resolve('still there'), 5000).unref())
    expect(await Promise.race([run.ended, late])).toBe(0)
    rmSync(folder, { recursive: true })
  },
)

test('packages that are shown without having been built are named at the start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  const lay = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  lay('app.json', '{ "pages": ["a"] }')
  lay('a.wxml', '<view />')
  lay('a.js', "Page({ lib: require('tiny-lib') })")
  lay('package.json', '{ "dependencies": { "tiny-lib": "1" } }')
  lay('node_modules/tiny-lib/package.json', '{}')
  lay('node_modules/tiny-lib/index.js', 'module.exports = 1')
  const run = runStart(['--port', '0', '--memory', '--project', folder])
  await ask(`${await originOf(run)}/phone.html`)
  expect(run.output()).toContain('构建 npm (Build npm) of DevTools would: tiny-lib.')
  rmSync(folder, { recursive: true })
})

test('a server that is there again is found by the phones that were open', async () => {
  const first = runStart(['--port', '0', '--memory'])
  const origin = await originOf(first)
  const version = /program\.js\?v=(\w+)/.exec((await ask(`${origin}/phone.html`)).body)?.[1] ?? ''
  first.child.kill('SIGINT')
  await first.ended
  const { port } = new URL(origin)
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer().once('error', () => resolve(false))
    probe.listen(Number(port), '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  expect(isFree).toBe(true)
  await originOf(runStart(['--port', port, '--memory']))
  const again = /program\.js\?v=(\w+)/.exec((await ask(`${origin}/phone.html`)).body)?.[1]
  expect(again).toBe(version) // nothing changed: no phone has to start again
})
