import { createHash, timingSafeEqual } from 'node:crypto'
import type { Store } from '../store/store.ts'
import type { WechatUser } from './users.ts'

/** The mini-program every part of this project uses unless told otherwise. */
export const defaultApp = {
  appid: 'wx5ec7e70000000001',
  secret: '5ec7e75ec7e75ec7e75ec7e75ec7e75e',
} as const

/** The Open Platform account an app is bound to unless told otherwise. */
const MAIN_ACCOUNT = 'main'

export interface App {
  appid: string
  secret: string
  /** Apps bound to the same Open Platform account see the same unionid; null: bound to none. */
  openAccount: string | null
}

/** Adds an app, or changes the one with this appid. */
export function putApp(store: Store, app: App) {
  store
    .sql(
      `INSERT INTO wechat_apps (appid, secret, open_account) VALUES (?, ?, ?)
       ON CONFLICT (appid) DO UPDATE SET secret = excluded.secret, open_account = excluded.open_account`,
    )
    .run(app.appid, app.secret, app.openAccount)
}

export function seedApps(store: Store) {
  if (!hasApp(store, defaultApp.appid)) {
    putApp(store, { ...defaultApp, openAccount: MAIN_ACCOUNT })
  }
}

/** All apps, without their secrets. */
export function listApps(store: Store): Omit<App, 'secret'>[] {
  return store
    .sql('SELECT appid, open_account FROM wechat_apps ORDER BY appid')
    .all<{ appid: string; open_account: string | null }>()
    .map((row) => ({ appid: row.appid, openAccount: row.open_account }))
}

interface AppRow {
  secret: string
  open_account: string | null
}

export const findApp = (store: Store, appid: string) =>
  store.find<AppRow>('SELECT secret, open_account FROM wechat_apps WHERE appid = ?', [appid])

export const hasApp = (store: Store, appid: string) => findApp(store, appid) !== undefined

export function isSecretOf(app: AppRow, secret: string): boolean {
  const [expected, given] = [Buffer.from(app.secret), Buffer.from(secret)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/**
 * The user's unionid as this app sees it; none when the app is bound to no Open Platform account.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/union-id.html
 */
export function unionidOf(store: Store, appid: string, user: WechatUser): string | undefined {
  const account = findApp(store, appid)?.open_account ?? undefined
  if (account === undefined || account === MAIN_ACCOUNT) return account && user.unionid
  const digest = createHash('sha256').update(`${account}\n${user.unionid}`).digest('base64url')
  return `o${digest.slice(0, 27)}`
}
