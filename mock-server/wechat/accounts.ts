import { randomBytes } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** What the user answered, per scope; a scope never asked for is absent. */
export type AuthSetting = Record<string, boolean>

/** One user in one mini-program. */
export interface Account {
  appid: string
  userName: string
  openid: string
}

/**
 * WeChat does not publish these two; they are this mock's own choice. A login soon after the last
 * keeps the key, so that several logins in a row do not each make a new one.
 */
const KEY_MINIMUM_AGE_MS = 60_000
const KEY_LIFETIME_MS = 3 * 24 * 3600_000

interface AccountRow {
  openid: string
  session_key: string | null
  session_key_issued_at: number | null
  session_key_expires_at: number | null
}

const row = (store: Store, { appid, userName }: Account) =>
  store
    .sql('SELECT * FROM wechat_accounts WHERE appid = ? AND user_name = ?')
    .get<AccountRow>(appid, userName)

/** The user's account in this mini-program, made on first use. The openid stays for good. */
export function openAccount(store: Store, appid: string, userName: string): Account {
  const openid = `o${randomBytes(21).toString('base64url').slice(0, 27)}`
  store
    .sql(
      `INSERT INTO wechat_accounts (appid, user_name, openid) VALUES (?, ?, ?)
       ON CONFLICT (appid, user_name) DO NOTHING`,
    )
    .run(appid, userName, openid)
  const account = { appid, userName, openid }
  return { ...account, openid: row(store, account)?.openid ?? openid }
}

/** Whether the user's `session_key` is still good. */
export function isSessionKeyLive(store: Store, account: Account): boolean {
  const expiresAt = row(store, account)?.session_key_expires_at ?? 0
  return expiresAt > store.clock.now()
}

/** What `wx.login` does to the key: a new one, unless the present one is live and very young. */
export function rotateSessionKey(store: Store, account: Account) {
  const age = store.clock.now() - (row(store, account)?.session_key_issued_at ?? 0)
  if (!isSessionKeyLive(store, account) || age >= KEY_MINIMUM_AGE_MS) issueKey(store, account)
}

/** The key in force, its life extended by this use; a new one when it had expired. */
export function useSessionKey(store: Store, account: Account): string {
  if (!isSessionKeyLive(store, account)) return issueKey(store, account)
  store
    .sql(
      `UPDATE wechat_accounts SET session_key_expires_at = ?
       WHERE appid = ? AND user_name = ?`,
    )
    .run(store.clock.now() + KEY_LIFETIME_MS, account.appid, account.userName)
  return row(store, account)?.session_key ?? issueKey(store, account)
}

/** Ends every key at once, as WeChat does after long disuse. */
export function endAllSessionKeys(store: Store) {
  store.sql('UPDATE wechat_accounts SET session_key_expires_at = 0').run()
}

/** Gives everybody a new key, as WeChat may at any login. */
export function replaceAllSessionKeys(store: Store) {
  const accounts = store
    .sql('SELECT appid, user_name, openid FROM wechat_accounts WHERE session_key IS NOT NULL')
    .all<{ appid: string; user_name: string; openid: string }>()
  for (const { appid, user_name, openid } of accounts) {
    issueKey(store, { appid, userName: user_name, openid })
  }
}

export function readAuthSetting(store: Store, { appid, userName }: Account): AuthSetting {
  const found = store
    .sql('SELECT auth_setting FROM wechat_accounts WHERE appid = ? AND user_name = ?')
    .get<{ auth_setting: string }>(appid, userName)
  return found ? (JSON.parse(found.auth_setting) as AuthSetting) : {}
}

export function writeAuthSetting(store: Store, account: Account, scope: string, granted: boolean) {
  const setting = { ...readAuthSetting(store, account), [scope]: granted }
  store
    .sql('UPDATE wechat_accounts SET auth_setting = ? WHERE appid = ? AND user_name = ?')
    .run(JSON.stringify(setting), account.appid, account.userName)
  return setting
}

function issueKey(store: Store, account: Account): string {
  const key = randomBytes(16).toString('base64')
  const now = store.clock.now()
  store
    .sql(
      `UPDATE wechat_accounts
       SET session_key = ?, session_key_issued_at = ?, session_key_expires_at = ?
       WHERE appid = ? AND user_name = ?`,
    )
    .run(key, now, now + KEY_LIFETIME_MS, account.appid, account.userName)
  return key
}
