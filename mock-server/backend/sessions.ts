import { createHash, randomBytes } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** How long a session lasts. A policy of this server, not WeChat's. */
export const SESSION_SECONDS = 7 * 24 * 3600

export interface SessionOwner {
  userId: string
  /** Whole seconds left, at least 1. */
  expiresIn: number
}

/**
 * Opens a session and returns its token: 256 random bits, the only copy. What is stored is its
 * hash, so that who reads the file can sign in as nobody; and since a hash is looked up, no
 * comparison of secrets leaks time.
 */
export function openSession(store: Store, userId: string): string {
  const token = randomBytes(32).toString('base64url')
  const now = store.clock.now()
  store.sql('DELETE FROM backend_sessions WHERE expires_at <= ?').run(now)
  store
    .sql('INSERT INTO backend_sessions VALUES (?, ?, ?, ?)')
    .run(hash(token), userId, now, now + SESSION_SECONDS * 1000)
  return token
}

export function findSession(store: Store, token: string): SessionOwner | undefined {
  const row = store
    .sql('SELECT user_id, expires_at FROM backend_sessions WHERE token_hash = ? AND expires_at > ?')
    .get<{ user_id: string; expires_at: number }>(hash(token), store.clock.now())
  if (!row) return undefined
  const left = (row.expires_at - store.clock.now()) / 1000
  return { userId: row.user_id, expiresIn: Math.ceil(left) }
}

/** Ends a session; one that is unknown or over is ended already. */
export function endSession(store: Store, token: string) {
  store.sql('DELETE FROM backend_sessions WHERE token_hash = ?').run(hash(token))
}

const hash = (token: string) => createHash('sha256').update(token).digest('base64url')
