import type { Context } from 'hono'
import { envOf } from '../http/connection.ts'
import type { Store } from '../store/store.ts'
import { errorBody, type Errcode } from './errors.ts'

/**
 * An answer as WeChat sends it. `/sns` calls its JSON `text/plain`, so clients that go by the type
 * must parse it themselves; everything else calls it JSON (how
 * exactly its `Content-Type` reads is not documented).
 */
export function answer(c: Context, body: object): Response {
  const text = JSON.stringify(body)
  envOf(c).hear?.(text)
  if (c.req.path.includes('/sns/')) return c.text(text)
  return c.text(text, 200, { 'Content-Type': 'application/json; encoding=utf-8' })
}

/** A refusal: HTTP 200 all the same. */
export function answerError(c: Context, errcode: Errcode, store: Store): Response {
  return answer(c, errorBody(errcode, c.req.path, store.clock.now()))
}
