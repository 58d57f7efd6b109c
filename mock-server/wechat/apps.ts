import { createHash, timingSafeEqual } from 'node:crypto'
import type { Store } from '../store/store.ts'
import type { PushTarget } from './message-push.ts'
import type { ApiSecurity } from './security/keys.ts'
import type { WechatUser } from './users.ts'

/** The default mini-program of every part of this project. */
export const defaultApp = {
  appid: 'wx5ec7e70000000001',
  secret: '5ec7e75ec7e75ec7e75ec7e75ec7e75e',
} as const

/** The Open Platform account an app is bound to by default. */
const MAIN_ACCOUNT = 'main'

/** Settings the console at mp.weixin.qq.com lets a developer set for an app. */
export interface AppOptions {
  /** Addresses that may use the AppSecret (40164 for others); absent: all may. */
  ipWhitelist?: string[] | undefined
  /** Pages of the released version: what `check_path` knows; absent: not known, every page is taken. */
  pages?: string[] | undefined
  /** Templates of subscribe messages; absent: not known, every id is taken that a user accepted. */
  templates?: MessageTemplate[] | undefined
  /** This app is a third-party platform, and these mini-programs authorized it. */
  authorizers?: string[] | undefined
  apiSecurity?: ApiSecurity | undefined
  /** The server to which events are pushed; absent: nowhere. */
  messagePush?: PushTarget | undefined
}

/** A template of subscribe messages. */
export interface MessageTemplate {
  id: string
  title: string
  /** Such as `{"thing1": "活动"}`: key and name of each line. */
  lines?: Record<string, string> | undefined
}

/** A mini-program, as its console at mp.weixin.qq.com knows it. */
export interface App {
  appid: string
  secret: string
  /** Apps bound to the same Open Platform account see the same unionid; null: bound to none. */
  openAccount: string | null
  options: AppOptions
}

/** Adds an app, or changes the one with this appid. */
export function putApp(store: Store, app: App) {
  store
    .sql(
      `INSERT INTO wechat_apps (appid, secret, open_account, options) VALUES (?, ?, ?, ?)
       ON CONFLICT (appid) DO UPDATE SET secret = excluded.secret,
         open_account = excluded.open_account, options = excluded.options`,
    )
    .run(app.appid, app.secret, app.openAccount, JSON.stringify(app.options))
}

/** Adds the default app, where it is missing. */
export function seedApps(store: Store) {
  if (!hasApp(store, defaultApp.appid)) {
    putApp(store, { ...defaultApp, openAccount: MAIN_ACCOUNT, options: {} })
  }
}

/** All apps, secrets included. */
export const listApps = (store: Store): App[] =>
  store.sql('SELECT * FROM wechat_apps ORDER BY appid').all<AppRow>().map(toApp)

interface AppRow {
  appid: string
  secret: string
  open_account: string | null
  options: string
}

const toApp = (row: AppRow): App => ({
  appid: row.appid,
  secret: row.secret,
  openAccount: row.open_account,
  options: JSON.parse(row.options) as AppOptions,
})

/** The app with this appid; undefined where there is none. */
export const findApp = (store: Store, appid: string): App | undefined =>
  store.find('SELECT * FROM wechat_apps WHERE appid = ?', [appid], toApp)

/** True if there is an app with this appid. */
export const hasApp = (store: Store, appid: string) => findApp(store, appid) !== undefined

/** Compares an AppSecret in constant time. */
export function isSecretOf(app: App, secret: string): boolean {
  const [expected, given] = [Buffer.from(app.secret), Buffer.from(secret)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/**
 * The user's unionid as this app sees it; none when the app is bound to no Open Platform account.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/union-id.html
 */
export function unionidOf(store: Store, appid: string, user: WechatUser): string | undefined {
  const account = findApp(store, appid)?.openAccount ?? undefined
  if (account === undefined || account === MAIN_ACCOUNT) return account && user.unionid
  const digest = createHash('sha256').update(`${account}\n${user.unionid}`).digest('base64url')
  return `o${digest.slice(0, 27)}`
}
