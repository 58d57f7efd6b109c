import { setMaxListeners } from 'node:events'
import type * as msw from 'msw'
import type * as mswNode from 'msw/node'
import { reportUnmocked } from './problems.ts'

/** The fake WeChat's and the mock backend's address, as the mini-program's config has it. */
const FAKE_WECHAT = 'http://127.0.0.1:3900'

type Answer = (request: Request) => Promise<Response> | undefined

let running: mswNode.SetupServer | undefined
/** `fetch` as msw has it. */
let fetchByMsw = globalThis.fetch
/** True once a test has asked msw for more than to answer requests: it may watch all of them. */
let isWatched = false
/** Passes requests on to the fake WeChat; handlers of a test come before it. */
let last: msw.HttpHandler | undefined
/** True when the fake WeChat may hold state of an earlier test. */
let isUsed = false

/**
 * Loads msw when a test first uses it, or when a request goes to neither the fake WeChat nor the
 * mock backend; other tests save the time. From then on no request leaves the machine: one that no
 * handler answers fails, and so does the test.
 */
function start(): mswNode.SetupServer {
  if (running) return running
  globalThis.fetch = realFetch
  const { setupServer } = require('msw/node') as typeof mswNode
  const { http } = require('msw/core/http') as typeof msw
  last = http.all('*', ({ request }) => {
    const answer = fakeWechat()(request)
    if (!answer) reportUnmocked(request)
    return answer ?? Response.error()
  })
  running = setupServer(last)
  listen(running)
  fetchByMsw = globalThis.fetch
  globalThis.fetch = fetchMocked
  return running
}

/**
 * True if handlers or listeners other than the fake WeChat's exist; without them requests bypass
 * msw.
 */
const isMswNeeded = () =>
  running !== undefined && (isWatched || running.listHandlers().some((one) => one !== last))

const askMsw: typeof fetch = (...request) => {
  start()
  isUsed = true
  return fetchByMsw(...request)
}

/** Members of msw's server that only concern handlers. */
const ANSWERING = new Set<string | symbol>([
  'use',
  'resetHandlers',
  'restoreHandlers',
  'listHandlers',
])

/**
 * msw 2.13 adds a listener to one of its signals for each request, until it is closed, and Node
 * warns after ten. Later versions do not, but need a package that refuses Node 20.
 */
function listen(msw: mswNode.SetupServer) {
  const Controller = globalThis.AbortController
  globalThis.AbortController = class extends Controller {
    constructor() {
      super()
      setMaxListeners(0, this.signal)
    }
  }
  try {
    msw.listen({ onUnhandledRequest: 'error' })
  } finally {
    globalThis.AbortController = Controller
  }
}

let fake: Answer | undefined

/** The fake WeChat and the mock backend; the environment has them, if they are wanted. */
function fakeWechat(): Answer {
  const load = miniprogramHost.loadFakeWechat
  if (!load) return () => undefined
  fake ??= (load() as { createInMemoryServer: () => Answer }).createInMemoryServer()
  return fake
}

const realFetch = globalThis.fetch

/** Sends a request: the test's handlers answer it, or else the fake WeChat. */
export const fetchMocked: typeof fetch = async (...given) => {
  if (isMswNeeded()) return askMsw(...given)
  const request = new Request(...given)
  const answer = fakeWechat()(request)
  if (!answer) return askMsw(request)
  isUsed = true
  return unlessAborted(answer, request.signal)
}

/** As `fetch` has it: an aborted request rejects, and so does one whose connection is lost. */
async function unlessAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
  const response = await Promise.race([answer, aborted])
  if (response.type === 'error') throw new TypeError('Failed to fetch')
  return response
}

/** Catches requests of the test itself, too. */
export function watchNetwork() {
  globalThis.fetch = fetchMocked
}

/** Takes a test's own handlers back, and empties the fake WeChat. */
export async function resetNetwork() {
  if (last) running?.resetHandlers(last) // a test may have put others in its place
  if (!isUsed || !miniprogramHost.loadFakeWechat) return
  await globalThis.fetch(`${FAKE_WECHAT}/__mock/reset`, { method: 'POST' })
  isUsed = false
}

/** Stops the interception of requests. */
export function stopNetwork() {
  running?.close()
  running = undefined
  isWatched = false
  globalThis.fetch = realFetch
}

/**
 * msw's server: `server.use(http.get(...))` answers a request for one test.
 * https://mswjs.io/docs/api/setup-server
 */
export const server = new Proxy({} as mswNode.SetupServer, {
  get(_, name) {
    isWatched ||= !ANSWERING.has(name)
    return Reflect.get(start(), name) as unknown
  },
})
