import { inSlices, updateAll } from '../store/slices.ts'
import type { Store } from '../store/store.ts'
import { randomBytes } from '../random.ts'

/** The user's answers, per scope; a scope that was never requested is absent. */
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
/** Activity moves points in time by at least this much: a read is not a write each time. */
const STEP_MS = 60_000

interface AccountRow {
  openid: string
  active_at: number
  session_key: string | null
  session_key_issued_at: number | null
  session_key_expires_at: number | null
}

const row = (store: Store, { appid, userName }: Omit<Account, 'openid'>) =>
  store.find<AccountRow>('SELECT * FROM wechat_accounts WHERE appid = ? AND user_name = ?', [
    appid,
    userName,
  ])

/**
 * The user's account in this mini-program, made on first use. The openid stays for good. Being asked
 * for counts as activity, which is known to the minute.
 */
export function openAccount(store: Store, appid: string, userName: string): Account {
  const now = store.clock.now()
  const known = row(store, { appid, userName })
  if (known) {
    if (now - known.active_at >= STEP_MS) {
      store
        .sql('UPDATE wechat_accounts SET active_at = ? WHERE appid = ? AND user_name = ?')
        .run(now, appid, userName)
    }
    return { appid, userName, openid: known.openid }
  }
  const openid = `o${randomBytes(21).toString('base64url').slice(0, 27)}`
  store
    .sql('INSERT INTO wechat_accounts (appid, user_name, openid, active_at) VALUES (?, ?, ?, ?)')
    .run(appid, userName, openid, now)
  return { appid, userName, openid }
}

/** Everything the platform knows of the user behind an openid; nothing when it is another app's. */
export function findAccount(store: Store, appid: string, openid: string) {
  const found = store
    .sql(
      `SELECT user_name, active_at, session_key, session_key_expires_at FROM wechat_accounts
       WHERE openid = ? AND appid = ?`,
    )
    .get<AccountRow & { user_name: string }>(openid, appid)
  if (!found) return undefined
  const expiresAt = found.session_key_expires_at ?? 0
  return {
    account: { appid, openid, userName: found.user_name },
    activeAt: found.active_at,
    /** Only while it is good. */
    sessionKey: expiresAt > store.clock.now() ? found.session_key : null,
  }
}

/** True if the user's `session_key` is still good. */
export function isSessionKeyLive(store: Store, account: Account): boolean {
  const expiresAt = row(store, account)?.session_key_expires_at ?? 0
  return expiresAt > store.clock.now()
}

/** The effect of `wx.login` on the key: a new one, unless the present one is live and very young. */
export function rotateSessionKey(store: Store, account: Account) {
  const age = store.clock.now() - (row(store, account)?.session_key_issued_at ?? 0)
  if (!isSessionKeyLive(store, account) || age >= KEY_MINIMUM_AGE_MS) issueKey(store, account)
}

/** The key in force, its life extended by this use; a new one when it had expired. */
export function useSessionKey(store: Store, account: Account): string {
  const now = store.clock.now()
  const known = row(store, account)
  const expiresAt = known?.session_key_expires_at ?? 0
  if (!known?.session_key || expiresAt <= now) return issueKey(store, account)
  if (now + KEY_LIFETIME_MS - expiresAt >= STEP_MS) {
    store
      .sql(
        `UPDATE wechat_accounts SET session_key_expires_at = ?
         WHERE appid = ? AND user_name = ?`,
      )
      .run(now + KEY_LIFETIME_MS, account.appid, account.userName)
  }
  return known.session_key
}

/** Ends every key at once, as WeChat does after long disuse. */
export const endAllSessionKeys = (store: Store): Promise<void> =>
  updateAll(store, ACCOUNTS, 'session_key_expires_at = 0')

const ACCOUNTS = { table: 'wechat_accounts', keys: ['appid', 'user_name'] }

/** The user's answers, per scope. */
export function readAuthSetting(store: Store, { appid, userName }: Account): AuthSetting {
  const found = store
    .sql('SELECT auth_setting FROM wechat_accounts WHERE appid = ? AND user_name = ?')
    .get<{ auth_setting: string }>(appid, userName)
  return found ? (JSON.parse(found.auth_setting) as AuthSetting) : {}
}

/** Notes the user's answer for a scope; gives all of them. */
export function writeAuthSetting(store: Store, account: Account, scope: string, granted: boolean) {
  const setting = { ...readAuthSetting(store, account), [scope]: granted }
  store
    .sql('UPDATE wechat_accounts SET auth_setting = ? WHERE appid = ? AND user_name = ?')
    .run(JSON.stringify(setting), account.appid, account.userName)
  return setting
}

/** A new key at the backend's wish; it ends when the old one would have. */
export function resetSessionKey(store: Store, account: Account): string {
  const expiresAt = row(store, account)?.session_key_expires_at
  const key = issueKey(store, account)
  store
    .sql('UPDATE wechat_accounts SET session_key_expires_at = ? WHERE appid = ? AND user_name = ?')
    .run(expiresAt ?? null, account.appid, account.userName)
  return key
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

/** Replaces every live key, as the next login somewhere else may do at any time. */
export const replaceAllSessionKeys = (store: Store): Promise<void> =>
  inSlices(store, ACCOUNTS, (where, values) => {
    const live = `FROM wechat_accounts WHERE ${where} AND session_key_expires_at > ?`
    const rows = store
      .sql(`SELECT appid, user_name, openid ${live}`)
      .all<{ appid: string; user_name: string; openid: string }>(...values, store.clock.now())
    store.transaction(() => {
      for (const { appid, user_name, openid } of rows) {
        issueKey(store, { appid, userName: user_name, openid })
      }
    })
  })
