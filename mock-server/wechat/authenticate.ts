import type { Context } from 'hono'
import { readText } from '../http/body.ts'
import { addressOf } from '../http/connection.ts'
import type { Store } from '../store/store.ts'
import { findApp, isSecretOf } from './apps.ts'
import { WechatError } from './errors.ts'

/**
 * The parameters of a call that takes an AppSecret: of the query, and of a POST's form. A JSON body
 * is not looked at, as on WeChat: then `appid` is missing (41002).
 *
 * Source: facts of public captures; code2Session's page documents the query alone.
 */
export async function readParameters(c: Context): Promise<Record<string, string>> {
  return c.req.method === 'POST' ? { ...c.req.query(), ...(await readForm(c)) } : c.req.query()
}

async function readForm(c: Context): Promise<Record<string, string>> {
  const type = c.req.header('content-type') ?? ''
  const text = await readText(c)
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  if (!type.startsWith('multipart/form-data')) return {}
  const form = await new Response(text, { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => new FormData())
  return Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >
}

/**
 * The appid of a caller who proves to hold its secret. Which fault is named first when several
 * parameters are wrong is not documented; the order here (app, secret, code, address, grant type) is
 * the one seen on sibling routes.
 *
 * @throws WechatError 41002, 41004, 41008, 40013, 40125, 40164, 40002
 */
export function authenticate(
  store: Store,
  c: Context,
  given: Record<string, string>,
  grantType: 'authorization_code' | 'client_credential',
): string {
  const { appid = '', secret = '', grant_type = '' } = given
  if (appid === '') throw new WechatError(41002)
  if (secret === '') throw new WechatError(41004)
  if (grantType === 'authorization_code' && given.js_code === undefined) {
    throw new WechatError(41008)
  }
  const app = findApp(store, appid)
  if (!app) throw new WechatError(40013)
  if (!isSecretOf(app, secret)) throw new WechatError(40125)
  const { ipWhitelist } = app.options
  if (ipWhitelist && !ipWhitelist.includes(addressOf(c))) throw notWhitelisted(c)
  if (grant_type !== grantType) throw new WechatError(40002)
  return appid
}

/** 40164 names the caller's address: https://developers.weixin.qq.com/doc/oplatform/developers/errCode/ */
export function notWhitelisted(c: Context): WechatError {
  const address = addressOf(c)
  return new WechatError(40164, `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`)
}
