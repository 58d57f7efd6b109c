import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { admit } from './http/doorkeeper.ts'
import { followAnswers, ignoreUpgrade } from './http/upgrade.ts'
import { isOwnPath } from './routes.ts'
import { isWechatHost, isWechatPath } from './wechat/address.ts'

/** Answers requests as Node hands them over. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** Everything that is not the mock server's own: the preview. */
export interface Front {
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  /** Takes a WebSocket that is meant for it; false: it is not, and the request is answered as any other. */
  takeUpgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  close(): Promise<void>
}

/** Makes the front, once the server listens. */
export type MakeFront = (server: Server) => Promise<Front>

/**
 * Listens, shares requests between the mock server and its front, and says where it is before the
 * front is made.
 *
 * @throws Error with `code` `EADDRINUSE` and friends when the address can't be listened on
 */
export function listen(
  { host, hosts, port }: { host: string; hosts: readonly string[]; port: number },
  listener: Listener,
  isAt: (port: number) => void,
  makeFront?: MakeFront,
): Promise<{ server: Server; port: number; front: Promise<Front> | undefined }> {
  return new Promise((resolve, reject) => {
    let front: Promise<Front> | undefined
    const server = createServer(makeFront ? upgradeOptions : {}, (request, response) => {
      if (admit(request, response, hosts)) share(front, listener, request, response)
    })
    // Without a listener for upgrades, Node itself ignores the offer.
    if (makeFront) {
      followAnswers(server)
      server.on('upgrade', (...offered) => offerUpgrade(server, front, offered))
    }
    server.once('error', reject)
    server.listen(port, host, () => {
      const { port: own } = server.address() as AddressInfo
      isAt(own)
      front = makeFront?.(server)
      resolve({ server, port: own, front })
    })
  })
}

const isOwn = ({ url = '', headers }: IncomingMessage) =>
  isOwnPath(url) || isWechatPath(url) || isWechatHost(headers.host)

/** The mock server's own paths are its own; everything else is the front's first. */
function share(
  front: Promise<Front> | undefined,
  listener: Listener,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (!front || isOwn(request)) return listener(request, response)
  const next = () => listener(request, response)
  front.then((it) => it.handle(request, response, next), next)
}

/** The handshake of RFC 6455, section 4.1: a GET, which brings no body. */
const isHandshake = ({ method, headers }: IncomingMessage) =>
  method === 'GET' &&
  headers.upgrade?.toLowerCase() === 'websocket' &&
  headers['content-length'] === undefined &&
  headers['transfer-encoding'] === undefined

/**
 * Node 22.21 and later ask this, and ignore the offer themselves where the answer is no. Node 26 needs
 * it: by its `upgrade` event it has begun to read the body, and an ordinary answer comes too late.
 */
const upgradeOptions: ServerOptions & {
  shouldUpgradeCallback: (request: IncomingMessage) => boolean
} = {
  shouldUpgradeCallback: (request) => isHandshake(request) && !isOwn(request),
}

/** WebSockets are the front's where it wants them; whatever else is offered is ignored. */
function offerUpgrade(
  server: Server,
  front: Promise<Front> | undefined,
  [request, socket, head]: [IncomingMessage, Duplex, Buffer],
) {
  const ignore = () => ignoreUpgrade(server, request, socket, head)
  if (!front || !isHandshake(request) || isOwn(request)) return ignore()
  front.then((it) => {
    if (!it.takeUpgrade?.(request, socket, head)) ignore()
  }, ignore)
}
