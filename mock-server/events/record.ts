import type { Context, MiddlewareHandler } from 'hono'
import { readText } from '../http/body.ts'
import { wasDropped } from '../http/connection.ts'
import type { Clock } from '../store/clock.ts'
import type { Entry, Journal, Party } from './journal.ts'

/** Bodies over this are not kept: nobody reads them in a diagram. */
const BODY_LIMIT = 4 * 1024

const parties: readonly [prefix: string, asks: Party, answers: Party][] = [
  ['/__client/', 'client', 'wechat'],
  ['/api/', 'client', 'backend'],
  ['/api.weixin.qq.com/', 'backend', 'wechat'],
]

/** Writes every request and its answer into the journal; those of `/__mock/*` are no steps. */
export function recordSteps(journal: Journal, clock: Clock): MiddlewareHandler {
  return async (c, next) => {
    const between = parties.find(([prefix]) => c.req.path.startsWith(prefix))
    if (!between) return next()
    const [, from, to] = between
    const started = performance.now()
    const both = { pair: journal.nextPair(), method: c.req.method, path: c.req.path.slice(0, 200) }

    // Without a watcher the body is looked at only after the handler has read it: no extra work.
    const early = queryOf(c) ?? (journal.isWatched ? await bodyOf(c) : undefined)
    const request: Entry = { ...both, at: clock.now(), kind: 'request', from, to, sent: early }
    journal.add(request)

    let sent: unknown
    watchAnswer(c, (body) => (sent = body))
    await next()

    const late = c.req.bodyCache.text as Promise<string> | undefined
    if (early === undefined && late) void late.then((text) => (request.sent = brief(text)), ignore)
    const ms = Math.round((performance.now() - started) * 100) / 100
    const status = wasDropped(c) ? 0 : c.res.status
    journal.add({ ...both, at: clock.now(), kind: 'answer', from: to, to: from, status, ms, sent })
  }
}

/** The body, unless it is no JSON, too large or broken off: then the answer will say so. */
async function bodyOf(c: Context): Promise<string | undefined> {
  const isJson = /\bjson\b/i.test(c.req.header('content-type') ?? '')
  return isJson ? readText(c).then(brief, ignore) : undefined
}

const brief = (text: string) => (text.length <= BODY_LIMIT ? text : undefined)

const ignore = () => undefined

const queryOf = (c: Context) => (c.req.url.includes('?') ? c.req.query() : undefined)

/** Learns what `c.json` and `c.text` answer without reading the answer again. */
function watchAnswer(c: Context, learn: (body: unknown) => void) {
  const { json, text } = c
  c.json = ((body: never, ...rest: never[]) => {
    learn(body)
    return (json as (...given: never[]) => Response)(body, ...rest)
  }) as typeof c.json
  c.text = ((body: string, ...rest: never[]) => {
    learn(brief(body))
    return (text as (...given: unknown[]) => Response)(body, ...rest)
  }) as typeof c.text
}

/** A `fetch` that writes what the backend asks a WeChat elsewhere into the journal. */
export function recordFetch(journal: Journal, clock: Clock) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    const started = performance.now()
    const { pathname, searchParams } = new URL(url)
    const both = { pair: journal.nextPair(), method: init.method ?? 'GET', path: pathname }
    const [from, to] = ['backend', 'wechat'] as const
    const asked = { ...Object.fromEntries(searchParams), ...bodyGiven(init) }
    journal.add({ ...both, at: clock.now(), kind: 'request', from, to, sent: asked })
    const close = (status: number, sent?: unknown) => {
      const ms = Math.round((performance.now() - started) * 100) / 100
      const at = clock.now()
      journal.add({ ...both, at, kind: 'answer', from: to, to: from, status, ms, sent })
    }
    try {
      const response = await fetch(url, init)
      const text = await response.text()
      close(response.status, brief(text))
      return new Response(text, response)
    } catch (error) {
      close(0)
      throw error
    }
  }
}

const bodyGiven = (init: RequestInit) =>
  typeof init.body === 'string' ? (JSON.parse(init.body) as object) : {}
