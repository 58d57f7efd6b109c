import type { RequestHandler } from 'msw'
import type * as msw from 'msw'
import type * as mswNode from 'msw/node'
import { reportUnmocked } from './problems.ts'

/** The fake WeChat's and the mock backend's address, as the mini-program's config has it. */
const FAKE_WECHAT = 'http://127.0.0.1:3900'

let running: mswNode.SetupServer | undefined
/** Whether the fake WeChat may hold something of the test before. */
let isUsed = false

/**
 * Loads msw when the first request is made: a test without any is spared the time. Then nothing
 * leaves the machine any more: what no handler answers fails, and so does the test.
 */
function start(): mswNode.SetupServer {
  if (running) return running
  globalThis.fetch = realFetch
  const { setupServer } = require('msw/node') as typeof mswNode
  const { http } = require('msw/core/http') as typeof msw
  const unmocked = http.all('*', ({ request }) => {
    reportUnmocked(request)
    return Response.error()
  })
  running = setupServer(...fakeWechat(), unmocked)
  running.listen({ onUnhandledRequest: 'error' })
  const mocked = globalThis.fetch
  globalThis.fetch = (...request) => {
    isUsed = true
    return mocked(...request)
  }
  return running
}

/** The fake WeChat and the mock backend; the environment says where they are, if they are wanted. */
function fakeWechat(): RequestHandler[] {
  const { fakeWechat: path } = miniprogramHost
  if (path === undefined) return []
  return (require(path) as { createHandlers: () => RequestHandler[] }).createHandlers()
}

const realFetch = globalThis.fetch

/** A request; it meets the handlers of the test, then the fake WeChat. */
export const fetchMocked: typeof fetch = (...request) => {
  start()
  return globalThis.fetch(...request)
}

/** Catches requests of the test itself, too. */
export function watchNetwork() {
  globalThis.fetch = fetchMocked
}

/** Takes a test's own handlers back, and empties the fake WeChat. */
export async function resetNetwork() {
  running?.resetHandlers()
  if (!isUsed || miniprogramHost.fakeWechat === undefined) return
  await globalThis.fetch(`${FAKE_WECHAT}/__mock/reset`, { method: 'POST' })
  isUsed = false
}

export function stopNetwork() {
  running?.close()
}

/**
 * msw's server: `server.use(http.get(...))` answers a request for one test.
 * https://mswjs.io/docs/api/setup-server
 */
export const server = new Proxy({} as mswNode.SetupServer, {
  get: (_, name) => Reflect.get(start(), name) as unknown,
})
