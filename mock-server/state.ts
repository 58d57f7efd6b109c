import { cutPage, type Page } from './http/page.ts'
import { mark, maskPhone } from './mask.ts'
import type { Store } from './store/store.ts'
import { keepTokens } from './wechat/access-tokens.ts'
import { seedApps } from './wechat/apps.ts'
import { seedUsers } from './wechat/users.ts'

/** Puts in what a new, empty server starts with: one app, and the people who can sign in. */
export function seedState(store: Store) {
  seedApps(store)
  seedUsers(store)
}

/**
 * Forgets everybody and everything, and starts anew, on the machine's time. Access tokens stay: they
 * are the backend's, which caches them.
 */
export function resetState(store: Store) {
  store.refill(FORGOTTEN, () => {
    keepTokens(store, store.clock.offsetMs)
    store.clock.reset()
    seedState(store)
  })
}

const FORGOTTEN = [
  'backend_pictures',
  'backend_refresh_tokens',
  'backend_sessions',
  'backend_users',
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

/**
 * What is remembered, secrets masked: each becomes a short mark that only tells it apart. Of each list
 * one page; `more` names those that go on.
 */
export function readState(store: Store, page: Page) {
  const more: string[] = []
  const read = (name: string, from: string, ...values: number[]) => {
    const { limit, offset } = page
    const found = store
      .sql(`SELECT * FROM ${from} LIMIT ? OFFSET ?`)
      .all<Row>(...values, limit + 1, offset)
    const { rows, hasMore } = cutPage(found, page)
    if (hasMore) more.push(name)
    return rows
  }
  const wechat = {
    accounts: read('wechat.accounts', 'wechat_accounts').map(describeAccount),
    codes: byTime(read('wechat.codes', 'wechat_codes'), 'issued_at').map(describeCode),
  }
  const now = store.clock.now() // sessions that are over go now and then
  const live = read('backend.sessions', 'backend_sessions WHERE expires_at > ?', now)
  const backend = {
    users: read('backend.users', 'backend_users').map(describeUser),
    sessions: byTime(live, 'created_at').map(describeSession),
  }
  return { wechat, backend, more }
}

type Row = Record<string, string>

/** Within a page: all of a table by time would be read whole. */
const byTime = (rows: Row[], column: string) =>
  rows.toSorted((one, other) => Number(one[column]) - Number(other[column]))

const describeAccount = (row: Row) => ({
  appid: row.appid,
  user: row.user_name,
  openid: row.openid,
  session_key: mask(row.session_key),
  sessionKeyExpiresAt: row.session_key_expires_at,
  authSetting: JSON.parse(row.auth_setting ?? '{}') as Record<string, boolean>,
})

const describeCode = (row: Row) => ({
  code: mask(row.code),
  kind: row.kind,
  user: row.user_name,
  issuedAt: row.issued_at,
  usedAt: row.used_at,
})

const describeUser = (row: Row) => ({
  id: row.id,
  openid: row.openid,
  session_key: mask(row.session_key),
  profile: JSON.parse(row.profile ?? '{}') as Record<string, unknown>,
  phoneNumber: maskPhone(row.phone_number ?? ''),
})

const describeSession = (row: Row) => ({
  token: mask(row.token_hash),
  userId: row.user_id,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})

function mask(secret: string | null | undefined): string | null {
  return secret === null || secret === undefined ? null : mark(secret)
}
