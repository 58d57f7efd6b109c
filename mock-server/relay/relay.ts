import { Hono, type Context } from 'hono'
import type { Journal } from '../events/journal.ts'
import { readBytes } from '../http/body.ts'
import { guardControl, type Access } from '../http/guard.ts'
import { commonProblem, Problem } from '../http/problem.ts'
import type { Clock } from '../store/clock.ts'
import { FAILED, responseHeaders, LOCATION, REDIRECT, TO } from './headers.ts'
import { drawSteps } from './draw.ts'
import { send } from './send.ts'
import { watchStream } from './stream.ts'

/** `wx.uploadFile` names no limit; a login is not tried out with more. */
const SENT_LIMIT_BYTES = 64 * 1024 * 1024
/** Twice the default timeout of `wx.request`. */
const PATIENCE_MS = 120_000

/**
 * Carries what the preview's mini-program sends to a backend that is not this server. `wx.request`
 * knows no CORS, a browser does: without this, a backend would have to allow the preview's origin.
 * Every request is drawn as a step between client and backend. For this machine only.
 *
 * What the relay itself refuses or fails at carries `X-Relay-Failed` and says why as text: 400, 403,
 * 413 (over 64 MB sent), 502 (not reached, or over 200 MB answered), 504 (silent for two minutes).
 */
export function createRelay(journal: Journal, clock: Clock, access?: Access) {
  const relay = new Hono()
  relay.onError((error, c) => {
    if (!(error instanceof Problem)) throw error
    c.header(FAILED, '1')
    return c.text(error.message, error.status)
  })
  relay.use('*', guardControl(access))
  relay.all('/', async (c) => {
    const target = readTarget(c.req.header(TO))
    const { method, headers } = c.req.raw
    const isManual = headers.get(REDIRECT) === 'manual'
    const hasBody = !['GET', 'HEAD'].includes(method)
    const body = hasBody ? await readBody(c) : undefined
    const draw = drawSteps(journal, clock, { method, target, headers, body })
    const patience = waitFor(c.req.raw.signal, PATIENCE_MS)
    try {
      const { answer, elsewhere } = await send(target, {
        method,
        headers,
        isManual,
        body,
        ...patience,
      })
      const back = responseHeaders(answer.headers)
      if (elsewhere) back.set(LOCATION, elsewhere.href)
      const content = watchStream(answer, () => draw.answered(answer))
      return new Response(content, { status: answer.status, headers: back })
    } catch (error) {
      draw.failed()
      throw asProblem(error, target, patience.signal)
    } finally {
      patience.end()
    }
  })
  return relay
}

function readTarget(text = ''): URL {
  if (/^https?:/i.test(text) && URL.canParse(text)) return new URL(text)
  throw commonProblem('invalid_request', `${TO}: must be an http(s) address.`)
}

async function readBody(c: Context): Promise<ArrayBuffer> {
  const bytes = await readBytes(c, SENT_LIMIT_BYTES)
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
}

/** A signal that ends with the page's request, or when the backend has been silent for too long. */
function waitFor(page: AbortSignal, patienceMs: number) {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort('silent'), patienceMs)
  page.addEventListener('abort', () => controller.abort('left'), { once: true })
  return { signal: controller.signal, end: () => clearTimeout(timer) }
}

function asProblem(error: unknown, { origin }: URL, signal: AbortSignal): Problem {
  if (error instanceof Problem) return error
  if (signal.reason === 'silent') {
    const seconds = PATIENCE_MS / 1000
    return new Problem(504, 'relay_failed', `${origin} gave no answer within ${seconds} seconds.`)
  }
  const { cause = error } = error as Error
  const { code, message } = cause as NodeJS.ErrnoException
  return new Problem(502, 'relay_failed', `${origin} can't be reached: ${code ?? message}`)
}
