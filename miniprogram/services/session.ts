import { loginAnswerFrom, type LoginData } from './contract'
import { LoginError } from './errors'
import { request } from './http'
import {
  clearUser,
  readSession,
  readUserInfo,
  writeSession,
  writeUserInfo,
  type Session,
  type StoredUserInfo,
} from './storage'
import { isWechatSessionLive, login } from './wechat'

/** A session this close to its end counts as over, so that it does not end on its way. */
const SKEW_MS = 30_000
/** WeChat is asked whether its side is still good once a day at most. */
const CHECK_AFTER_MS = 24 * 3600_000

/** The session in memory; `null`: there is none; `undefined`: storage was not looked at yet. */
let held: Session | null | undefined
/** The sign-in under way, if any: everybody waits for the same one. */
let pending: Promise<Session> | undefined
/** Counts sign-outs. What began under an older number may not write any more. */
let epoch = 0
const listeners = new Set<() => void>()

/** Calls `listener` when somebody signed in or out, until the returned function is called. */
export function onUserChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Who is signed in, from the phone alone: no network, no waiting. */
export function currentUser(): StoredUserInfo | undefined {
  const session = heldSession()
  return session && readUserInfo(session.userId)
}

/**
 * Signs the user in: `wx.login`, the code to the backend, its session into storage.
 *
 * @param data what the user allowed WeChat to hand out; a silent sign-in has none
 * @throws LoginError
 */
export function signIn(data?: LoginData): Promise<Session> {
  if (pending && !data) return pending
  const begun = epoch
  const exchanged = settled(pending).then(() => exchange(begun, data))
  pending = exchanged
  void settled(exchanged).then(() => {
    if (pending === exchanged) pending = undefined
  })
  return exchanged
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
  if (isOver(session)) {
    await signIn()
  } else if (Date.now() - session.checkedAt > CHECK_AFTER_MS) {
    const begun = epoch
    const live = await isWechatSessionLive()
    if (begun !== epoch) return
    if (live) keep({ ...session, checkedAt: Date.now() })
    else await renew(session)
  }
}

/**
 * The session to send a request with; renewed first when it is over.
 *
 * @throws LoginError `ERR_SIGNED_OUT` when nobody is signed in, or why the renewal failed
 */
export async function ensureSignedIn(): Promise<Session> {
  if (pending) return pending
  const session = heldSession()
  if (!session) throw new LoginError('ERR_SIGNED_OUT', 'Nobody is signed in')
  return isOver(session) ? signIn() : session
}

/** A session newer than `stale`: the present one if it is, else a new one. */
export async function renew(stale: Session): Promise<Session> {
  const session = heldSession()
  if (!session) throw new LoginError('ERR_SIGNED_OUT', 'The user signed out')
  return session.token === stale.token ? signIn() : session
}

/**
 * Signs the user out on this phone, at once; the backend is told, if it can be reached. A sign-in
 * that is under way comes to nothing.
 */
export function signOut() {
  const session = heldSession()
  epoch++
  pending = undefined
  held = null
  clearUser()
  if (session) revoke(session.token)
  tellListeners()
}

async function exchange(begun: number, data?: LoginData): Promise<Session> {
  const code = await login()
  failIfSignedOut(begun)
  const body = await request({ method: 'POST', path: '/api/login', data: { ...data, code } })
  const { token, expiresIn, user } = loginAnswerFrom(body)
  if (begun !== epoch) revoke(token)
  failIfSignedOut(begun)
  const now = Date.now()
  const session = { token, expiresAt: now + expiresIn * 1000, userId: user.id, checkedAt: now }
  writeUserInfo({ id: user.id, nickName: user.nickName, avatarUrl: user.avatarUrl })
  keep(session)
  tellListeners()
  return session
}

function failIfSignedOut(begun: number) {
  if (begun !== epoch) throw new LoginError('ERR_SIGNED_OUT', 'The user signed out meanwhile')
}

/** Tells the backend that a token is not needed any more. It runs out by itself otherwise. */
function revoke(token: string) {
  request({ method: 'POST', path: '/api/logout', token }).catch(() => {})
}

function heldSession(): Session | undefined {
  if (held === undefined) held = readSession() || null
  return held || undefined
}

function keep(session: Session) {
  held = session
  writeSession(session)
}

const isOver = (session: Session) => Date.now() > session.expiresAt - SKEW_MS

/** Settles when `promise` did, however it did. */
async function settled(promise: Promise<unknown> | undefined): Promise<void> {
  try {
    await promise
  } catch {
    // Whoever waits for the promise itself is told.
  }
}

function tellListeners() {
  listeners.forEach((listener) => listener())
}
