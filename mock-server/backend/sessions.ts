import { hash } from 'node:crypto'
import { updateAll } from '../store/slices.ts'
import type { Store } from '../store/store.ts'
import { sweep } from '../store/sweep.ts'
import type { User } from './schemas.ts'
import { toUser, type UserRow } from './users.ts'
import { randomBytes } from '../random.ts'

/** Life of a session after its last use. A policy of this server, not WeChat's. */
export const SESSION_SECONDS = 7 * 24 * 3600
/** Its longest life, however much it is used. */
const LONGEST_SESSION_SECONDS = 30 * 24 * 3600
/** A session is prolonged when it would gain this much: a read is not a write each time. */
const PROLONG_STEP_MS = 24 * 3600_000

/** Ways in which a session is unusual. */
interface SessionOptions {
  /** The sign-in it belongs to, if that has refresh tokens. */
  family?: string
  /** Its life in seconds, used or not; absent: it is prolonged by use. */
  seconds?: number
}

/**
 * Opens a session and returns its token: 256 random bits, the only copy. What is stored is its hash, so
 * a reader of the file can't sign in with it; and looking up a hash leaks nothing through timing.
 */
export function openSession(store: Store, userId: string, options: SessionOptions = {}): string {
  const { family = null, seconds } = options
  const token = newToken()
  const now = store.clock.now()
  sweep(store, { table: 'backend_sessions', key: 'token_hash', time: 'expires_at' }, now + 1)
  store
    .sql(
      `INSERT INTO backend_sessions (token_hash, user_id, created_at, expires_at, ends_at, family)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      hashToken(token),
      userId,
      now,
      now + (seconds ?? SESSION_SECONDS) * 1000,
      now + (seconds ?? LONGEST_SESSION_SECONDS) * 1000,
      family,
    )
  return token
}

interface Session {
  user: User
  expiresAt: number
  endsAt: number
}

/**
 * Whose session this is, its life prolonged by this use, and the whole seconds left (at least 1).
 */
export function useSession(
  store: Store,
  token: string,
): { user: User; expiresIn: number } | undefined {
  const now = store.clock.now()
  const key = hashToken(token)
  const session = store.find(SESSION, [key], toSession)
  if (!session || session.expiresAt <= now) return undefined
  const { user, endsAt } = session
  let { expiresAt } = session
  const prolonged = Math.min(now + SESSION_SECONDS * 1000, endsAt)
  const isLastStep = prolonged === endsAt && expiresAt < endsAt
  if (prolonged - expiresAt >= PROLONG_STEP_MS || isLastStep) {
    store.sql('UPDATE backend_sessions SET expires_at = ? WHERE token_hash = ?').run(prolonged, key)
    expiresAt = prolonged
  }
  return { user, expiresIn: Math.ceil((expiresAt - now) / 1000) }
}

const SESSION = `
  SELECT id, profile, phone_number, expires_at, ends_at
  FROM backend_sessions JOIN backend_users ON id = user_id WHERE token_hash = ?`

const toSession = (row: UserRow & { expires_at: number; ends_at: number }): Session => ({
  user: toUser(row),
  expiresAt: row.expires_at,
  endsAt: row.ends_at,
})

/**
 * Ends a session, with its refresh tokens; one that is unknown or over is ended already.
 *
 * @param keptFor the user who may keep it; absent: nobody
 */
export function endSession(store: Store, token: string, keptFor = '') {
  const key = hashToken(token)
  const found = store.find(FAMILY, [key, keptFor], (row: FamilyRow) => row)
  if (found?.family) endFamily(store, found.user_id, found.family)
  store.sql('DELETE FROM backend_sessions WHERE token_hash = ? AND user_id <> ?').run(key, keptFor)
}

interface FamilyRow {
  user_id: string
  family: string | null
}

const FAMILY = 'SELECT user_id, family FROM backend_sessions WHERE token_hash = ? AND user_id <> ?'

/** Every session is over; refresh tokens stay as they are. */
export const expireAllSessions = (store: Store): Promise<void> =>
  updateAll(store, { table: 'backend_sessions', keys: ['token_hash'] }, 'expires_at = 0')

/** Ends the sessions and refresh tokens of one sign-in. */
export function endFamily(store: Store, userId: string, family: string) {
  for (const table of ['backend_sessions', 'backend_refresh_tokens']) {
    store.sql(`DELETE FROM ${table} WHERE user_id = ? AND family = ?`).run(userId, family)
  }
}

/** A new token: 256 random bits. */
export const newToken = () => randomBytes(32).toString('base64url')

/** The hash under which a token is stored. */
export const hashToken = (token: string) => hash('sha256', token, 'base64url')
