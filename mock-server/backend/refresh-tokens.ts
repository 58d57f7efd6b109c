import { randomBytes } from '../random.ts'
import { deleteAll, updateAll } from '../store/slices.ts'
import type { Store } from '../store/store.ts'
import { sweep } from '../store/sweep.ts'
import { apiError } from './errors.ts'
import { endFamily, hashToken, newToken, openSession } from './sessions.ts'

/** Life of a session that has a refresh token: it is not prolonged by use. */
const ACCESS_SECONDS = 15 * 60
/** Life of an unused refresh token. */
const REFRESH_SECONDS = 30 * 24 * 3600

/** A session and what renews it. */
export interface TokenPair {
  token: string
  expiresIn: number
  refreshToken: string
}

/** The first pair of a sign-in. */
export function openPair(store: Store, userId: string): TokenPair {
  return issue(store, userId, randomBytes(12).toString('base64url'))
}

interface Known {
  family: string
  userId: string
  isOver: boolean
  isUsed: boolean
}

/**
 * Takes a refresh token for the next pair. It is good for one use (rotation): one that is used a second
 * time was copied, so all sessions and tokens of its sign-in end.
 *
 * @returns whose it is, and the pair
 * @throws Problem `refresh_token_invalid`, `refresh_token_reused`
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
export function rotate(store: Store, refreshToken: string): TokenPair & { userId: string } {
  const key = hashToken(refreshToken)
  const now = store.clock.now()
  const known = store.find(KNOWN, [key], (row: Row): Known => ({
    family: row.family,
    userId: row.user_id,
    isOver: row.expires_at <= now,
    isUsed: row.used_at !== null,
  }))
  if (!known || (known.isOver && !known.isUsed)) {
    throw apiError('refresh_token_invalid', 'This refresh token is unknown or over. Sign in again.')
  }
  const { family, userId } = known
  if (known.isUsed) {
    endFamily(store, userId, family)
    throw apiError(
      'refresh_token_reused',
      'This refresh token was used before: all of its sign-in is ended. Sign in again.',
    )
  }
  store.sql('UPDATE backend_refresh_tokens SET used_at = ? WHERE token_hash = ?').run(now, key)
  // The sessions before it end with it: one is enough.
  store.sql('DELETE FROM backend_sessions WHERE user_id = ? AND family = ?').run(userId, family)
  return { userId, ...issue(store, userId, family) }
}

interface Row {
  family: string
  user_id: string
  expires_at: number
  used_at: number | null
}

const KNOWN =
  'SELECT family, user_id, expires_at, used_at FROM backend_refresh_tokens WHERE token_hash = ?'

function issue(store: Store, userId: string, family: string): TokenPair {
  const now = store.clock.now()
  sweep(store, { table: 'backend_refresh_tokens', key: 'token_hash', time: 'expires_at' }, now + 1)
  const refreshToken = newToken()
  store
    .sql(
      `INSERT INTO backend_refresh_tokens (token_hash, family, user_id, expires_at)
       VALUES (?, ?, ?, ?)`,
    )
    .run(hashToken(refreshToken), family, userId, now + REFRESH_SECONDS * 1000)
  const token = openSession(store, userId, { family, seconds: ACCESS_SECONDS })
  return { token, expiresIn: ACCESS_SECONDS, refreshToken }
}

/** Marks every refresh token as used, as if all had been copied. */
export const useAllRefreshTokens = (store: Store): Promise<void> =>
  updateAll(store, TOKENS, `used_at = ${store.clock.now()}`)

/** Deletes every refresh token. */
export const forgetAllRefreshTokens = (store: Store): Promise<void> => deleteAll(store, TOKENS)

const TOKENS = { table: 'backend_refresh_tokens', keys: ['token_hash'] }
