import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

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
  socket.unshift(Buffer.concat([headOf(request), head]))
  server.emit('connection', socket)
}

/** The request as it came, without what belongs to the upgrade. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value] = [rawHeaders[at], rawHeaders[at + 1]]
    if (!/^(?:upgrade|connection|http2-settings|sec-websocket-.*)$/i.test(name)) {
      lines.push(`${name}: ${value}`)
    }
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}
