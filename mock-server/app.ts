import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { createBackend } from './backend/api.ts'
import type { WechatAccess, WechatFetch } from './backend/wechat.ts'
import { createControl } from './control/control.ts'
import { Journal } from './events/journal.ts'
import { begin, beginWatched, recordFetch } from './events/record.ts'
import { Faults, applyFault } from './faults.ts'
import { frontPage } from './front-page.ts'
import { allowedMethods } from './http/allowed-methods.ts'
import { envOf } from './http/connection.ts'
import type { Access } from './http/guard.ts'
import { answerProblem, commonProblem, Problem } from './http/problem.ts'
import { nameRequest } from './http/request-id.ts'
import { answerStaticPage, pageLanguage } from './http/static-page.ts'
import { createRelay } from './relay/relay.ts'
import {
  BACKEND_PREFIX,
  CLIENT_PREFIX,
  CONTROL_PREFIX,
  RELAY_PREFIX,
  WECHAT_PREFIX,
} from './routes.ts'
import type { ClientSettings } from './wechat/client-api.ts'
import { applySeed } from './seed/apply.ts'
import type { Seed } from './seed/seed.ts'
import { seedState } from './state.ts'
import type { Store } from './store/store.ts'
import { routedPath } from './wechat/address.ts'
import { answerFailure } from './wechat/answer.ts'
import { defaultApp } from './wechat/apps.ts'
import type { Account } from './wechat/accounts.ts'
import { addOpenLinks } from './wechat/client/links.ts'
import { createClientApi, type ProfileMode } from './wechat/client-api.ts'
import { Notices, type Notice } from './wechat/notices.ts'
import type { Certify } from './wechat/security/platform-key.ts'
import { Quotas } from './wechat/quotas.ts'
import { createWeixinApi } from './wechat/weixin-api.ts'

/** A WeChat elsewhere: the real one, or another fake. */
export interface LiveWechat {
  appid: string
  secret: string
  baseUrl: string
}

/** The store, the way to WeChat, and the choices a mock server is made with. */
export interface MockServerOptions {
  store: Store
  /** The address by which the backend finds WeChat: asked at every call, since the port may be known late. */
  wechatBaseUrl: () => string
  /**
   * The backend asks the fake WeChat through it. Default: the global fetch, so that a test's msw
   * handlers see the request; a server of its own passes one that needs no connection to itself.
   */
  wechatFetch?: WechatFetch
  /** The backend asks this WeChat instead. */
  live?: LiveWechat | undefined
  /** Refuse login codes this fake did not issue. Default false: DevTools' own codes sign in. */
  strictCodes?: boolean
  /** The callers that restricted routes accept. Default: this machine, and phones by IP address. */
  access?: Access
  /** The content of user info. Default `named`. */
  profile?: ProfileMode
  /** The journal of the latest steps. Close it when the server stops, so that its subscribers leave. */
  journal?: Journal
  /** The seed, beside its own people and app. */
  seed?: Seed | undefined
  /** Makes the certificate of the key that signs answers. Default: there is none. */
  certify?: Certify | undefined
  /** The origin for a person's browser. Default: where the backend finds it. */
  openOrigin?: (() => string) | undefined
  /** Called with failures inside the server. Default: standard error. */
  logError?: (error: unknown) => void
}

