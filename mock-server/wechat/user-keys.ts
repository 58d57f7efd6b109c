import type { Store } from '../store/store.ts'
import { randomBytes } from '../random.ts'
import type { Account } from './accounts.ts'

const LIFETIME_MS = 3600_000
const KEPT = 3

interface KeyRow {
  version: number
  encrypt_key: string
  iv: string
  created_at: number
}

/**
 * The key in force between a user's phone and the backend, as `wx.getUserCryptoManager()` and
 * `getuserencryptkey` both know it; a new one when the last is an hour old.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/user-encryption.html
 */
export function latestUserKey(store: Store, account: Account): KeyInfo {
  const now = store.clock.now()
  const last = read(store, account)[0]
  if (!last || now - last.created_at >= LIFETIME_MS) {
    store
      .sql('INSERT INTO wechat_user_keys VALUES (?, ?, ?, ?, ?, ?)')
      .run(
        account.appid,
        account.userName,
        (last?.version ?? 0) + 1,
        randomBytes(16).toString('base64'),
        randomBytes(8).toString('hex'),
        now,
      )
  }
  return userKeys(store, account)[0] as KeyInfo
}

/** A key as WeChat writes it; times in seconds. An expired one is listed with nothing left. */
export interface KeyInfo {
  encrypt_key: string
  version: number
  expire_in: number
  iv: string
  create_time: number
}

/** The last three keys, newest first. Asking makes the first one. */
export function userKeys(store: Store, account: Account): KeyInfo[] {
  const now = store.clock.now()
  const rows = read(store, account)
  if (rows.length === 0) return [latestUserKey(store, account)]
  return rows.map((row) => ({
    encrypt_key: row.encrypt_key,
    version: row.version,
    expire_in: Math.max(0, Math.floor((row.created_at + LIFETIME_MS - now) / 1000)),
    iv: row.iv,
    create_time: Math.floor(row.created_at / 1000),
  }))
}

const read = (store: Store, { appid, userName }: Account) =>
  store
    .sql(
      `SELECT * FROM wechat_user_keys WHERE appid = ? AND user_name = ?
       ORDER BY version DESC LIMIT ${KEPT}`,
    )
    .all<KeyRow>(appid, userName)
