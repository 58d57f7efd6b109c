/** The session of this phone: one record, in memory and in storage. */
import { backend } from '../config'
import type { BackendUser } from './backend-options'
import { tell } from './events'
import { defineEntry, isNumber } from './storage'

/** Our own session (自定义登录态). The token is the backend's, and has nothing to do with WeChat's. */
export interface Session {
  token: string
  refreshToken?: string
  /** Milliseconds since 1970 on this phone's clock. */
  expiresAt: number
  user: BackendUser
  /** Other fields that `readLogin` kept of the login's answer. */
  details?: Record<string, unknown>
  /** When WeChat's side of the session was last known to be good. */
  checkedAt: number
  /** The account's deletion was sent: nobody may be signed in silently any more. */
  isLeaving?: boolean
}

/** The entry that tutorials keep, under the key they use: code written for them can read it. */
export type StoredUserInfo = BackendUser

const sessionEntry = defineEntry<Session>({
  key: 'session',
  version: 2,
  read(found) {
    const session = found as unknown as Session
    const { token, expiresAt, checkedAt, user } = session
    const isWhole =
      typeof token === 'string' &&
      (token || backend.isSessionless) &&
      typeof user.id === 'string' &&
      isNumber(expiresAt) &&
      isNumber(checkedAt)
    return isWhole ? session : undefined
  },
  /** Version 1 kept the name in the copy only. */
  migrate({ userId, ...session }, version) {
    const { id, nickName = '', avatarUrl = '' } = userInfoEntry.get() || {}
    const user =
      id === userId ? { id, nickName, avatarUrl } : { id: userId, nickName: '', avatarUrl: '' }
    return version === 1 && userId ? { ...session, user } : undefined
  },
})

/** A copy for code of the tutorials. The session is what counts: this may be gone or overwritten. */
const userInfoEntry = defineEntry<Partial<BackendUser>>({ key: 'userinfo', read: (found) => found })

/** The user signed out of an app that signs in at launch: no automatic sign-in from now on. */
const signedOutEntry = defineEntry<object>({ key: 'signed-out', read: (found) => found })

/**
 * The session in memory; `null`: there is none; `undefined`: storage was not looked at yet. Every
 * sign-in makes a new object: which one a request was sent with tells its generation.
 */
let held: Session | null | undefined

/** The session on this phone, whether its time is over or not. */
export function heldSession(): Session | undefined {
  if (held === undefined) held = sessionEntry.get() || null
  return held || undefined
}

/** Keeps `session` in place of the one before; absent: nobody is signed in any more. */
export function keepSession(session?: Session) {
  held = session || null
  if (session) {
    sessionEntry.set(session)
    userInfoEntry.set(session.user)
  } else {
    sessionEntry.remove()
    userInfoEntry.remove()
  }
  if (backend.signIn !== 'launch') return
  if (session) signedOutEntry.remove()
  else signedOutEntry.set({ signedOut: true })
}

/** Changes the session without making it a new generation. */
export function changeSession(session: Partial<Session>, changes: Partial<Session>) {
  Object.assign(session, changes)
  if (held && session === held) sessionEntry.set(held)
}

/** True when a sign-in may happen without the user asking for it. */
export const signsInUnasked = () => backend.signIn === 'launch' && !signedOutEntry.get()

/** True when somebody is signed in, from the phone alone: no network, no waiting. */
export const isSignedIn = () => heldSession() !== undefined

/** The signed-in user, from the phone alone: no network, no waiting. */
export function currentUser(): BackendUser | undefined {
  const session = heldSession()
  return session && { ...session.user }
}

/** The fields that `readLogin` kept of the last login's answer; empty when nobody is signed in. */
export function signInDetails(): Record<string, unknown> {
  const session = heldSession()
  return (session && session.details) || {}
}

/** Keeps a new name or picture of the signed-in user and tells who listens. */
export function rememberUser(changes: Partial<Omit<BackendUser, 'id'>>) {
  const session = heldSession()
  if (!session) return
  const { nickName = session.user.nickName, avatarUrl = session.user.avatarUrl } = changes
  changeSession(session, { user: { id: session.user.id, nickName, avatarUrl } })
  userInfoEntry.set(session.user)
  tell('profileChanged')
}
