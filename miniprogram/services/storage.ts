/**
 * Entries kept on the phone. Whatever is found there may be old, foreign or broken; then it counts
 * as absent. What can't be written (storage full) is still remembered until the app is closed.
 */

type Found = Record<string, unknown>

/** Options of a storage entry. */
export interface EntryOptions<T> {
  /** The key in WeChat's storage. */
  key: string
  /** Raise it when `T` changes its shape. Absent: 0, and not written. */
  version?: number
  /** The value, if what was found is whole; else `undefined`. What throws counts as absent. */
  read: (found: Found) => T | undefined
  /** Turns what an older version wrote into the present shape; without it, old is absent. */
  migrate?: (found: Found, version: number) => Found | undefined
  /** Lifetime of a value. Absent: for ever. */
  lifeSeconds?: number
}

/** A typed value in storage. */
export interface Entry<T> {
  /** @param owner the user it must belong to, if it was written for one */
  get: (owner?: string) => T | undefined
  set: (value: T, owner?: string) => void
  remove: () => void
}

/** Values read or written since the app started: storage is read once, and may fail. */
const mirror = new Map<string, unknown>()

/** The key under which a value is nested when it can't be stored flat. */
const WRAPPED = '$value'
const OWN_FIELDS = ['version', 'owner', 'until', WRAPPED]

/**
 * A typed place in storage. Objects are kept flat, with `version`, `owner` and `until` beside their
 * own fields, so that other code can read them: `wx.getStorageSync('userinfo').nickName`. Lists,
 * and objects with fields of those names, are kept under `$value`.
 */
export function defineEntry<T extends object>(options: EntryOptions<T>): Entry<T> {
  const { key, version = 0, read, migrate, lifeSeconds } = options
  return {
    get(owner) {
      const found = load(key)
      if (!found || found.owner !== owner) return undefined
      const { version: written = 0, owner: _, until, ...fields } = found
      if (isNumber(until) && Date.now() > until) return undefined
      const isFlat = !(WRAPPED in found) && !Array.isArray(found)
      const value = (isFlat ? fields : found[WRAPPED] || found) as Found
      try {
        if (written === version) return read(value)
        const isOlder = isNumber(written) && written < version
        const migrated = isOlder && migrate && migrate(value, written)
        return migrated ? read(migrated) : undefined
      } catch {
        return undefined
      }
    },
    set(value, owner) {
      const isFlat = !Array.isArray(value) && !OWN_FIELDS.some((field) => field in value)
      const entry = (isFlat ? { ...value } : { [WRAPPED]: value }) as Found
      if (version) entry.version = version
      if (owner !== undefined) entry.owner = owner
      if (lifeSeconds) entry.until = Date.now() + lifeSeconds * 1000
      save(key, entry)
    },
    remove() {
      mirror.set(key, undefined)
      erase(key)
    },
  }
}

function load(key: string): Found | undefined | false {
  if (!mirror.has(key)) {
    try {
      mirror.set(key, wx.getStorageSync(key))
    } catch {
      mirror.set(key, undefined)
    }
  }
  const found = mirror.get(key)
  return typeof found === 'object' && found !== null && (found as Found)
}

function save(key: string, entry: Found) {
  mirror.set(key, entry)
  try {
    wx.setStorageSync(key, entry)
  } catch {
    // Full or broken: the mirror still knows. What stood there before must not come back.
    erase(key)
  }
}

function erase(key: string) {
  try {
    wx.removeStorageSync(key)
  } catch {
    try {
      wx.setStorageSync(key, '') // what can't be removed is made worthless
    } catch {
      // Storage refuses removal, too.
    }
  }
}

/** True for finite numbers. */
export const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && isFinite(value)
