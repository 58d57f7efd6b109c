import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createMockServer } from './app.ts'
import { Journal } from './events/journal.ts'
import { admit } from './http/doorkeeper.ts'
import { originForPhones, originOf } from './http/addresses.ts'
import { prepareEnd } from './http/ending.ts'
import { answerWithoutUpgrade } from './http/upgrade.ts'
import type { CliOptions, ProxyChoice } from './options.ts'
import { askOwn } from './own-wechat.ts'
import type { OpenProxy } from './proxy/open.ts'
import type { Seed } from './seed/seed.ts'
import { openStore, type Store } from './store/store.ts'
import { isWechatHost, isWechatPath, WECHAT_PREFIX } from './wechat/address.ts'

export interface RunningServer {
  port: number
  /** Where this machine reaches it. */
  origin: string
  /** The proxy's port, and the environment that leads a backend to it. */
  proxy?: { port: number; environment: Record<string, string> } | undefined
  /** Settles when the front stands, too; rejects when it could not be made. */
  ready: Promise<unknown>
  /** Answers what is under way, for less than two seconds, then closes the data file. */
  close(): Promise<void>
}

/** What answers everything that is not the mock server's own: the preview. */
export interface Front {
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void
  close(): Promise<void>
}

/** Makes the front, when the server stands already: connections of its own come by that, too. */
export type MakeFront = (server: Server) => Promise<Front>

const OWN_PATHS = /^\/(?:api|__client|__relay|__mock|wxaurl\.cn)(?:[/?]|$)/

const isOwn = ({ url = '', headers }: IncomingMessage) =>
  OWN_PATHS.test(url) || isWechatPath(url) || isWechatHost(headers.host)

/** Enough for any answer this server gives; a person at Ctrl-C waits no more than two seconds. */
const GRACE_MS = 1_500

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
  const seed = await readSeedOf(options)
  const store = openStore(options.location)
  const journal = new Journal()
  const { listener, isAt } = makeListener(options, store, journal, seed)
  const ending: ((graceMs: number) => Promise<void>)[] = []
  const close = async () => {
    journal.close()
    await Promise.all(ending.map((end) => end(GRACE_MS)))
    store.close()
  }
  try {
    const { server, port, front } = await listen(options, listener, isAt, makeFront)
    const end = prepareEnd(server)
    ending.push(async (graceMs) => {
      await (await front?.catch(() => undefined))?.close()
      await end(graceMs)
    })
    const proxy = options.proxy && (await listenAsProxy(options, options.proxy, listener))
    if (proxy) ending.push((graceMs) => proxy.close(graceMs))
    const origin = originOf(options.host, port)
    return { port, origin, proxy, ready: Promise.resolve(front), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Answers requests by the mock server; `isAt` is told where that is as soon as it is known. */
function makeListener(options: CliOptions, store: Store, journal: Journal, seed?: Seed) {
  const { host, hosts, controlToken, strictCodes, profile, live } = options
  let ownPort = 0
  const app: ReturnType<typeof createMockServer> = createMockServer({
    store,
    journal,
    access: { hosts, controlToken },
    strictCodes,
    profile,
    seed,
    wechatBaseUrl: () => originOf(host, ownPort) + WECHAT_PREFIX,
    certify: async (key) => (await import('./proxy/platform-certificate.ts')).certifyPlatform(key),
    openOrigin: () => originForPhones(host, ownPort),
    wechatFetch: askOwn(async (request, env) => app.fetch(request, env)),
    live,
  })
  const listener = getRequestListener(app.fetch) as Listener
  return { listener, isAt: (port: number) => (ownPort = port) }
}

function listen(
  { host, hosts, port }: CliOptions,
  listener: Listener,
  isAt: (port: number) => void,
  makeFront?: MakeFront,
): Promise<{ server: Server; port: number; front: Promise<Front> | undefined }> {
  return new Promise((resolve, reject) => {
    let front: Promise<Front> | undefined
    const server = createServer((request, response) => {
      if (admit(request, response, hosts)) share(front, listener, request, response)
    })
    answerWithoutUpgrade(server)
    server.once('error', reject)
    server.listen(port, host, () => {
      const { port: own } = server.address() as AddressInfo
      isAt(own)
      front = makeFront?.(server)
      resolve({ server, port: own, front })
    })
  })
}

async function readSeedOf({ seed }: CliOptions): Promise<Seed | undefined> {
  if (seed === undefined) return undefined
  const { readSeed } = await import('./seed/read.ts')
  return readSeed(seed)
}

async function listenAsProxy(
  { host, location }: CliOptions,
  choice: ProxyChoice,
  listener: Listener,
): Promise<OpenProxy> {
  const { openProxy } = await import('./proxy/open.ts') // who needs no proxy loads none of it
  const { port, pass, environmentFile } = choice
  const proxy = await openProxy(location, { port, pass, host, listener, onDistrust: console.error })
  if (environmentFile !== undefined) {
    const lines = Object.entries(proxy.environment).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(environmentFile, lines.join(''))
  }
  return proxy
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
