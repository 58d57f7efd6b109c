import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { createMockServer, WECHAT_PREFIX } from './app.ts'
import { Journal } from './events/journal.ts'
import type { CliOptions } from './options.ts'
import { openStore, type Store } from './store/store.ts'

export interface RunningServer {
  port: number
  /** Where this machine reaches it. */
  origin: string
  /** Answers what is under way, for two seconds at most, then closes the data file. */
  close(): Promise<void>
}

/** Two seconds are enough for any answer this server gives, and short for a person at Ctrl-C. */
const GRACE_MS = 2_000

/**
 * Serves the mock server over HTTP.
 *
 * @throws StoreError when the data file can't be used; Error with `code` `EADDRINUSE` and friends
 *   when the address can't
 */
export async function startServer(options: CliOptions): Promise<RunningServer> {
  const store = openStore(options.location)
  const journal = new Journal()
  try {
    const { server, port } = await listen(options, store, journal)
    return {
      port,
      origin: originOf(options.host, port),
      close: () => {
        journal.close()
        return shutDown(server, store)
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
): Promise<{ server: Server; port: number }> {
  const { host, strictCodes, profile } = options
  let ownOrigin = ''
  const app = createMockServer({
    store,
    journal,
    strictCodes,
    profile,
    wechatBaseUrl: () => ownOrigin + WECHAT_PREFIX,
  })
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: options.port, hostname: host }, () => {
      const { port } = server.address() as AddressInfo
      ownOrigin = originOf(host, port)
      resolve({ server, port })
    }) as Server
    server.once('error', reject)
  })
}

/** A server that listens everywhere is reached by loopback from here. */
function originOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

function shutDown(server: Server, store: Store): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(impatient)
      store.close()
      resolve()
    })
    server.closeIdleConnections()
  })
}
