import { markIfAny, maskPhone } from '../mask.ts'
import type { ReadRows, Row } from '../store/pages.ts'
import type { Store } from '../store/store.ts'
import { expireAllSessions } from './sessions.ts'
import { forgetAllRefreshTokens } from './refresh-tokens.ts'

export { useAllRefreshTokens } from './refresh-tokens.ts'
export { expireAllSessions } from './sessions.ts'

/** Tables that a reset empties, parents last. */
export const forgotten: readonly string[] = [
  'backend_pictures',
  'backend_refresh_tokens',
  'backend_sessions',
  'backend_users',
]

/** Invalidates every issued token, refresh tokens too. */
export async function expireAll(store: Store) {
  await expireAllSessions(store)
  await forgetAllRefreshTokens(store)
}

/** Users and the sessions that are not over, secrets masked. */
export const describe = (read: ReadRows, now: number) => ({
  users: read('backend.users', 'backend_users').map(describeUser),
  sessions: read('backend.sessions', 'backend_sessions', {
    where: 'expires_at > ?', // expired ones are swept now and then
    values: [now],
    inOrderOf: 'created_at',
  }).map(describeSession),
})

/** The openid behind an account of the backend. */
export const openidOf = (store: Store, userId: string): string | undefined =>
  store.sql('SELECT openid FROM backend_users WHERE id = ?').get<{ openid: string }>(userId)?.openid

const describeUser = (row: Row) => ({
  id: row.id,
  openid: row.openid,
  session_key: markIfAny(row.session_key),
  profile: JSON.parse(row.profile ?? '{}') as Record<string, unknown>,
  phoneNumber: maskPhone(row.phone_number ?? ''),
})

const describeSession = (row: Row) => ({
  token: markIfAny(row.token_hash),
  userId: row.user_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})
