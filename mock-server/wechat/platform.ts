import type { Context } from 'hono'
import type { Store } from '../store/store.ts'
import { appOfToken } from './access-tokens.ts'
import type { WatermarkRule } from './encryption.ts'
import type { Quotas } from './quotas.ts'

/** What a test or a person may change while the server runs. */
export interface PlatformSettings {
  watermark: WatermarkRule
}

/** What WeChat's rooms (`sns`, `cgi-bin`, `wxa`) share. */
export interface Platform {
  store: Store
  quotas: Quotas
  /** Refuse codes that look like those of DevTools (40029), instead of signing in the default user. */
  strictCodes: boolean
  settings: PlatformSettings
}

/**
 * The appid whose `access_token` a request carries; the call is counted.
 *
 * @param route the last part of the path, by which quotas are named
 * @throws WechatError 41001 no token; 40001 wrong or superseded; 42001 expired; 45011, 45009 quotas
 */
export function authorize({ store, quotas }: Platform, c: Context, route: string): string {
  const appid = appOfToken(store, c.req.query('access_token'))
  quotas.count(route, appid)
  return appid
}
