import { markIfAny } from '../mask.ts'
import type { ReadRows, Row } from '../store/pages.ts'
import type { Store } from '../store/store.ts'
import { keepTokens } from './access-tokens.ts'
import { seedApps } from './apps.ts'
import { seedUsers } from './users.ts'

export { endAllTokens } from './access-tokens.ts'
export { endAllSessionKeys as expireAll, replaceAllSessionKeys } from './accounts.ts'
export { blockEverybody, isEverybodyBlocked } from './users.ts'

/**
 * Tables that a reset empties, parents last. Access tokens are not among them: they are the backend's,
 * which caches them.
 */
export const forgotten: readonly string[] = [
  'wechat_messages',
  'wechat_codes',
  'wechat_subscriptions',
  'wechat_notices',
  'wechat_links',
  'wechat_user_keys',
  'wechat_payments',
  'wechat_accounts',
  'wechat_users',
  'wechat_apps',
]

/** Puts in what is there from the start, where it is missing: one app, and the people who can sign in. */
export function seed(store: Store) {
  seedApps(store)
  seedUsers(store)
}

/** Begins again in empty tables; to be called before the clock goes back. */
export function reset(store: Store) {
  keepTokens(store, store.clock.offsetMs)
  seed(store)
}

/** Accounts and codes, secrets masked. */
export const describe = (read: ReadRows) => ({
  accounts: read('wechat.accounts', 'wechat_accounts').map(describeAccount),
  codes: read('wechat.codes', 'wechat_codes', { inOrderOf: 'issued_at' }).map(describeCode),
})

/** The name of the person with this openid. */
export const nameOfOpenid = (store: Store, openid: string): string | undefined =>
  store
    .sql('SELECT user_name FROM wechat_accounts WHERE openid = ?')
    .get<{ user_name: string }>(openid)?.user_name

const describeAccount = (row: Row) => ({
  appid: row.appid,
  user: row.user_name,
  openid: row.openid,
  session_key: markIfAny(row.session_key),
  sessionKeyExpiresAt: row.session_key_expires_at,
  authSetting: JSON.parse(row.auth_setting ?? '{}') as Record<string, boolean>,
})

const describeCode = (row: Row) => ({
  code: markIfAny(row.code),
  kind: row.kind,
  user: row.user_name,
  issuedAt: row.issued_at,
  usedAt: row.used_at,
})
