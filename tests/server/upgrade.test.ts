import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { prepareEnd } from '../../mock-server/http/ending.ts'
import { answerWithoutUpgrade } from '../../mock-server/http/upgrade.ts'

const H2C = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n'
const WEBSOCKET = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'

let server: Server
let end: (graceMs: number) => Promise<void>

/** A server as `npm start` makes one: it answers requests, and somebody listens for WebSockets. */
beforeEach(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += String(chunk)))
    request.on('end', () => response.end(`answer to ${request.method} ${request.url} ${body}`))
  })
  end = prepareEnd(server)
  answerWithoutUpgrade(server)
  server.on('upgrade', ({ headers }, socket) => {
    if (headers.upgrade === 'websocket') socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterEach(() => end(0))

function open(): { socket: Socket; until: (word: string) => Promise<string> } {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
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
test('who offers h2c is answered, body and all, and again on the same connection', async () => {
  const { socket, until } = open()
  socket.write(`GET /a HTTP/1.1\r\nHost: x\r\n${H2C}\r\n`)
  expect(await until('answer to GET /a')).toMatch(/^HTTP\/1\.1 200 OK/)
  socket.write(`POST /b HTTP/1.1\r\nHost: x\r\n${H2C}Content-Length: 5\r\n\r\nhe`)
  socket.write('llo')
  await until('answer to POST /b hello')
  socket.destroy()
})

test('a WebSocket is for who listens, and does not keep the server from ending', async () => {
  const { socket, until } = open()
  socket.write(`GET /c HTTP/1.1\r\nHost: x\r\n${WEBSOCKET}\r\n`)
  await until('101 Switching Protocols')
  const isClosed = new Promise((resolve) => socket.once('close', resolve))
  await end(10)
  await isClosed
  expect(socket.destroyed).toBe(true)
})
