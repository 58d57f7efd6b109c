/**
 * What is kept on the phone. Whatever is found there may be old, foreign or broken; then it counts
 * as absent. What can't be written (storage full) is still remembered until the app is closed.
 */

/** Our own session (自定义登录态). The token is the backend's, and has nothing to do with WeChat's. */
export interface Session {
  token: string
  /** Milliseconds since 1970 on this phone's clock. */
  expiresAt: number
  userId: string
  /** When WeChat's side of the session was last known to be good. */
  checkedAt: number
}

/** What the tutorials keep, under the key they use: code written for them can read it. */
export interface StoredUserInfo {
  id: string
  nickName: string
  avatarUrl: string
}

const SESSION_KEY = 'session'
const USER_INFO_KEY = 'userinfo'
/** Raise it when `Session` changes: older entries then count as absent. */
const SESSION_VERSION = 1

export function readSession(): Session | undefined {
  const entry = read(SESSION_KEY) as (Session & { version: number }) | undefined
  if (!entry || entry.version !== SESSION_VERSION) return undefined
  const { token, expiresAt, userId, checkedAt } = entry
  const isWhole = isText(token) && isText(userId) && isNumber(expiresAt) && isNumber(checkedAt)
  return isWhole ? { token, expiresAt, userId, checkedAt } : undefined
}

export function writeSession(session: Session) {
  write(SESSION_KEY, { version: SESSION_VERSION, ...session })
}

/** The stored user, if it is `userId`: another one's data is never shown. */
export function readUserInfo(userId: string): StoredUserInfo | undefined {
  const entry = read(USER_INFO_KEY) as StoredUserInfo | undefined
  if (!entry || entry.id !== userId) return undefined
  const { id, nickName, avatarUrl } = entry
  return typeof nickName === 'string' && typeof avatarUrl === 'string'
    ? { id, nickName, avatarUrl }
    : undefined
}

export function writeUserInfo(userInfo: StoredUserInfo) {
  write(USER_INFO_KEY, userInfo)
}

/** Forgets who was signed in. */
export function clearUser() {
  for (const key of [SESSION_KEY, USER_INFO_KEY]) {
    try {
      wx.removeStorageSync(key)
      delete unsaved[key]
    } catch {
      write(key, '') // what can't be removed is made worthless
    }
  }
}

/** What storage refused to take, because it is full or broken. */
const unsaved: Record<string, unknown> = {}

function read(key: string): object | undefined {
  try {
    const value: unknown = key in unsaved ? unsaved[key] : wx.getStorageSync(key)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function write(key: string, value: unknown) {
  try {
    wx.setStorageSync(key, value)
    delete unsaved[key]
  } catch {
    unsaved[key] = value
  }
}

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isNumber = (value: unknown) => typeof value === 'number' && isFinite(value)
