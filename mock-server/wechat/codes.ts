import { randomInt } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { openAccount, rotateSessionKey, useSessionKey, type Account } from './accounts.ts'
import { WechatError } from './errors.ts'
import { defaultUser, findUser } from './users.ts'

/**
 * A login code lives five minutes and works once.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html
 */
const CODE_LIFETIME_MS = 5 * 60_000
/** Dead codes are remembered this long, so that a late second use still says what it is. */
const CODE_MEMORY_MS = 24 * 3600_000

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** What `wx.login` gets: a fresh code, and a rotated `session_key` behind it. */
export function issueCode(store: Store, account: Account): string {
  const now = store.clock.now()
  const code = `0${Array.from({ length: 31 }, () => ALPHABET[randomInt(62)]).join('')}`
  store.transaction(() => {
    rotateSessionKey(store, account)
    store.sql('DELETE FROM wechat_codes WHERE issued_at < ?').run(now - CODE_MEMORY_MS)
    store
      .sql('INSERT INTO wechat_codes VALUES (?, ?, ?, ?, NULL)')
      .run(code, account.appid, account.userName, now)
  })
  return code
}

export interface RedeemedCode {
  session_key: string
  openid: string
  unionid: string
}

interface CodeRow {
  appid: string
  user_name: string
  issued_at: number
  used_at: number | null
}

/**
 * Exchanges a login code, once.
 *
 * @param strict when false, a code this fake never issued signs in as the default user and is never
 *   used up: DevTools hands out `the code is a mock one` (no appid) or codes of the real WeChat
 * @throws WechatError 40163 used before; 40029 unknown, expired, or of another mini-program;
 *   40226 the user is blocked. A refused code stays as it was.
 */
export function redeemCode(store: Store, appid: string, code: string, strict: boolean) {
  return store.transaction((): RedeemedCode => {
    const row = store.sql('SELECT * FROM wechat_codes WHERE code = ?').get<CodeRow>(code)
    if (!row) {
      if (strict) throw new WechatError(40029)
      return keyFor(store, appid, defaultUser)
    }
    const now = store.clock.now()
    if (row.appid !== appid) throw new WechatError(40029)
    if (row.used_at !== null) throw new WechatError(40163)
    if (now - row.issued_at >= CODE_LIFETIME_MS) throw new WechatError(40029)
    const redeemed = keyFor(store, appid, row.user_name)
    store.sql('UPDATE wechat_codes SET used_at = ? WHERE code = ?').run(now, code)
    return redeemed
  })
}

function keyFor(store: Store, appid: string, userName: string): RedeemedCode {
  const user = findUser(store, userName)
  if (!user) throw new WechatError(40029)
  if (user.blocked) throw new WechatError(40226)
  const account = openAccount(store, appid, userName)
  return {
    session_key: useSessionKey(store, account),
    openid: account.openid,
    unionid: user.unionid,
  }
}
