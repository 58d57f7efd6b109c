import { connect, type Socket } from 'node:net'
import type { Front } from '../../mock-server/listen.ts'
import { startServer, type RunningServer } from '../../mock-server/server.ts'

const H2C = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n'
const WEBSOCKET = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'

let server: RunningServer

/** A preview that takes WebSockets at one address, as the automation does. */
const front: Front = {
  handle(request, response) {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += String(chunk)))
    request.on('end', () => response.end(`answer to ${request.method} ${request.url} ${body}`))
  },
  takeUpgrade(request, socket) {
    if (request.url !== '/socket') return false
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n')
    return true
  },
  close: () => Promise.resolve(),
}

beforeEach(async () => {
  server = await startServer({ port: 0 }, () => Promise.resolve(front))
  await server.ready
})

afterEach(() => server.close().catch(() => {})) // a test may have closed it

function open(): { socket: Socket; until: (word: string) => Promise<string> } {
  const socket = connect(server.port, '127.0.0.1')
  let text = ''
  let look = () => {}
  socket.on('data', (chunk: Buffer) => {
    text += String(chunk)
    look()
  })
  const until = (word: string) =>
    new Promise<string>((resolve) => {
      look = () => {
        if (text.includes(word)) resolve(text)
      }
      look()
    })
  return { socket, until }
}

// RFC 9110, section 7.8
test('a request that offers h2c is answered, and the next one on its connection', async () => {
  const { socket, until } = open()
  socket.write(`GET /a HTTP/1.1\r\nHost: localhost\r\n${H2C}\r\n`)
  expect(await until('answer to GET /a')).toMatch(/^HTTP\/1\.1 200 OK/)
  socket.write(`POST /b HTTP/1.1\r\nHost: localhost\r\n${H2C}Content-Length: 5\r\n\r\nhe`)
  socket.write('llo')
  await until('answer to POST /b hello')
  socket.destroy()
})

test('a WebSocket goes to the front that takes it, and does not keep the server from ending', async () => {
  const { socket, until } = open()
  socket.write(`GET /socket HTTP/1.1\r\nHost: localhost\r\n${WEBSOCKET}\r\n`)
  await until('101 Switching Protocols')
  const isClosed = new Promise((resolve) => socket.once('close', resolve))
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] })
  try {
    let isOver = false
    const closing = server.close().then(() => (isOver = true))
    await turns()
    expect(isOver).toBe(false) // what is under way has its time
    await jest.advanceTimersByTimeAsync(2_000)
    await closing
  } finally {
    jest.useRealTimers()
  }
  await isClosed
  expect(socket.destroyed).toBe(true)
})

/** So that what is ready runs. */
async function turns() {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

test.each([
  ['/elsewhere', 'answer to GET /elsewhere'],
  ['//', 'answer to GET //'],
  ['/__mock/health', '"status":"ok"'],
  ['/sns/jscode2session', '"errcode":41002'],
])(
  'a WebSocket at %s, where nobody wants one, is answered as any request',
  async (path, answer) => {
    const { socket, until } = open()
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n'
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${WEBSOCKET}${key}\r\n`)
    expect(await until(answer)).toMatch(/^HTTP\/1\.1 200 OK/)
    socket.destroy()
  },
)

test('a request with a body is no handshake, also where a WebSocket would be taken', async () => {
  const { socket, until } = open()
  const offer = `Host: localhost\r\n${WEBSOCKET}Content-Length: 5\r\n\r\n`
  socket.write(`POST /socket HTTP/1.1\r\n${offer}he`)
  socket.write('llo')
  expect(await until('answer to POST /socket hello')).toMatch(/^HTTP\/1\.1 200 OK/)
  socket.write(`GET /socket HTTP/1.1\r\n${offer}again`)
  await until('answer to GET /socket again')
  socket.destroy()
})
