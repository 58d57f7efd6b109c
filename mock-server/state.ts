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
  store.transaction(() => {
    keepTokens(store, store.clock.offsetMs)
    store.clock.reset()
    for (const table of [
      'backend_pictures',
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
    ]) {
      store.sql(`DELETE FROM ${table}`).run()
    }
    seedState(store)
  })
}

/** All that is remembered, secrets masked: each becomes a short mark that only tells it apart. */
export function readState(store: Store) {
  const accounts = store.sql('SELECT * FROM wechat_accounts').all<Record<string, string>>()
  const codes = store
    .sql('SELECT * FROM wechat_codes ORDER BY issued_at')
    .all<Record<string, string>>()
  const users = store.sql('SELECT * FROM backend_users').all<Record<string, string>>()
  const sessions = store
    .sql('SELECT * FROM backend_sessions WHERE expires_at > ? ORDER BY created_at')
    .all<Record<string, string>>(store.clock.now()) // those that are over go now and then
  return {
    wechat: {
      accounts: accounts.map((row) => ({
        appid: row.appid,
        user: row.user_name,
        openid: row.openid,
        session_key: mask(row.session_key),
        sessionKeyExpiresAt: row.session_key_expires_at,
        authSetting: JSON.parse(row.auth_setting ?? '{}') as Record<string, boolean>,
      })),
      codes: codes.map((row) => ({
        code: mask(row.code),
        kind: row.kind,
        user: row.user_name,
        issuedAt: row.issued_at,
        usedAt: row.used_at,
      })),
    },
    backend: {
      users: users.map((row) => ({
        id: row.id,
        openid: row.openid,
        session_key: mask(row.session_key),
        profile: JSON.parse(row.profile ?? '{}') as Record<string, unknown>,
        phoneNumber: maskPhone(row.phone_number ?? ''),
      })),
      sessions: sessions.map((row) => ({
        token: mask(row.token_hash),
        userId: row.user_id,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      })),
    },
  }
}

function mask(secret: string | null | undefined): string | null {
  return secret === null || secret === undefined ? null : mark(secret)
}
