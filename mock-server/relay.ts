import { Hono } from 'hono'
import type { Journal } from './events/journal.ts'
import { guardControl, type Access } from './http/guard.ts'
import { commonProblem } from './http/problem.ts'
import type { Clock } from './store/clock.ts'

/** Names where a relayed request goes to; a page of another origin can't send it unasked. */
const TO = 'x-relay-to'
/** On an answer that is the relay's own: the backend was not reached. */
const FAILED = 'x-relay-failed'

/** Words between browser and this server, and what `fetch` writes anew. */
const OWN_HEADERS =
  /^(?:host|origin|referer|cookie|connection|content-length|accept-encoding|sec-.*|x-relay-to)$/
const OWN_ANSWER_HEADERS =
  /^(?:connection|keep-alive|content-encoding|content-length|transfer-encoding|set-cookie)$/

/**
 * Carries what the preview's mini-program sends to a backend that is not this server. `wx.request`
 * knows no CORS, a browser does: without this, a backend would have to allow the preview's origin.
 * Every request is drawn as a step between client and backend. For this machine only.
 */
export function createRelay(journal: Journal, clock: Clock, access?: Access) {
  const relay = new Hono()
  relay.use('*', guardControl(access))
  relay.all('/', async (c) => {
    const target = readTarget(c.req.header(TO))
    const hasBody = !['GET', 'HEAD'].includes(c.req.method)
    const body = hasBody ? await c.req.arrayBuffer() : undefined
    const headers = without(c.req.raw.headers, OWN_HEADERS)
    const end = record(journal, clock, c.req.method, target, text(headers, body))
    try {
      const { method, signal } = c.req.raw
      const answer = await fetch(target, { method, headers, signal, ...(body && { body }) })
      const content = answer.body && (await answer.arrayBuffer())
      end(answer.status, text(answer.headers, content))
      const { status } = answer
      return new Response(content, { status, headers: without(answer.headers, OWN_ANSWER_HEADERS) })
    } catch (error) {
      end(0)
      const { cause = error } = error as Error
      const { code, message } = cause as NodeJS.ErrnoException
      c.header(FAILED, '1')
      return c.text(`${target.origin} can't be reached: ${code ?? message}`, 502)
    }
  })
  return relay
}

function readTarget(text = ''): URL {
  if (/^https?:/i.test(text) && URL.canParse(text)) return new URL(text)
  throw commonProblem('invalid_request', `${TO}: must be an http(s) address.`)
}

const without = (headers: Headers, names: RegExp) =>
  new Headers([...headers].filter(([name]) => !names.test(name)))

/** A body to be shown in the diagram, where it is JSON. */
function text(headers: Headers, body?: ArrayBuffer | null): string | undefined {
  const isShort = body && body.byteLength <= 4 * 1024
  const isJson = /\bjson\b/i.test(headers.get('content-type') ?? '')
  return isShort && isJson ? new TextDecoder().decode(body) : undefined
}

/** Writes both steps into the journal; the second when the answer is known. */
function record(journal: Journal, clock: Clock, method: string, target: URL, sent?: string) {
  const started = performance.now()
  const both = { pair: journal.nextPair(), method, path: target.pathname.slice(0, 200) }
  const [from, to] = ['client', 'backend'] as const
  const asked = sent ?? (target.search || undefined)
  journal.add({ ...both, at: clock.now(), kind: 'request', from, to, sent: asked })
  return (status: number, answer?: string) => {
    const [at, ms] = [clock.now(), performance.now() - started]
    journal.add({ ...both, at, kind: 'answer', from: to, to: from, status, ms, sent: answer })
  }
}
