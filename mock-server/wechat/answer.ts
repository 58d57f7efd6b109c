import type { Context } from 'hono'
import { answerProblem, type Problem } from '../http/problem.ts'
import type { Store } from '../store/store.ts'
import { errorBody, type WechatError } from './errors.ts'

/** The beginning of every good answer of a POST, and of many of a GET. */
export const OK = { errcode: 0, errmsg: 'ok' }

const TEXT = { 'Content-Type': 'text/plain' }
const JSON_TYPE = { 'Content-Type': 'application/json; encoding=utf-8' }

/**
 * An answer as WeChat sends it. `/sns` calls its JSON `text/plain`, without a charset, so clients that
 * go by the type must parse it themselves; everything else calls it JSON (how exactly its
 * `Content-Type` reads is not documented).
 */
export function answer(c: Context, body: object): Response {
  return c.text(JSON.stringify(body), 200, c.req.path.includes('/sns/') ? TEXT : JSON_TYPE)
}

/** A refusal: HTTP 200 all the same. */
export function answerError(c: Context, error: WechatError, store: Store): Response {
  return answer(c, errorBody(error, c.req.path, store.clock.now()))
}

/**
 * A failure that is not WeChat's own (nothing simulated at this path, a body too large, a scripted
 * status). It keeps its HTTP status, and says in `errcode` and `errmsg` what it is, since SDKs read
 * nothing else. `errcode` is the status, which is no number of WeChat's, so that no SDK takes it for
 * one it knows; but -1 and 45002 where WeChat has a word for it.
 */
export function answerFailure(c: Context, problem: Problem): Response {
  const { status, message } = problem
  const errcode = status === 500 ? -1 : status === 413 ? 45002 : status
  return answerProblem(c, problem, { errcode, errmsg: message })
}
