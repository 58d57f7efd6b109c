import type { Store } from '../store/store.ts'
import { sweep } from '../store/sweep.ts'
import { openAccount, rotateSessionKey, useSessionKey, type Account } from './accounts.ts'
import { unionidOf } from './apps.ts'
import { WechatError } from './errors.ts'
import { defaultUser, findUser, type WechatUser } from './users.ts'
import { randomBytes } from '../random.ts'

/**
 * A code of either kind lives five minutes and works once.
 *
 * Sources: https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html,
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html
 */
const CODE_LIFETIME_MS = 5 * 60_000
/** Dead codes are remembered this long, so that a late second use still says what it is. */
const CODE_MEMORY_MS = 24 * 3600_000

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * The codes of DevTools. With `touristappid` it returns one fixed text; with a real appid, a code of
 * the real WeChat, of the shape this fake's own codes have.
 */
const TOURIST_CODE = 'the code is a mock one'
const CODE_SHAPE = /^0[\dA-Za-z]{31}$/

/** The result of `wx.login`: a fresh code, and a rotated `session_key` behind it. */
export function issueLoginCode(store: Store, account: Account): string {
  const code = `0${Array.from(randomBytes(31), (byte) => ALPHABET[byte % 62]).join('')}`
  store.transaction(() => {
    rotateSessionKey(store, account)
    remember(store, account, code, 'login')
  })
  return code
}

/** The result of a tap on `<button open-type="getPhoneNumber">` gets, after the user's consent. */
export function issuePhoneCode(store: Store, account: Account): string {
  const code = randomBytes(32).toString('hex')
  store.transaction(() => remember(store, account, code, 'phone'))
  return code
}

/** The result of `wx.pluginLogin`. */
export function issuePluginCode(store: Store, account: Account): string {
  const code = randomBytes(32).toString('hex')
  store.transaction(() => remember(store, account, code, 'plugin'))
  return code
}

type Kind = 'login' | 'phone' | 'plugin'

function remember(store: Store, account: Account, code: string, kind: Kind) {
  const now = store.clock.now()
  sweep(store, { table: 'wechat_codes', key: 'code', time: 'issued_at' }, now - CODE_MEMORY_MS)
  store
    .sql(
      'INSERT INTO wechat_codes (code, appid, user_name, issued_at, kind) VALUES (?, ?, ?, ?, ?)',
    )
    .run(code, account.appid, account.userName, now, kind)
}

/** The app and the user behind a code. */
export interface RedeemedCode {
  session_key: string
  openid: string
  /** Only when the app is bound to an Open Platform account. */
  unionid?: string
}

interface CodeRow {
  kind: Kind
  appid: string
  user_name: string
  issued_at: number
  used_at: number | null
}

const find = (store: Store, code: string) =>
  store
    .sql('SELECT appid, user_name, issued_at, used_at, kind FROM wechat_codes WHERE code = ?')
    .get<CodeRow>(code)

const use = (store: Store, code: string) =>
  store.sql('UPDATE wechat_codes SET used_at = ? WHERE code = ?').run(store.clock.now(), code)

const isOver = (store: Store, row: CodeRow) => store.clock.now() - row.issued_at >= CODE_LIFETIME_MS

/** Conditions under which a code is taken. */
export interface RedeemOptions {
  /** Refuse also what DevTools returns, which signs in the default user otherwise. */
  strict: boolean
  /** Called with whose code it is before it is used up; may throw to refuse. */
  onUser: (userName: string, isFromDevTools: boolean) => void
}

/**
 * Exchanges a login code, once. DevTools' own codes are never used up. Anything else that was not
 * issued here is what it is on WeChat: `undefined`, `[object Object]`, an empty code or one in quotes
 * are the commonest mistakes of a client, and must be seen.
 *
 * @throws WechatError 40163 used before; 40029 unknown, expired, of another mini-program, or a phone
 *   code; 40226 the user is blocked. A refused code stays as it was.
 */
export function redeemLoginCode(
  store: Store,
  appid: string,
  code: string,
  { strict, onUser }: RedeemOptions,
) {
  return store.transaction((): RedeemedCode => {
    const row = find(store, code)
    if (!row && !strict && (code === TOURIST_CODE || CODE_SHAPE.test(code))) {
      onUser(defaultUser, true)
      return identityOf(store, appid, defaultUser)
    }
    if (row?.kind !== 'login' || row.appid !== appid) throw new WechatError(40029)
    if (row.used_at !== null) throw new WechatError(40163)
    if (isOver(store, row)) throw new WechatError(40029)
    onUser(row.user_name, false)
    const identity = identityOf(store, appid, row.user_name)
    use(store, code)
    return identity
  })
}

/**
 * Exchanges a phone code, once.
 *
 * @param openid where given, the user it must belong to
 * @throws WechatError 40029 unknown, used, expired, or a login code; 40013 of another mini-program;
 *   40003 of another user (WeChat documents that it refuses, not by which number)
 */
export function redeemPhoneCode(
  store: Store,
  appid: string,
  code: string,
  openid?: string,
): WechatUser {
  return store.transaction(() => {
    const row = find(store, code)
    if (row?.kind !== 'phone') throw invalidCode()
    if (row.appid !== appid) throw new WechatError(40013)
    const user = findUser(store, row.user_name)
    if (row.used_at !== null || isOver(store, row) || !user) throw invalidCode()
    if (openid !== undefined && openAccount(store, appid, user.name).openid !== openid) {
      throw new WechatError(40003)
    }
    use(store, code)
    return user
  })
}

/**
 * Exchanges a code of `wx.pluginLogin`, once, for the user it belongs to.
 *
 * @throws WechatError 40029 unknown, used or expired; 40013 of another plugin
 */
export function redeemPluginCode(store: Store, appid: string, code: string): WechatUser {
  return store.transaction(() => {
    const row = find(store, code)
    const user = row && findUser(store, row.user_name)
    if (row?.kind !== 'plugin' || !user) throw new WechatError(40029)
    if (row.appid !== appid) throw new WechatError(40013)
    if (row.used_at !== null || isOver(store, row)) throw new WechatError(40029)
    use(store, code)
    return user
  })
}

/** 40029 under `/wxa` carries a hint, as captured since 2022. */
const invalidCode = () =>
  new WechatError(40029, `invalid code hint: [${randomBytes(12).toString('base64url')}]`)

function identityOf(store: Store, appid: string, userName: string): RedeemedCode {
  const user = findUser(store, userName)
  if (!user) throw new WechatError(40029)
  if (user.blocked) throw new WechatError(40226)
  const account = openAccount(store, appid, userName)
  const unionid = unionidOf(store, appid, user)
  return {
    session_key: useSessionKey(store, account),
    openid: account.openid,
    ...(unionid === undefined ? {} : { unionid }),
  }
}
