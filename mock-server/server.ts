import { writeFileSync } from 'node:fs'
import { getRequestListener } from '@hono/node-server'
import { createMockServer } from './app.ts'
import { Journal } from './events/journal.ts'
import { originForPhones, originOf } from './http/addresses.ts'
import { prepareEnd } from './http/ending.ts'
import { listen, type Listener, type MakeFront } from './listen.ts'
import { askOwn } from './own-wechat.ts'
import type { OpenProxy } from './proxy/open.ts'
import type { Seed } from './seed/seed.ts'
import type { ProxyChoice, ServerOptions } from './server-options.ts'
import { openStore, type Store } from './store/store.ts'
import { WECHAT_PREFIX } from './routes.ts'

/** A server while it runs. */
export interface RunningServer {
  port: number
  /** Its origin on this machine. */
  origin: string
  /** The proxy's port, and the environment that leads a backend to it. */
  proxy?: { port: number; environment: Record<string, string> } | undefined
  /** Settles when the front listens, too; rejects when it could not be made. */
  ready: Promise<unknown>
  /** Answers what is in progress, for less than two seconds, then closes the data file. */
  close(): Promise<void>
}

/** Enough for any answer this server gives; a person at Ctrl-C waits no more than two seconds. */
const GRACE_MS = 1_500

const DEFAULT_PORT = 3900
const LOOPBACK = '127.0.0.1'
const MEMORY = ':memory:'

/**
 * Serves the mock server over HTTP.
 *
 * @throws StoreError when the data file can't be used; Error with `code` `EADDRINUSE` and friends
 *   when the address can't
 */
export async function startServer(
  options: ServerOptions = {},
  makeFront?: MakeFront,
): Promise<RunningServer> {
  const { port: wanted = DEFAULT_PORT, host = LOOPBACK, hosts = [], location = MEMORY } = options
  const seed = await readSeedOf(options)
  const store = openStore(location)
  const journal = new Journal()
  const { listener, isAt } = makeListener({ ...options, host, hosts }, store, journal, seed)
  const ending: ((graceMs: number) => Promise<void>)[] = []
  const close = async () => {
    journal.close()
    await Promise.all(ending.map((end) => end(GRACE_MS)))
    store.close()
  }
  try {
    const at = { port: wanted, host, hosts }
    const { server, port, front } = await listen(at, listener, isAt, makeFront)
    const end = prepareEnd(server)
    ending.push(async (graceMs) => {
      await (await front?.catch(() => undefined))?.close()
      await end(graceMs)
    })
    const proxy =
      options.proxy && (await listenAsProxy({ host, location }, options.proxy, listener))
    if (proxy) ending.push((graceMs) => proxy.close(graceMs))
    const origin = originOf(host, port)
    return { port, origin, proxy, ready: Promise.resolve(front), close }
  } catch (error) {
    await close()
    throw error
  }
}

type Decided = ServerOptions & { host: string; hosts: readonly string[] }

/** Answers requests by the mock server; `isAt` is called with the address as soon as it is known. */
function makeListener(options: Decided, store: Store, journal: Journal, seed?: Seed) {
  const { host, hosts, controlToken, strictCodes = false, profile = 'named', live } = options
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

async function readSeedOf({ seed }: ServerOptions): Promise<Seed | undefined> {
  if (typeof seed !== 'string') return seed
  const { readSeed } = await import('./seed/read.ts')
  return readSeed(seed)
}

async function listenAsProxy(
  { host, location }: { host: string; location: string },
  choice: ProxyChoice,
  listener: Listener,
): Promise<OpenProxy> {
  const { openProxy } = await import('./proxy/open.ts') // not loaded without a proxy
  const { port, pass, environmentFile } = choice
  const proxy = await openProxy(location, { port, pass, host, listener, onDistrust: console.error })
  if (environmentFile !== undefined) {
    const lines = Object.entries(proxy.environment).map(([name, value]) => `${name}=${value}\n`)
    writeFileSync(environmentFile, lines.join(''))
  }
  return proxy
}
