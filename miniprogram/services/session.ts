import { LOGIN_PATH, loginAnswerFrom, LOGOUT_PATH, type LoginAnswer } from './contract'
import { underWay, withDeadline, type Timed } from './deadline'
import { LoginError, type LoginErrorCode } from './errors'
import { tell } from './events'
import { request } from './http'
import { sessionEntry, userInfoEntry, type Session, type StoredUserInfo } from './storage'
import { measured } from './telemetry'
import { isWechatSessionLive, login } from './wechat'

/** A session this close to its end counts as over, so that it does not end on its way. */
const SKEW_MS = 30_000
/** WeChat is asked whether its side is still good once a day at most. */
const CHECK_AFTER_MS = 24 * 3600_000
/** How long after a failed renewal none is tried. */
const PAUSE_MS = 1000
/** The same, after a new session was refused as well; and how long a session is new. */
const REFUSED_PAUSE_MS = 60_000
/** `wx.login` has ten seconds of it, the exchange of the code fifteen. */
const DEADLINE_MS = 25_000

/**
 * The session in memory; `null`: there is none; `undefined`: storage was not looked at yet. Every
 * sign-in makes a new object: which one a request was sent with tells its generation.
 */
let held: Session | null | undefined
/** The sign-in under way, if any: everybody waits for the same one. */
let pending: Timed<Session> | undefined
/** The last renewal that came to nothing, and for how long none is tried. */
let failed: { session: Session; error: unknown; at: number; pause: number } | undefined

/** Who is signed in, from the phone alone: no network, no waiting. */
export function currentUser(): StoredUserInfo | undefined {
  const session = heldSession()
  const user = session && userInfoEntry.get()
  return user && session && user.id === session.userId ? user : undefined
}

/** Keeps a new name or picture of the signed-in user and tells who listens. */
export function rememberUser(changes: Partial<Omit<StoredUserInfo, 'id'>>) {
  const session = heldSession()
  if (!session) return
  const known = { nickName: '', avatarUrl: '', ...currentUser() }
  userInfoEntry.set({ ...known, ...changes, id: session.userId })
  tell('profileChanged')
}

/**
 * Signs the user in: `wx.login`, the code to the backend, its session into storage. At most one
 * sign-in is under way: without `data` this waits for it, with `data` it follows it.
 *
 * @param data what goes along with the code; a silent sign-in has none
 * @throws LoginError
 */
export function signIn(data?: object, path = LOGIN_PATH): Promise<Session> {
  if (pending && !data) return pending
  const before = pending
  const task = withDeadline<Session>('Signing in', DEADLINE_MS, (resolve, reject, timed) => {
    const run = async () => {
      if (before) await before.catch(() => {}) // who waits for it is told
      failIfOver(timed)
      const code = await login()
      failIfOver(timed)
      const sent = request({ method: 'POST', path, data: { ...data, code } }, undefined, timed)
      const answer = loginAnswerFrom(await measured('exchange', sent))
      failIfOver(timed)
      return adopt(answer)
    }
    run().then(resolve, reject)
  })
  task.owner = ''
  pending = measured('signIn', task)
  const forget = () => {
    if (pending === task) pending = undefined
  }
  task.then(forget, forget)
  return task
}

/**
 * What `App.onLaunch` calls. A live session costs no network; one that is over is replaced
 * silently; who is not signed in stays so, and is not asked.
 *
 * @throws LoginError when the silent sign-in failed; the next authorized call tries again
 */
export async function resume(): Promise<void> {
  const session = heldSession()
  if (!session) return
  if (isStale(session)) {
    await replace(session)
  } else if (!isWithin(CHECK_AFTER_MS, session.checkedAt)) {
    const live = await isWechatSessionLive()
    if (held !== session) return
    if (!live) await renew(session)
    else {
      session.checkedAt = Date.now()
      sessionEntry.set(session)
    }
  }
}

/**
 * The session to send a request with; renewed first when it is over. A page's `onLoad` can await
 * what `App.onLaunch` began.
 *
 * @throws LoginError `ERR_SIGNED_OUT` when nobody is signed in, or why the renewal failed
 */
export async function ensureSignedIn(): Promise<Session> {
  if (pending) return pending
  const session = heldSession()
  if (!session) throw signedOut()
  return isStale(session) ? replace(session) : session
}

/** A session newer than `stale`: the present one if it is, else a new one. */
export async function renew(stale: Session): Promise<Session> {
  const session = heldSession()
  if (!session) throw signedOut()
  return session === stale ? replace(session) : session
}

/**
 * Signs in silently in place of `session`. Who asks right after that failed gets the same error, so
 * that many calls do not make many attempts.
 */
async function replace(session: Session): Promise<Session> {
  if (failed && failed.session === session && isWithin(failed.pause, failed.at)) throw failed.error
  try {
    return await signIn()
  } catch (error) {
    failed = { session, error, at: Date.now(), pause: PAUSE_MS }
    throw error
  }
}

/**
 * The backend refused a session that it made just before: another one would fare no better. None is
 * tried for a while, so that a page that asks every second does not sign in every second: WeChat
 * wants at most twice as many `wx.login` as page views a day.
 */
export function distrust(session: Session, error: unknown) {
  const isNew = isWithin(REFUSED_PAUSE_MS, session.checkedAt)
  if (isNew) failed = { session, error, at: Date.now(), pause: REFUSED_PAUSE_MS }
}

/**
 * Signs the user out on this phone, at once: nothing that is under way writes a token any more, and
 * who waits is told `ERR_SIGNED_OUT`. The backend is told, if it can be reached.
 *
 * @param path where the backend ends sessions; `''` when it already did
 */
export function signOut(path = LOGOUT_PATH) {
  const session = heldSession()
  held = null
  pending = undefined
  sessionEntry.remove()
  userInfoEntry.remove()
  endUnderWay('ERR_SIGNED_OUT')
  // A token that the backend is not told of runs out by itself.
  if (session && path) request({ method: 'POST', path }, session.token).catch(() => {})
  tell('signedOut')
}

function endUnderWay(code: LoginErrorCode) {
  underWay.forEach((task) => {
    if (task.owner || (task.owner === '' && code === 'ERR_SIGNED_OUT')) {
      task.end(new LoginError(code, 'The user of this call is gone'))
    }
  })
}

function adopt({ token, expiresIn, user }: LoginAnswer): Session {
  const before = heldSession()
  const isSame = before && before.userId === user.id
  const life = expiresIn * 1000
  const now = Date.now()
  const expiresAt = now + life - Math.min(SKEW_MS, life / 2)
  held = { token, expiresAt, userId: user.id, checkedAt: now }
  sessionEntry.set(held)
  userInfoEntry.set(user)
  if (before && !isSame) endUnderWay('ERR_USER_CHANGED')
  tell(before ? (isSame ? 'renewed' : 'userChanged') : 'signedIn')
  return held
}

const signedOut = () => new LoginError('ERR_SIGNED_OUT', 'Nobody is signed in')

function failIfOver({ isOver }: Timed<unknown>) {
  if (isOver) throw signedOut()
}

/** The session on this phone, whether its time is over or not. */
export function heldSession(): Session | undefined {
  if (held === undefined) held = sessionEntry.get() || null
  return held || undefined
}

const isStale = (session: Session) => Date.now() > session.expiresAt

/** Whether a request can be sent with it as it is: it is not over, and no other one is being made. */
export const isReady = (session: Session) => !pending && !isStale(session)

/** Whether it was then that lately. A clock that was set counts as long ago. */
const isWithin = (milliseconds: number, then: number) => Math.abs(Date.now() - then) < milliseconds
