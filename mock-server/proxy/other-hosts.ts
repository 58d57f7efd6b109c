import { request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'

/** The rule for connections to other hosts: an open proxy for the whole network could be abused. */
export const isFromThisMachine = ({ remoteAddress = '' }: Socket) =>
  /^(?:127\.|::1$|::ffff:127\.)/.test(remoteAddress)

/** The refusal for a client that asked for a host this proxy does not answer for. */
export const refusal = (host: string) =>
  `This proxy answers for api.weixin.qq.com only, not for ${host.slice(0, 100)}. Add that host to ` +
  'NO_PROXY, or start the proxy with --proxy-pass to let this machine through to every host.'

/** A client's wish to reach another host. */
export interface Tunnel {
  host: string
  port: string
  socket: Socket
  /** Bytes the client sent already. */
  head: Buffer
  /** True if this machine is let through. */
  pass: boolean
}

/** `CONNECT` to another host: let through, or refused. */
export function tunnel({ host, port, socket, head, pass }: Tunnel) {
  const answer = (status: string, message: string) =>
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n` +
        `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`,
    )
  if (!host || !port) return answer('400 Bad Request', 'CONNECT wants HOST:PORT.\n')
  if (!pass || !isFromThisMachine(socket)) return answer('403 Forbidden', `${refusal(host)}\n`)
  const upstream = connect(Number(port), host.replace(/^\[|\]$/g, ''), () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) upstream.write(head)
    upstream.pipe(socket).pipe(upstream)
  })
  upstream.once('error', ({ message }) => {
    if (upstream.bytesRead > 0) socket.destroy()
    else answer('502 Bad Gateway', `${host}:${port} can't be reached: ${message}\n`)
  })
  socket.once('close', () => upstream.destroy())
}

/** Headers between two neighbours, which a proxy does not hand on (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/

/** A plain HTTP request to another host, handed on. */
export function forward(target: URL, request: IncomingMessage, response: ServerResponse) {
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.test(name)),
  )
  if (target.protocol !== 'http:') {
    response.writeHead(400).end('Ask for an https address by CONNECT.\n')
    return
  }
  const upstream = send(target, { method: request.method ?? 'GET', headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  upstream.once('error', ({ message }) => {
    if (response.headersSent) response.destroy()
    else response.writeHead(502).end(`${target.host} can't be reached: ${message}\n`)
  })
  request.pipe(upstream)
}
