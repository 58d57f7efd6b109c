import { spawnSync } from 'node:child_process'
import { createServer as createPlainServer, request, type Server } from 'node:http'
import { connect as connectPlain, type AddressInfo } from 'node:net'
import { connect, createServer, type TLSSocket } from 'node:tls'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  makeAuthority,
  makeServerIdentity,
  type Identity,
} from '../../mock-server/proxy/certificates.ts'
import { exportLines } from '../../mock-server/proxy/environment.ts'
import { startProxy, type RunningProxy } from '../../mock-server/proxy/proxy.ts'
import { testOnPosix } from '../support/platform.ts'

const HOST = 'api.weixin.qq.com'
const authority = makeAuthority()
const identity = makeServerIdentity(authority)

/** The verdict of a client that trusts the authority on a server with this certificate. */
async function judge({ key, certificate }: Identity, servername: string): Promise<string> {
  const server = createServer({ key, cert: certificate }).on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return new Promise((resolve) => {
    const end = (verdict: string) => {
      socket.destroy()
      server.close(() => resolve(verdict))
    }
    const socket: TLSSocket = connect({ port, servername, ca: authority.certificate }, () =>
      end('trusted'),
    )
    socket.once('error', ({ message }) => end(message))
  })
}

// RFC 5280, section 4.2.1.10
test('the authority can speak for WeChat, and for nobody else', async () => {
  expect(await judge(identity, HOST)).toBe('trusted')
  expect(await judge(identity, `sh.${HOST}`)).toBe('trusted')
  const wrong = makeServerIdentity(authority, ['weixin.qq.com'])
  expect(await judge(wrong, 'weixin.qq.com')).toMatch(/permitted subtree violation/)
}, 60_000) // making keys takes as long as the machine lets it

let proxy: RunningProxy

async function startWith(pass: boolean) {
  proxy = await startProxy({
    host: '127.0.0.1',
    port: 0,
    pass,
    identity,
    listener: (asked, response) => response.end(`WeChat: ${asked.url}`),
    onDistrust: () => {},
  })
}

afterEach(() => proxy?.close(0))

/** A request as a client sends it to a proxy in the open: with the whole address. */
function askPlainly(url: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: proxy.port, path: url, headers: { Host: new URL(url).host } })
    asked.once('error', reject)
    asked.once('response', (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += String(chunk)))
      answer.on('end', () => resolve({ status: answer.statusCode, text }))
    })
    asked.end()
  })
}

/** The proxy's answer to CONNECT. */
function askToConnect(target: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connectPlain(proxy.port, '127.0.0.1', () =>
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`),
    )
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += String(chunk)
      if (text.startsWith('HTTP/1.1 200')) socket.destroy()
    })
    socket.on('close', () => resolve(text))
  })
}

async function elsewhere(): Promise<{ server: Server; port: number }> {
  const server = createPlainServer((_, response) => response.end('elsewhere'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, port: (server.address() as AddressInfo).port }
}

test('what clients hand to a proxy in the open is answered, even https (as axios does)', async () => {
  await startWith(false)
  for (const scheme of ['http', 'https']) {
    const { text } = await askPlainly(`${scheme}://${HOST}/cgi-bin/token?a=1`)
    expect(text).toContain('/cgi-bin/token?a=1')
  }
})

test('every other host is refused, and it is said what helps', async () => {
  await startWith(false)
  const { server, port } = await elsewhere()
  const { status, text } = await askPlainly(`http://127.0.0.1:${port}/`)
  expect(status).toBe(403)
  for (const said of [text, await askToConnect(`127.0.0.1:${port}`)]) {
    expect(said).toContain('answers for api.weixin.qq.com only')
    expect(said).toContain('NO_PROXY')
    expect(said).toContain('--proxy-pass')
  }
  server.close()
})

test('with --proxy-pass, this machine gets through to other hosts', async () => {
  await startWith(true)
  const { server, port } = await elsewhere()
  expect((await askPlainly(`http://127.0.0.1:${port}/`)).text).toBe('elsewhere')
  expect(await askToConnect(`127.0.0.1:${port}`)).toMatch(/^HTTP\/1\.1 200/)
  server.close()
  expect(await askToConnect('127.0.0.1:1')).toMatch(/^HTTP\/1\.1 502[\s\S]*can't be reached/)
})

test('who opens it as a page is told that it is a proxy', async () => {
  await startWith(false)
  const answer = await fetch(`http://127.0.0.1:${proxy.port}/`)
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('a proxy')])
})

test('a tunnel that is left open does not keep it from ending', async () => {
  await startWith(false)
  const socket = connectPlain(proxy.port, '127.0.0.1', () =>
    socket.write(`CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`),
  )
  await new Promise((resolve) => socket.once('data', resolve))
  const isClosed = new Promise((resolve) => socket.once('close', resolve))
  await proxy.close(10)
  await isClosed
  expect(socket.destroyed).toBe(true)
})

const environment = { A: "it's here", B: '/a b/c' }

testOnPosix('the lines to copy survive spaces and quotes in a POSIX shell', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  const script = join(folder, 'script.sh')
  writeFileSync(script, `${exportLines(environment, 'linux').join('\n')}\necho "$A|$B"\n`)
  expect(spawnSync('sh', [script], { encoding: 'utf8' }).stdout).toBe("it's here|/a b/c\n")
  rmSync(folder, { recursive: true })
})

test('the lines to copy survive spaces and quotes in PowerShell', () => {
  expect(exportLines(environment, 'win32')).toEqual(["$env:A = 'it''s here'", "$env:B = '/a b/c'"])
})
