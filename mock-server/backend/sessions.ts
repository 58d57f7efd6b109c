import { hash } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { sweep } from '../store/sweep.ts'
import type { User } from './schemas.ts'
import { toUser, type UserRow } from './users.ts'
import { randomBytes } from '../random.ts'

/** How long a session lasts after its last use. A policy of this server, not WeChat's. */
export const SESSION_SECONDS = 7 * 24 * 3600
/** How long it lasts at most, however much it is used. */
const LONGEST_SESSION_SECONDS = 30 * 24 * 3600
/** A session is prolonged when it would gain this much: a read is not a write each time. */
const PROLONG_STEP_MS = 24 * 3600_000

/**
 * Opens a session and returns its token: 256 random bits, the only copy. What is stored is its
 * hash, so that who reads the file can sign in as nobody; and since a hash is looked up, no
 * comparison of secrets leaks time.
 */
export function openSession(store: Store, userId: string): string {
  const token = randomBytes(32).toString('base64url')
  const now = store.clock.now()
  sweep(store, { table: 'backend_sessions', key: 'token_hash', time: 'expires_at' }, now + 1)
  store
    .sql('INSERT INTO backend_sessions VALUES (?, ?, ?, ?, ?)')
    .run(
      hashToken(token),
      userId,
      now,
      now + SESSION_SECONDS * 1000,
      now + LONGEST_SESSION_SECONDS * 1000,
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

/** Ends a session; one that is unknown or over is ended already. */
export function endSession(store: Store, token: string) {
  store.sql('DELETE FROM backend_sessions WHERE token_hash = ?').run(hashToken(token))
}

/** Ends the session the phone had before, if it was somebody else's: the phone changed hands. */
export function endForeignSession(store: Store, token: string, userId: string) {
  store
    .sql('DELETE FROM backend_sessions WHERE token_hash = ? AND user_id <> ?')
    .run(hashToken(token), userId)
}

const hashToken = (token: string) => hash('sha256', token, 'base64url')
