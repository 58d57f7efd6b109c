import type { Context } from 'hono'
import type { Store } from '../store/store.ts'
import { appOfToken } from './access-tokens.ts'
import type { WatermarkRule } from './encryption.ts'
import { findApp } from './apps.ts'
import { WechatError } from './errors.ts'
import type { PushFetch } from './message-push.ts'
import type { Notices } from './notices.ts'
import type { Quotas } from './quotas.ts'
import { SIGNED_ROUTES } from './security/keys.ts'

/** Settings a test or a person may change while the server runs. */
export interface PlatformSettings {
  watermark: WatermarkRule
}

/** Everything that the routes of `sns`, `cgi-bin` and `wxa` share. */
export interface Platform {
  store: Store
  quotas: Quotas
  /** Refuse codes that look like those of DevTools (40029), instead of signing in the default user. */
  strictCodes: boolean
  settings: PlatformSettings
  notices: Notices
  /** Reaches developers' servers, for what WeChat pushes. */
  pushFetch: PushFetch
  /** The origin for a person's browser: codes and links lead there. */
  openOrigin: () => string
}

/**
 * The appid whose `access_token` a request carries; the call is counted.
 *
 * @param route the last part of the path, by which quotas are named
 * @throws WechatError 41001 no token; 40001 wrong or superseded; 42001 expired; 45011, 45009 quotas;
 *   40233 when the app demands signed calls and this one is plain
 */
export function authorize({ store, quotas }: Platform, c: Context, route: string): string {
  const appid = appOfToken(store, c.req.query('access_token'))
  const isDemanded = findApp(store, appid)?.options.apiSecurity?.required === true
  if (isDemanded && SIGNED_ROUTES.has(route) && c.get('isSigned') !== true) {
    throw new WechatError(40233)
  }
  quotas.count(route, appid)
  return appid
}
