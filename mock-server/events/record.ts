import type { Context } from 'hono'
import { readText } from '../http/body.ts'
import { wasDropped } from '../http/connection.ts'
import { whoseRequest } from '../http/whose.ts'
import { BACKEND_PREFIX, CLIENT_PREFIX, WECHAT_PREFIX } from '../routes.ts'
import type { Clock } from '../store/clock.ts'
import { fetchLimited } from '../http/fetch-limited.ts'
import { maskSecrets } from './mask-secrets.ts'
import type { Journal, Party } from './journal.ts'

/** Bodies over this are not kept: a diagram has no room for them. */
const BODY_LIMIT = 4 * 1024
const PATH_LIMIT = 200

const parties: readonly [prefix: string, asks: Party, answers: Party][] = [
  [`${CLIENT_PREFIX}/`, 'client', 'wechat'],
  [`${BACKEND_PREFIX}/`, 'client', 'backend'],
  [`${WECHAT_PREFIX}/`, 'backend', 'wechat'],
]

/** The phone asks for messages as long as it is open: no step of a sign-in. */
const MESSAGES = `${CLIENT_PREFIX}/messages`

const partiesOf = ({ req: { path } }: Context) =>
  path === MESSAGES ? undefined : parties.find(([prefix]) => path.startsWith(prefix))

/**
 * Writes a request into the journal, if it is a step of a sign-in; `/__mock/*` is none. The caller must
 * call the returned function once `c.res` is set.
 */
export async function beginWatched(c: Context, journal: Journal, clock: Clock) {
  // The request is shown before its answer is known, so its body is read ahead.
  return begin(c, journal, clock, partiesOf(c) && (await bodyOf(c)))
}

/** The same without subscribers: the body is looked at only after the handler has read it. */
export function begin(
  c: Context,
  journal: Journal,
  clock: Clock,
  body?: string,
): (() => void) | undefined {
  const { method, path, url } = c.req
  const between = partiesOf(c)
  if (!between) return undefined
  const [, from, to] = between
  const started = performance.now()
  const query = url.indexOf('?')
  const asked = query < 0 ? body : brief(url.slice(query))
  const pair = journal.nextPair()
  const { isWatched } = journal
  const request = journal.add({
    pair,
    at: clock.now(),
    kind: 'request',
    from,
    to,
    method,
    path: path.length > PATH_LIMIT ? path.slice(0, PATH_LIMIT) : path,
    sent: asked,
    sentHeaders: isWatched ? c.req.raw.headers : undefined,
  })
  const answered = listen(c)
  return () => {
    const late = c.req.bodyCache.text as Promise<string> | undefined
    if (asked === undefined && late) {
      void late.then((text) => (request.sent = brief(text)), ignore)
    }
    journal.add({
      pair,
      at: clock.now(),
      kind: 'answer',
      from: to,
      to: from,
      method,
      path: request.path,
      status: wasDropped(c) ? 0 : c.res.status,
      ms: performance.now() - started,
      ...whoseRequest(c),
      sent: answered.body,
      ...(answered.size !== undefined && { size: answered.size }),
      sentHeaders: isWatched ? c.res.headers : undefined,
    })
  }
}

/**
 * Captures the body where the answer is made: cloning the response would disable the fast path of
 * @hono/node-server, for steps that are rarely looked at.
 */
function listen(c: Context): { body?: unknown; size?: number } {
  const heard: { body?: unknown; size?: number } = {}
  const { json, text } = c
  c.json = (body: unknown, ...rest: []) => {
    heard.body = body
    return json(body as object, ...rest)
  }
  c.text = (body: string, ...rest: []) => {
    heard.body = brief(body)
    heard.size = Buffer.byteLength(body)
    return text(body, ...rest)
  }
  return heard
}

/** The body, unless it is no JSON, too large or broken off: then the answer will say so. */
async function bodyOf(c: Context): Promise<string | undefined> {
  const isJson = /\bjson\b/i.test(c.req.header('content-type') ?? '')
  return isJson ? readText(c).then(brief, ignore) : undefined
}

const brief = (text: string) => (text.length <= BODY_LIMIT ? text : undefined)

const ignore = () => undefined

/**
 * A `fetch` that writes what goes to a server elsewhere into the journal: what the backend asks another
 * WeChat, and what WeChat pushes to another backend.
 */
export function recordFetch(journal: Journal, clock: Clock, [from, to]: readonly [Party, Party]) {
  return async (url: string, init: RequestInit, deadlineMs: number) => {
    const started = performance.now()
    const { pathname, searchParams } = new URL(url)
    const both = { pair: journal.nextPair(), method: init.method ?? 'GET', path: pathname }
    const asked = { ...Object.fromEntries(searchParams), ...bodyGiven(init) }
    // The answer may repeat these secrets under any name.
    maskSecrets(asked, journal.secrets)
    journal.add({ ...both, at: clock.now(), kind: 'request', from, to, sent: asked })
    const close = (status: number, text = '') => {
      const [at, ms] = [clock.now(), performance.now() - started]
      const size = Buffer.byteLength(text)
      const answer = { status, ms, size, sent: brief(text) }
      journal.add({ ...both, at, kind: 'answer', from: to, to: from, ...answer })
    }
    try {
      const { status, text } = await fetchLimited(url, init, deadlineMs)
      close(status, text)
      return { status, text: () => text }
    } catch (error) {
      close(0)
      throw error
    }
  }
}

const bodyGiven = (init: RequestInit) =>
  typeof init.body === 'string' ? (JSON.parse(init.body) as object) : {}
