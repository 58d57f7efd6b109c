import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Hub, Peer } from './hub.ts'

const CLIENTS = '/__automator'
const PHONE = '/__automator/phone'
const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/
const LOOPBACK_ADDRESS = /^(?:127\.|::1$|::ffff:127\.)/
/** A screenshot goes out in one frame, and code to run comes in one. */
const FRAME_LIMIT_BYTES = 64 * 1024 * 1024

/** The protocol on a server that is there already. */
export interface AutomatorSockets {
  /** Accepts a WebSocket at one of its addresses; false: the address is not one of them. */
  takeUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Takes the connections down. */
  close(): void
}

/**
 * Serves the protocol on the server of the preview: clients at `/__automator`, the phone itself at
 * `/__automator/phone`.
 *
 * A client can run any code in the phone, so only programs on this machine may connect: a connection
 * from another machine is refused, and so is one with an `Origin`, which every web page sends, unless
 * it is that of the preview itself (the phone).
 */
export function serveAutomator(hub: Hub): AutomatorSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_LIMIT_BYTES })
  return {
    takeUpgrade(request, socket, head) {
      const [path = ''] = (request.url ?? '').split('?')
      if (path !== CLIENTS && path !== PHONE) return false
      const refusal = whyNot(request, path === PHONE)
      if (refusal !== undefined) refuse(socket, refusal)
      else {
        sockets.handleUpgrade(request, socket, head, (opened) => {
          link(opened, (peer) => (path === PHONE ? hub.addPhone(peer) : hub.addClient(peer)))
        })
      }
      return true
    },
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

/**
 * Serves clients on a separate port, as DevTools does; on this machine only.
 *
 * @throws Error with `code` EADDRINUSE when the port is taken
 */
export async function listenForClients(port: number, hub: Hub): Promise<WebSocketServer> {
  const sockets = new WebSocketServer({
    host: '127.0.0.1',
    port,
    maxPayload: FRAME_LIMIT_BYTES,
    verifyClient: ({ req }: { req: IncomingMessage }) => whyNot(req, false) === undefined,
  })
  sockets.on('connection', (opened) => link(opened, (peer) => hub.addClient(peer)))
  await new Promise<void>((resolve, reject) => {
    sockets.once('listening', resolve)
    sockets.once('error', reject)
  })
  return sockets
}

/** @returns why a connection is refused; `undefined`: it is not */
function whyNot({ headers, socket }: IncomingMessage, isPhone: boolean): string | undefined {
  const { host = '', origin } = headers
  if (!LOOPBACK_ADDRESS.test(socket.remoteAddress ?? '') || !LOOPBACK_NAME.test(host)) {
    return 'The automation answers to this machine only, by localhost.'
  }
  if (isPhone) {
    return origin === `http://${host}` ? undefined : 'Only the page of this preview is its phone.'
  }
  return origin === undefined ? undefined : 'Web pages may not drive the phone; programs may.'
}

function refuse(socket: Duplex, why: string) {
  socket.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n${why}\n`,
  )
}

type Ends = { receive(text: string): void; gone(): void }

function link(socket: WebSocket, add: (peer: Peer) => Ends) {
  const ends = add({
    send: (text) => socket.send(text),
    close: () => socket.close(),
  })
  // Text frames come as one Buffer each, unless they are fragmented.
  socket.on('message', (data) => ends.receive((data as Buffer).toString()))
  socket.on('close', () => ends.gone())
  socket.on('error', () => socket.terminate())
}
