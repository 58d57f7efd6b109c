import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { readJson, readQuery } from '../../http/body.ts'
import type { Account } from '../accounts.ts'
import type { Notice, Notices } from '../notices.ts'
import { acceptMessage } from '../subscriptions.ts'
import { Caller, type Find } from './caller.ts'

const SubscribeRequest = Caller.extend({
  /** The user's answers, by template. */
  answers: z.record(z.string().min(1).max(64), z.enum(['accept', 'reject', 'ban', 'filter'])),
})

const MessagesRequest = Caller.extend({ after: z.number().int().min(0).default(0) })

/** Proxies and browsers give up on a silent connection; a comment line keeps it. */
const HEARTBEAT_MS = 15_000

/** Subscribe messages, as the phone sees them: what its user accepts, and what arrives. */
export function addMessages(api: Hono, find: Find, notices: Notices, onClose: OnClose) {
  api.post('/subscribe', async (c) => {
    const { answers, ...who } = await readJson(c, SubscribeRequest)
    const { account, store } = find(c, who)
    store.transaction(() => {
      for (const [templateId, answer] of Object.entries(answers)) {
        if (answer === 'accept') acceptMessage(store, account, templateId)
      }
    })
    return c.json({})
  })

  api.post('/messages', async (c) => {
    const { after, ...who } = await readJson(c, MessagesRequest)
    return c.json({ messages: notices.list(find(c, who).account, after) })
  })

  // The same as they come, as server-sent events.
  api.get('/messages', (c) => {
    const { account } = find(c, readQuery(c, Caller))
    return stream(c, notices, account, onClose)
  })
}

/** Registers what ends with the server; returns how to take it back. */
export type OnClose = (end: () => void) => () => void

function stream(c: Context, notices: Notices, account: Account, onClose: OnClose): Response {
  const lastSeen = Number(c.req.header('last-event-id') ?? c.req.query('after') ?? 0) || 0
  const encoder = new TextEncoder()
  let stop = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text))
      const forget = onClose(() => {
        stop()
        controller.close()
      })
      const unlisten = notices.listen(account, (notice) => write(format(notice)))
      const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS)
      heartbeat.unref?.() // absent in jsdom
      stop = () => {
        stop = () => {}
        clearInterval(heartbeat)
        unlisten()
        forget()
      }
      write(['retry: 1000\n\n', ...notices.list(account, lastSeen).map(format)].join(''))
    },
    cancel: () => stop(),
  })
  return c.body(body, 200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
  })
}

const format = (notice: Notice) => `id: ${notice.id}\ndata: ${JSON.stringify(notice)}\n\n`
