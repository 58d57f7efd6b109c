/**
 * What is kept on the phone. Whatever is found there may be old, foreign or broken; then it counts
 * as absent. What can't be written (storage full) is still remembered until the app is closed.
 */

type Found = Record<string, unknown>

export interface EntryOptions<T> {
  /** The key in WeChat's storage. */
  key: string
  /** Raise it when `T` changes its shape. Absent: 0, and not written. */
  version?: number
  /** The value, if what was found is whole; else `undefined`. */
  read: (found: Found) => T | undefined
  /** Turns what an older version wrote into the present shape; without it, old is absent. */
  migrate?: (found: Found, version: number) => Found | undefined
  /** How long a value is good for. Absent: for ever. */
  lifeSeconds?: number
}

export interface Entry<T> {
  /** @param owner the user it must belong to, if it was written for one */
  get: (owner?: string) => T | undefined
  set: (value: T, owner?: string) => void
  remove: () => void
}

/** What was read or written since the app started: storage is read once, and may fail. */
const mirror: Record<string, unknown> = {}

/**
 * A typed place in storage. Values are kept flat, with `version`, `owner` and `until` beside their
 * own fields, so that other code can read them: `wx.getStorageSync('userinfo').nickName`.
 */
export function defineEntry<T extends object>(options: EntryOptions<T>): Entry<T> {
  const { key, version = 0, read, migrate, lifeSeconds } = options
  return {
    get(owner) {
      let found = load(key)
      if (!found || found.owner !== owner) return undefined
      if (isNumber(found.until) && Date.now() > (found.until as number)) return undefined
      const written = isNumber(found.version) ? (found.version as number) : 0
      if (written !== version) found = written < version && migrate && migrate(found, written)
      return found ? read(found) : undefined
    },
    set(value, owner) {
      const entry = { ...value } as Found
      if (version) entry.version = version
      if (owner !== undefined) entry.owner = owner
      if (lifeSeconds) entry.until = Date.now() + lifeSeconds * 1000
      save(key, entry)
    },
    remove() {
      mirror[key] = undefined
      try {
        wx.removeStorageSync(key)
      } catch {
        save(key, undefined) // what can't be removed is made worthless
      }
    },
  }
}

function load(key: string): Found | undefined | false {
  if (!(key in mirror)) {
    try {
      mirror[key] = wx.getStorageSync(key)
    } catch {
      mirror[key] = undefined
    }
  }
  const found = mirror[key]
  return typeof found === 'object' && found !== null && (found as Found)
}

function save(key: string, entry: Found | undefined) {
  mirror[key] = entry
  try {
    wx.setStorageSync(key, entry || '')
  } catch {
    // Full or broken: the mirror still knows.
  }
}

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

export const sessionEntry = defineEntry<Session>({
  key: 'session',
  version: 1,
  read({ token, expiresAt, userId, checkedAt }) {
    const isWhole = isText(token) && isText(userId) && isNumber(expiresAt) && isNumber(checkedAt)
    return isWhole ? ({ token, expiresAt, userId, checkedAt } as Session) : undefined
  },
})

export const userInfoEntry = defineEntry<StoredUserInfo>({
  key: 'userinfo',
  read({ id, nickName, avatarUrl }) {
    const isWhole = isText(id) && typeof nickName === 'string' && typeof avatarUrl === 'string'
    return isWhole ? ({ id, nickName, avatarUrl } as StoredUserInfo) : undefined
  },
})

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isNumber = (value: unknown) => typeof value === 'number' && isFinite(value)
