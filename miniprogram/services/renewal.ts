/** The session to send a call with: the one at hand, or a new one in its place. */
import { backend } from '../config'
import { codeOf, ServiceError } from './errors'
import { pathOf } from './http'
import { logIn, renewWithoutLogin } from './login'
import { isWithinLimit } from './rate-limit'
import { beginSignIn, settled, SIGN_IN_MS, signedOut, signInUnderWay, signOut } from './session'
import { changeSession, heldSession, signsInUnasked, type Session } from './session-store'
import { begin, type Call, type Task } from './task'
import { reportRunaway } from './telemetry'
import { isWechatSessionLive } from './wechat'

/** WeChat is asked whether its side is still good once a day at most. */
const CHECK_AFTER_MS = 24 * 3600_000
/** Pause after a failed renewal, in which none is tried. */
const PAUSE_MS = 1000
/** The same, after a new session was refused as well; and how long a session is new. */
const MINUTE_MS = 60_000
/** Sessions the app may make by itself, without a tap of the user's. */
const RENEWALS_PER_MINUTE = 4

/** The session that the backend refused, while another one is fetched in its place. */
let refused: Session | undefined
/** The last renewal that came to nothing, and for how long none is tried. */
let failed: { session?: Session; error: unknown; at: number; pause: number } | undefined

/**
 * Called by `App.onLaunch`. A live session costs no network, and trouble with renewing it is none of
 * the user's; an expired one is renewed silently; a signed-out user stays signed out, unless
 * `config.ts` says `signIn: 'launch'`.
 *
 * @throws ServiceError when the silent sign-in failed; the next authorized call tries again
 */
export async function resume(): Promise<void> {
  const session = heldSession()
  if (session ? isOver(session) : signsInUnasked()) await ensureSignedIn()
  else if (session && !backend.isSessionless && !isWithin(CHECK_AFTER_MS, session.checkedAt)) {
    const isLive = await isWechatSessionLive().catch(() => undefined)
    if (heldSession() !== session || session.isLeaving) return
    if (isLive) changeSession(session, { checkedAt: Date.now() })
    else if (isLive === false) await settled(replace(session, false))
  }
}

/**
 * The session to send a request with. One that is over or was refused is renewed first; a page's
 * `onLoad` can await what `App.onLaunch` began.
 *
 * @throws ServiceError `ERR_SIGNED_OUT` when nobody is signed in, or why the renewal failed
 */
export function ensureSignedIn(): Call<Session> {
  return begin('Signing in', 2 * SIGN_IN_MS, sessionFor, true)
}

/** The session to send a request with at once: it is not over, and was not refused. */
export function liveSession(): Session | undefined {
  const session = heldSession()
  return session && session !== refused && !isOver(session) ? session : undefined
}

/**
 * The session to send a request with, after waiting for one if need be.
 *
 * @param task the call that needs the session: once it has settled, no sign-in begins for it
 * @param stale a session that the backend refused
 */
export async function sessionFor(task: Task<unknown>, stale?: Session): Promise<Session> {
  const live = liveSession()
  if (live && live !== stale) return live
  const session = heldSession()
  const present = signInUnderWay()
  if (present && !present.isSilent) {
    const error = await settled(present.task)
    task.check()
    // While there is a live session, a failed sign-in of the user's must not fail other calls.
    if (error && !session && codeOf(error) !== 'ERR_ABORTED') throw error
    return sessionFor(task, stale)
  }
  if (!session && !signsInUnasked()) throw signedOut()
  return replace(session, session !== undefined && session === (stale || refused))
}

/**
 * Signs in silently to replace `session`. Callers that ask within the pause after a failure get the
 * same error, so that many calls do not make many attempts.
 *
 * @param isRefused the backend does not take it any more: calls wait for the new one
 */
async function replace(session: Session | undefined, isRefused: boolean): Promise<Session> {
  if (session && session.isLeaving) {
    // The account is deleted, or may be: signing in would make it again.
    signOut('')
    throw signedOut()
  }
  const present = signInUnderWay()
  const isPaused = failed && failed.session === session && isWithin(failed.pause, failed.at)
  if (!present && failed && isPaused) throw failed.error
  if (!present && !isWithinLimit('renewal', RENEWALS_PER_MINUTE, MINUTE_MS)) {
    reportRunaway()
    if (session && !isRefused) return session // it has not expired, and the backend has not refused it
    throw new ServiceError(
      session ? 'ERR_SESSION_EXPIRED' : 'ERR_RATE_LIMITED',
      'Renewed too often',
    )
  }
  if (isRefused) refused = session
  try {
    return await (present && present.isSilent ? present.task : renew(session))
  } catch (error) {
    failed = { session, error, at: Date.now(), pause: PAUSE_MS }
    throw error
  } finally {
    if (refused === session) refused = undefined
  }
}

/** By the refresh token, where there is one; by `wx.login` otherwise, or where that is refused. */
function renew(former?: Session) {
  const fetch = async (task: Task<unknown>) =>
    (former && (await renewWithoutLogin(task, former))) || logIn(task, pathOf('login'))
  return beginSignIn(true, fetch, former)
}

/**
 * The backend refused a session that it has only just issued: another one would be refused, too. None
 * is tried for a while, so that a page that asks every second does not sign in every second: WeChat
 * wants at most twice as many `wx.login` as page views a day. Gives the error back.
 */
export function distrust(session: Session, error: unknown): unknown {
  const isNew = isWithin(MINUTE_MS, session.checkedAt)
  if (isNew) failed = { session, error, at: Date.now(), pause: MINUTE_MS }
  return error
}

const isOver = (session: Session) => Date.now() > session.expiresAt

/** True when `then` is at most so long ago. A clock that was set counts as long ago. */
const isWithin = (milliseconds: number, then: number) => Math.abs(Date.now() - then) < milliseconds
