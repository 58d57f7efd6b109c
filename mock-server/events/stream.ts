import type { Context } from 'hono'
import type { Journal, Step } from './journal.ts'

/** Proxies and browsers give up on a silent connection; a comment line keeps it. */
const HEARTBEAT_MS = 15_000
/** Who lags this far behind is sent away; an EventSource returns and reads what it missed. */
const BACKLOG = 1_000

/**
 * The journal as server-sent events: first the recent steps (those after `Last-Event-ID`, where
 * given), then each as it happens.
 *
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamSteps(c: Context, journal: Journal): Response {
  const lastSeen = Number(c.req.header('last-event-id') ?? 0) || 0
  const encoder = new TextEncoder()
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => {
          controller.enqueue(encoder.encode(text))
          if ((controller.desiredSize ?? 0) <= 0) end()
        }
        const end = () => {
          stop()
          controller.close()
        }
        const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS)
        heartbeat.unref?.() // absent in jsdom, where the number keeps nothing alive
        const unlisten = journal.listen((step) => write(format(step)), end)
        stop = () => {
          stop = () => {}
          clearInterval(heartbeat)
          unlisten()
        }
        write(['retry: 1000\n\n', ...journal.since(lastSeen).map(format)].join(''))
      },
      cancel: () => stop(),
    },
    { highWaterMark: BACKLOG },
  )
  return c.body(body, 200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
  })
}

const format = (step: Step) => `id: ${step.id}\ndata: ${JSON.stringify(step)}\n\n`
