import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { killAll, originOf, runPreview, runServer } from './support/process.ts'
import { isInstalled, runProgram } from './support/program.ts'

afterEach(killAll)

const H2C = [
  'Connection: Upgrade, HTTP2-Settings',
  'Upgrade: h2c',
  'HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
]

/** Sends a request as it stands, and gives what came back when `until` was in it. */
function sendRaw(origin: string, lines: string[], body: string, until: string) {
  const { hostname, port } = new URL(origin)
  return new Promise<{ text: string; socket: Socket }>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${[...lines, `Host: ${hostname}:${port}`].join('\r\n')}\r\n\r\n${body}`)
    })
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += String(chunk)
      if (text.includes(until)) resolve({ text, socket })
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`closed after: ${text}`)))
  })
}

// RFC 9110, section 7.8: a server may ignore Upgrade; then it answers as if it were not there.
test('a request that offers h2c is answered as any other, and ends with the server', async () => {
  const run = runServer(['--port', '0', '--memory'])
  const origin = await originOf(run)
  const get = ['GET /sns/jscode2session HTTP/1.1', ...H2C]
  const { text } = await sendRaw(origin, get, '', 'rid')
  expect(text).toMatch(/^HTTP\/1\.1 200 OK/)
  expect(text).toContain('"errcode":41002')

  const body = JSON.stringify({ code: 'x' })
  const post = [
    'POST /api/login HTTP/1.1',
    ...H2C,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  expect((await sendRaw(origin, post, body, 'requestId')).text).toContain('code_invalid')

  const websocket = ['GET /__mock/health HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket']
  expect((await sendRaw(origin, websocket, '', 'ok')).text).toMatch(/^HTTP\/1\.1 200 OK/)

  run.child.kill('SIGTERM') // three connections are open
  expect(await run.ended).toBe(0)
})

const clients: [name: string, program: string, args: string[]][] = [
  ['curl --http2', 'curl', ['-sS', '--http2']],
  ["Java's HttpClient", 'java', [join(__dirname, 'fixtures/clients/Ask.java')]],
]
const here = clients.filter(([, program]) =>
  isInstalled(program, program === 'java' ? '-version' : '--version'),
)
for (const [name] of clients.filter((client) => !here.includes(client))) {
  console.warn(`${name} is not installed here: its offer of h2c was not tried.`)
}

test.each(here)(
  '%s, which offers h2c by itself, gets its answer',
  async (_, program, args) => {
    for (const start of [runServer, runPreview]) {
      const run = start(['--port', '0', '--memory'])
      const origin = await originOf(run)
      await fetch(origin) // the preview stands now, with whatever it listens for
      const { output } = await runProgram(program, [...args, `${origin}/sns/jscode2session`])
      expect(output).toContain('"errcode":41002')
      run.child.kill('SIGTERM')
      expect(await run.ended).toBe(0)
    }
  },
  120_000,
)