/** The whole mock server as one `fetch` application: served over HTTP, or handed to msw. */
export function createMockServer(options: MockServerOptions) {
  const { store, strictCodes = false, profile = 'named', access } = options
  const { journal = new Journal(), logError = console.error } = options
  const { openOrigin = () => options.wechatBaseUrl().replace(WECHAT_PREFIX, '') } = options
  const onClose = (end: () => void) => journal.onClose(end)
  const defaults: ClientSettings = { profile, hasPhoneQuota: true, watermark: 'clock' }
  const settings: ClientSettings = { ...defaults }
  const faults = new Faults()
  const quotas = new Quotas(store.clock)
  const notices = new Notices(store, announce(journal))
  seedState(store)
  if (options.seed) applySeed(store, settings, options.seed)

  const app = new Hono({ getPath: routedPath })
  app.use('*', serveRequest(store, journal, faults))
  app.get('/', (c) => answerStaticPage(c, frontPage(new URL(c.req.url).origin, pageLanguage(c))))
  app.route(BACKEND_PREFIX, createBackend(store, wechatAccess(options, journal)))
  app.route(
    WECHAT_PREFIX,
    createWeixinApi({
      store,
      quotas,
      strictCodes,
      settings,
      notices,
      openOrigin,
      pushFetch: recordFetch(journal, store.clock, ['wechat', 'backend']),
    }),
  )
  app.route(CLIENT_PREFIX, createClientApi({ store, settings, notices, access, onClose }))
  app.route(RELAY_PREFIX, createRelay(journal, store.clock, access))
  const world = {
    store,
    journal,
    faults,
    quotas,
    settings,
    defaults,
    seed: options.seed,
    certify: options.certify,
  }
  const ask = (request: Request) => app.fetch(request)
  app.route(CONTROL_PREFIX, createControl({ ...world, ask }, access))
  addOpenLinks(app, store)
  app.notFound((c) => refuse(c, unknownRoute(c, allowedMethods(app, c.req.path))))
  app.onError((error, c) => refuse(c, toProblem(error, logError)))
  return app
}

/** A message to a phone is a step that diagrams show, too. */
const announce =
  (journal: Journal) =>
  ({ userName: user }: Account, { sentAt: at, ...sent }: Notice) => {
    const both = { pair: journal.nextPair(), at, method: 'PUSH', path: '/subscribe-message' }
    const [from, to] = ['wechat', 'client'] as const
    journal.add({ ...both, kind: 'request', from, to, sent })
    journal.add({ ...both, kind: 'answer', from: to, to: from, status: 200, ms: 0, user })
  }

const refuse = (c: Context, problem: Problem) =>
  isWechat(c) ? answerFailure(c, problem) : answerProblem(c, problem)

const isWechat = (c: Context) => c.req.path.startsWith(`${WECHAT_PREFIX}/`)

/** Middleware for every request. It is a single one, because each middleware costs time on every request. */
function serveRequest(store: Store, journal: Journal, faults: Faults): MiddlewareHandler {
  return async (c, next) => {
    nameRequest(c)
    const { lost } = store
    const end = journal.isWatched
      ? await beginWatched(c, journal, store.clock)
      : begin(c, journal, store.clock)
    await applyFault(c, next, faults, store)
    // No answer is sent before what it acknowledges is committed.
    const committed = envOf(c).isInner ? undefined : store.committed
    if (committed) await committed
    if (store.lost !== lost) throw new Error('What was written meanwhile could not be kept')
    end?.()
  }
}

function wechatAccess(options: MockServerOptions, journal: Journal): WechatAccess {
  const { live, store, wechatBaseUrl, wechatFetch } = options
  if (!live) {
    return { ...defaultApp, baseUrl: wechatBaseUrl, ...(wechatFetch && { fetch: wechatFetch }) }
  }
  const { baseUrl, ...app } = live
  journal.secrets.keep(live.secret)
  // A request to another server passes no route of this server, so it is recorded here.
  const fetch = recordFetch(journal, store.clock, ['backend', 'wechat'])
  return { ...app, baseUrl: () => baseUrl, retryBusy: true, fetch }
}

function unknownRoute(c: Context, allowed: string[]): Problem {
  const { method, path } = c.req
  const asked = `${method} ${path.slice(0, 200)}`
  if (isWechat(c)) {
    return new Problem(501, 'not_simulated', `${asked} is not simulated by this fake WeChat.`)
  }
  if (allowed.length === 0) {
    return commonProblem('not_found', `There is no ${asked}. See / for what is served here.`)
  }
  c.header('Allow', allowed.join(', '))
  return commonProblem('method_not_allowed', `${asked} is not possible; use ${allowed.join(', ')}.`)
}

function toProblem(error: Error, logError: (error: unknown) => void): Problem {
  if (error instanceof Problem) return error
  if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') {
    return commonProblem('invalid_request', 'The connection ended before the body did.')
  }
  logError(error)
  return commonProblem('internal', 'This server failed; its log says why.')
}
