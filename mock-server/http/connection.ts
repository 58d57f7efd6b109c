import type { Context } from 'hono'

/** Facts that the caller of `app.fetch` gives of the connection a request came by. */
export interface ConnectionEnv {
  /** Set by @hono/node-server. */
  incoming?: {
    httpVersion?: string
    socket?: { remoteAddress?: string; destroy(): void }
  }
  /** Set by @hono/node-server. */
  outgoing?: { setHeader(name: string, value: string): void }
  /** Set by the msw handlers, which have no socket. */
  drop?: () => void
  /** Set for what this server asks itself, for a request that waits for the commit anyway. */
  isInner?: boolean
}

/** The facts of the connection; none of them where the caller gave none. */
export const envOf = (c: Context): ConnectionEnv => (c.env ?? {}) as ConnectionEnv

/** The caller's IP address, in IPv4's form where it is one; loopback for what has no connection. */
export function addressOf(c: Context): string {
  const address = envOf(c).incoming?.socket?.remoteAddress ?? '127.0.0.1'
  return address.replace(/^::ffff:/, '')
}

const DROPPED = 'dropped'

/** Ends the connection without an answer. */
export function dropConnection(c: Context): Response {
  const { drop, incoming } = envOf(c)
  if (drop) drop()
  else incoming?.socket?.destroy()
  c.set(DROPPED, true)
  return c.body(null)
}

/** True if the connection was ended without an answer. */
export const wasDropped = (c: Context) => c.get(DROPPED) === true

/** Long enough for half an answer to be sent, short enough for tests. */
const FLUSH_MS = 50

/** Sends the first half of the answer under its full `Content-Length`, then breaks off. */
export async function truncateAnswer(c: Context) {
  const bytes = new Uint8Array(await c.res.arrayBuffer())
  const half = bytes.slice(0, Math.floor(bytes.length / 2))
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(half)
      // An immediate error would discard what has not been sent yet.
      await new Promise((resolve) => setTimeout(resolve, FLUSH_MS))
      controller.error(new Error('The answer was cut off, as was asked for.'))
    },
  })
  const headers = new Headers(c.res.headers)
  headers.set('Content-Length', String(bytes.length))
  const { status } = c.res
  c.res = undefined
  c.res = new Response(body, { status, headers })
}
