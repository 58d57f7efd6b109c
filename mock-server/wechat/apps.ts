import { timingSafeEqual } from 'node:crypto'
import type { Store } from '../store/store.ts'

/** The mini-program every part of this project uses unless told otherwise. */
export const defaultApp = {
  appid: 'wx5ec7e70000000001',
  secret: '5ec7e75ec7e75ec7e75ec7e75ec7e75e',
} as const

export function addApp(store: Store, app: { appid: string; secret: string }) {
  store.sql('INSERT OR IGNORE INTO wechat_apps VALUES (?, ?)').run(app.appid, app.secret)
}

export function hasApp(store: Store, appid: string): boolean {
  return store.sql('SELECT 1 FROM wechat_apps WHERE appid = ?').get(appid) !== undefined
}

export function isSecretOf(store: Store, appid: string, secret: string): boolean {
  const row = store
    .sql('SELECT secret FROM wechat_apps WHERE appid = ?')
    .get<{ secret: string }>(appid)
  if (!row) return false
  const [expected, given] = [Buffer.from(row.secret), Buffer.from(secret)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}
