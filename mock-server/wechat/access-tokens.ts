import { randomInt } from 'node:crypto'
import type { Store } from '../store/store.ts'
import { WechatError } from './errors.ts'
import { randomBytes } from '../random.ts'

const LIFETIME_MS = 7200_000
/** The stable token is replaced this long before its end; both work until then. */
const EARLY_MS = 5 * 60_000
/**
 * Time for which a token that `/cgi-bin/token` replaced still works: reported by developers, not
 * documented.
 */
const GRACE_MS = 5 * 60_000
const DAY_MS = 24 * 3600_000
const FORCED_PER_DAY = 20
const FORCED_PAUSE_MS = 30_000

/** A token as WeChat answers it; `expires_in` in seconds. */
export interface IssuedToken {
  access_token: string
  expires_in: number
}

interface TokenRow {
  access_token: string
  appid: string
  kind: 'plain' | 'stable' | 'component'
  issued_at: number
  expires_at: number
  superseded_at: number | null
}

/**
 * The result of `/cgi-bin/token`: a new token each time, which supersedes the one before.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getAccessToken.html
 */
export function issuePlainToken(store: Store, appid: string): IssuedToken {
  return store.transaction(() => {
    supersede(store, appid, 'plain')
    return issue(store, appid, 'plain', false)
  })
}

/**
 * The result of `/cgi-bin/stable_token`: the current token with the seconds it has left.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
 */
export function stableToken(store: Store, appid: string): IssuedToken {
  const now = store.clock.now()
  const current = store
    .sql(
      `SELECT * FROM wechat_tokens
       WHERE appid = ? AND kind = 'stable' AND superseded_at IS NULL AND expires_at > ?
       ORDER BY issued_at DESC LIMIT 1`,
    )
    .get<TokenRow>(appid, now + EARLY_MS)
  if (!current) return store.transaction(() => issue(store, appid, 'stable', false))
  return {
    access_token: current.access_token,
    expires_in: Math.floor((current.expires_at - now) / 1000),
  }
}

/** A third-party platform's own token: a new one each time, the ones before stay until they end. */
export const issueComponentToken = (store: Store, appid: string): IssuedToken =>
  store.transaction(() => issue(store, appid, 'component', false))

/**
 * `force_refresh`: a new token, and the one before is worth nothing at once. Twenty a day, half a
 * minute apart. Which error a hasty one gets is not documented; a minute quota is what it is.
 *
 * @throws WechatError 45009 after twenty in 24 hours; 45011 within 30 seconds of the last
 */
export function forceStableToken(store: Store, appid: string): IssuedToken {
  const now = store.clock.now()
  const { count, last } = store
    .sql(
      `SELECT count(*) AS count, max(issued_at) AS last FROM wechat_tokens
       WHERE appid = ? AND kind = 'stable' AND forced = 1 AND issued_at > ?`,
    )
    .get<{ count: number; last: number | null }>(appid, now - DAY_MS) ?? { count: 0, last: null }
  if (count >= FORCED_PER_DAY) throw new WechatError(45009)
  if (last !== null && now - last < FORCED_PAUSE_MS) throw new WechatError(45011)
  return store.transaction(() => {
    supersede(store, appid, 'stable')
    return issue(store, appid, 'stable', true)
  })
}

/**
 * Whose token this is.
 *
 * @throws WechatError 41001 missing; 42001 expired; 40001 unknown or superseded
 */
export function appOfToken(store: Store, access_token: string | undefined): string {
  if (!access_token) throw new WechatError(41001)
  const row = store
    .sql('SELECT * FROM wechat_tokens WHERE access_token = ?')
    .get<TokenRow>(access_token)
  if (!row) throw new WechatError(40001)
  const now = store.clock.now()
  if (row.superseded_at !== null) {
    const grace = row.kind === 'plain' ? GRACE_MS : 0
    if (now >= row.superseded_at + grace) throw new WechatError(40001)
  }
  if (now >= row.expires_at) throw new WechatError(42001)
  return row.appid
}

/** Invalidates every token at once (40001), as resetting the AppSecret does. */
export function endAllTokens(store: Store) {
  store.sql('UPDATE wechat_tokens SET superseded_at = 0').run()
}

/**
 * Keeps the tokens over a reset: a backend holds one for two hours, and must not have to know of each
 * test's beginning. They stay as old as they are when the clock goes back; what was forced is
 * forgotten, since it counts against a limit.
 *
 * @param clockGoesBackMs how far ahead of the machine the clock was
 */
export function keepTokens(store: Store, clockGoesBackMs: number) {
  store
    .sql(
      `UPDATE wechat_tokens SET forced = 0, issued_at = issued_at - ?1, expires_at = expires_at - ?1,
         superseded_at = superseded_at - ?1`,
    )
    .run(clockGoesBackMs)
}

function supersede(store: Store, appid: string, kind: TokenRow['kind']) {
  store
    .sql(
      `UPDATE wechat_tokens SET superseded_at = ?
       WHERE appid = ? AND kind = ? AND superseded_at IS NULL`,
    )
    .run(store.clock.now(), appid, kind)
}

function issue(store: Store, appid: string, kind: TokenRow['kind'], forced: boolean): IssuedToken {
  const now = store.clock.now()
  const access_token = `${randomInt(10, 100)}_${randomBytes(100).toString('base64url')}`
  store.sql('DELETE FROM wechat_tokens WHERE expires_at < ?').run(now - DAY_MS)
  store
    .sql(
      `INSERT INTO wechat_tokens (access_token, appid, kind, issued_at, expires_at, forced)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(access_token, appid, kind, now, now + LIFETIME_MS, Number(forced))
  return { access_token, expires_in: LIFETIME_MS / 1000 }
}
