import type { Context } from 'hono'
import { Problem } from '../http/problem.ts'
import type { Journal, JournalEntry } from './journal.ts'

/** Proxies and browsers give up on a silent connection; a comment line keeps it. */
const HEARTBEAT_MS = 15_000
/** A client that lags this far behind is disconnected; an EventSource reconnects and reads what it missed. */
const BACKLOG_BYTES = 2 * 1024 * 1024
/** Every subscriber is written to at every step: more of them would slow down sign-ins. */
const MOST_WATCHERS = 100

const encoder = new TextEncoder()

/**
 * The journal as server-sent events: first the recent steps (those after `Last-Event-ID`, where
 * given), then each as it happens.
 *
 * @throws Problem `too_many_watchers` (503) while a hundred others listen
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamSteps(c: Context, journal: Journal): Response {
  if (journal.watchers >= MOST_WATCHERS) {
    const why = `${MOST_WATCHERS} listen to these events already; close some of them.`
    throw new Problem(503, 'too_many_watchers', why, 1)
  }
  const lastSeen = Number(c.req.header('last-event-id') ?? 0) || 0
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = () => {
          stop()
          controller.close()
        }
        const write = (bytes: Uint8Array) => {
          controller.enqueue(bytes)
          if ((controller.desiredSize ?? 0) <= 0) end()
        }
        const heartbeat = setInterval(() => write(STILL_HERE), HEARTBEAT_MS)
        heartbeat.unref?.() // absent in jsdom, where the number keeps nothing alive
        const unlisten = journal.listen((steps) => write(format(steps)), end)
        stop = () => {
          stop = () => {}
          clearInterval(heartbeat)
          unlisten()
        }
        controller.enqueue(encoder.encode('retry: 1000\n\n'))
        controller.enqueue(format(journal.since(lastSeen)))
      },
      cancel: () => stop(),
    },
    { highWaterMark: BACKLOG_BYTES, size: (bytes) => bytes.length },
  )
  return c.body(body, 200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
  })
}

const STILL_HERE = encoder.encode(': still here\n\n')

/** One text for all listeners of the moment: they get the same steps. */
let last: { steps: readonly JournalEntry[]; bytes: Uint8Array } | undefined

function format(steps: readonly JournalEntry[]): Uint8Array {
  if (last?.steps !== steps) {
    const texts = steps.map((step) => `id: ${step.id}\ndata: ${JSON.stringify(step)}\n\n`)
    last = { steps, bytes: encoder.encode(texts.join('')) }
  }
  return last.bytes
}
