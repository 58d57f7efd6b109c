import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The last request of a connection that is not answered yet. */
const underWay = new WeakMap<Duplex, ServerResponse>()

/** Follows a server's answers, so that an offer behind other requests of its connection waits its turn. */
export function followAnswers(server: Server) {
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    underWay.set(socket, response)
    response.once('close', () => {
      if (underWay.get(socket) === response) underWay.delete(socket)
    })
  })
}

/**
 * Answers a request that offers another protocol as if it offered none. By themselves, `curl --http2`
 * and Java's `HttpClient` offer `h2c` with each first request; once there is an `upgrade` listener,
 * Node passes all of them to it and answers none, and such a client would wait for ever.
 *
 * Source: RFC 9110, section 7.8: a server may ignore `Upgrade`
 */
export function ignoreUpgrade(
  server: Server,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) {
  const answer = () => {
    socket.unshift(Buffer.concat([headOf(request), head]))
    server.emit('connection', socket)
  }
  const before = underWay.get(request.socket) // from Node 26 on, `socket` is a stream around it
  if (before) before.once('close', answer)
  else answer()
}

/** The request as it came, without what belongs to the upgrade; of `Connection` only that it ends. */
function headOf({ method, url, httpVersion, rawHeaders, headers }: IncomingMessage): Buffer {
  const isLast = /(?:^|,)\s*close\s*(?:,|$)/i.test(headers.connection ?? '')
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value] = [rawHeaders[at], rawHeaders[at + 1]]
    if (!/^(?:upgrade|connection|http2-settings|sec-websocket-.*)$/i.test(name)) {
      lines.push(`${name}: ${value}`)
    }
  }
  if (isLast) lines.push('Connection: close')
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}
