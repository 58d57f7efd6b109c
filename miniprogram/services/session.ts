/** Signing in and out. At most one sign-in is in progress. */
import { backend } from '../config'
import type { LoginAnswer } from './backend-options'
import { ServiceError } from './errors'
import { tell } from './events'
import { exchange, pathOf } from './http'
import { logIn } from './login'
import { heldSession, keepSession, type Session } from './session-store'
import { begin, endTasks, share, type Call, type Task } from './task'
import { measured } from './telemetry'

/** A session this close to its end counts as over, so that it does not end on its way. */
const SKEW_MS = 30_000
/** One sign-in has 25 s (`wx.login` ten, the exchange fifteen), and may follow another one. */
export const SIGN_IN_MS = 50_000
const LOGOUT_MS = 15_000
const WEEK_SECONDS = 7 * 24 * 3600

/** Data that goes along with a sign-in. */
export interface SignIn {
  task: Call<Session> & Task<Session>
  /** Not started by the user: a renewal, or the sign-in of an app that signs in at launch. */
  isSilent: boolean
}

/** The sign-ins that wait for each other. */
let signIns: SignIn[] = []

/** Those that are not over; the first is in progress. */
const line = () => (signIns = signIns.filter(({ task }) => !task.isOver))

/**
 * Signs the user in: `wx.login`, the code to the backend, its session into storage. Without `data`
 * it shares the sign-in that is in progress, with `data` it follows it. While it runs, calls go on
 * with the session there was before.
 *
 * @param data what goes along with the code, such as an inviter's id or a phone code
 * @returns the session; `abort()` calls the sign-in off, and then nothing is written any more
 * @throws ServiceError
 */
export function signIn(data?: object, path = pathOf('login')): Call<Session> {
  const present = signInUnderWay()
  const task = present && !data ? present.task : beginSignIn(false, (own) => logIn(own, path, data))
  return share(task, 'Signing in', SIGN_IN_MS)
}

/** The last sign-in in the queue: its outcome is the final one. */
export function signInUnderWay(): SignIn | undefined {
  return line().slice(-1)[0]
}

/**
 * Begins a sign-in, after the one that is in progress. A sign-out ends it.
 *
 * @param fetch gets the backend's answer
 * @param stale the session that a silent one replaces: if it was replaced meanwhile, nothing is
 *   fetched
 */
export function beginSignIn(
  isSilent: boolean,
  fetch: (task: Task<unknown>) => Promise<LoginAnswer>,
  stale?: Session,
): SignIn['task'] {
  const ahead = line()
  const work = async (task: Task<unknown>) => {
    for (const other of ahead) await settled(other.task)
    task.check()
    const session = heldSession()
    if (isSilent && session && session !== stale) return session
    const answer = await fetch(task)
    task.check()
    return adopt(answer, isSilent)
  }
  const task = begin('Signing in', SIGN_IN_MS, work, true)
  // Other calls wait for a silent sign-in: it is not ended when one page that shares it aborts.
  if (isSilent) task.sharers = 1
  signIns = signIns.concat({ task, isSilent })
  return measured('signIn', task)
}

/** Makes an answer the present session. */
function adopt(answer: LoginAnswer, isSilent: boolean): Session {
  const before = heldSession()
  const session = sessionFrom(answer, isSilent ? before : undefined)
  keepSession(session)
  const isSame = before && before.user.id === session.user.id
  if (before && !isSame) {
    const error = new ServiceError('ERR_USER_CHANGED', 'Somebody else is signed in')
    endTasks(error, ({ userId }) => userId !== undefined && userId !== session.user.id)
  }
  tell(before ? (isSame ? 'renewed' : 'userChanged') : 'signedIn')
  return session
}

/**
 * @param former the session that is renewed. Where the answer names no user, it is the same one:
 *   WeChat keeps a storage for each of its users
 */
function sessionFrom(answer: LoginAnswer, former?: Session): Session {
  const { token = '', refreshToken, expiresIn, details } = answer
  const user = answer.user || (former ? former.user : { id: '', nickName: '', avatarUrl: '' })
  const life = (expiresIn || backend.sessionSeconds || WEEK_SECONDS) * 1000
  const now = Date.now()
  const expiresAt = now + life - Math.min(SKEW_MS, life / 2)
  return { token, refreshToken, expiresAt, user, details, checkedAt: now }
}

/**
 * Signs the user out on this phone, at once: nothing that is in progress writes a session any more,
 * and its callers get `ERR_SIGNED_OUT`. The backend learns it, if it can be reached.
 *
 * @param path where the backend ends sessions; `''` when it already did
 */
export function signOut(path = pathOf('logout')) {
  const session = heldSession()
  keepSession()
  endTasks(signedOut(), ({ isPrivate }) => isPrivate)
  if (session && path) logOut(session, path)
  if (session) tell('signedOut')
}

/** If the backend can't be reached, the session expires there by itself. */
function logOut(session: Session, path: string) {
  const call = { method: 'POST', path } as const
  begin(path, LOGOUT_MS, (task) => exchange(task, call, LOGOUT_MS, session)).catch(() => {})
}

/** The error of a call that needs a user, while nobody is signed in. */
export const signedOut = () => new ServiceError('ERR_SIGNED_OUT', 'Nobody is signed in')

/** Waits until it is over: the error that it ended with, if any. */
export const settled = (task: PromiseLike<unknown>): PromiseLike<unknown> =>
  task.then(
    () => undefined,
    (error) => error,
  )
