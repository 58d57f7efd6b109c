import type { AddressInfo } from 'node:net'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { serve } from '@hono/node-server'
import { createMockServer } from './app.ts'
import { Journal } from './events/journal.ts'
import { admit } from './http/doorkeeper.ts'
import type { CliOptions } from './options.ts'
import { askOwn } from './own-wechat.ts'
import { openStore, type Store } from './store/store.ts'
import { isWechatHost, isWechatPath, WECHAT_PREFIX } from './wechat/address.ts'

export interface RunningServer {
  port: number
  /** Where this machine reaches it. */
  origin: string
  /** Settles when the front stands, too; rejects when it could not be made. */
  ready: Promise<unknown>
  /** Answers what is under way, for two seconds at most, then closes the data file. */
  close(): Promise<void>
}

/** What answers everything that is not the mock server's own: the preview. */
export interface Front {
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

/**
 * Makes the front when the server stands, which also carries the front's own connections.
 *
 * @param hosts names by which other machines may call it
 */
export type MakeFront = (server: Server, hosts: readonly string[]) => Promise<Front>

const OWN_PATHS = /^\/(?:api|__client|__relay|__mock)(?:[/?]|$)/

const isOwn = ({ url = '', headers }: IncomingMessage) =>
  OWN_PATHS.test(url) || isWechatPath(url) || isWechatHost(headers.host)

/** Two seconds are enough for any answer this server gives, and short for a person at Ctrl-C. */
const GRACE_MS = 2_000

/**
 * Serves the mock server over HTTP.
 *
 * @throws StoreError when the data file can't be used; Error with `code` `EADDRINUSE` and friends
 *   when the address can't
 */
export async function startServer(
  options: CliOptions,
  makeFront?: MakeFront,
): Promise<RunningServer> {
  const store = openStore(options.location)
  const journal = new Journal()
  try {
    const { server, port, front } = await listen(options, store, journal, makeFront)
    return {
      port,
      origin: originOf(options.host, port),
      ready: Promise.resolve(front),
      close: () => {
        journal.close()
        return shutDown(server, store, front)
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}

function listen(
  options: CliOptions,
  store: Store,
  journal: Journal,
  makeFront?: MakeFront,
): Promise<{ server: Server; port: number; front?: Promise<Front> }> {
  const { host, hosts, controlToken, strictCodes, profile, live } = options
  let ownOrigin = ''
  const app: ReturnType<typeof createMockServer> = createMockServer({
    store,
    journal,
    access: { hosts, controlToken },
    strictCodes,
    profile,
    wechatBaseUrl: () => ownOrigin + WECHAT_PREFIX,
    wechatFetch: askOwn(async (request, env) => app.fetch(request, env)),
    live,
  })
  return new Promise((resolve, reject) => {
    let front: Promise<Front> | undefined
    const server = serve(
      {
        fetch: app.fetch,
        port: options.port,
        hostname: host,
        createServer: ((_: object, listener: Listener) =>
          createServer((request, response) => {
            if (admit(request, response, hosts)) share(front, listener, request, response)
          })) as unknown as typeof createServer,
      },
      () => {
        const { port } = server.address() as AddressInfo
        ownOrigin = originOf(host, port)
        front = makeFront?.(server, hosts)
        resolve({ server, port, front })
      },
    ) as Server
    server.once('error', reject)
  })
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

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

/** A server that listens everywhere is reached by loopback from here. */
function originOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

async function shutDown(server: Server, store: Store, front?: Promise<Front>): Promise<void> {
  await (await front?.catch(() => undefined))?.close()
  await new Promise<void>((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(impatient)
      store.close()
      resolve()
    })
    server.closeIdleConnections()
  })
}
