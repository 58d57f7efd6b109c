import { Hono } from 'hono'
import type { Store } from '../store/store.ts'
import { hasApp, isSecretOf } from './apps.ts'
import { redeemCode } from './codes.ts'
import { errorBody, WechatError } from './errors.ts'

export interface ServerApiOptions {
  store: Store
  /** Refuse codes this fake did not issue (40029), instead of signing in the default user. */
  strictCodes: boolean
}

/** `api.weixin.qq.com`: what the developer's backend calls. Errors are HTTP 200, as WeChat's are. */
export function createServerApi({ store, strictCodes }: ServerApiOptions) {
  const api = new Hono()

  api.onError((error, c) => {
    if (!(error instanceof WechatError)) throw error
    return c.text(JSON.stringify(errorBody(error.errcode, c.req.path, store.clock.now())))
  })

  /**
   * Which fault is named first when several parameters are wrong is not documented; the order here
   * (app, secret, grant type, code) is the one seen on sibling routes.
   *
   * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
   */
  api.get('/sns/jscode2session', (c) => {
    const { appid = '', secret = '', js_code = '', grant_type = '' } = c.req.query()
    if (appid === '') throw new WechatError(41002)
    if (secret === '') throw new WechatError(41004)
    if (js_code === '') throw new WechatError(41008)
    if (!hasApp(store, appid)) throw new WechatError(40013)
    if (!isSecretOf(store, appid, secret)) throw new WechatError(40125)
    if (grant_type !== 'authorization_code') throw new WechatError(40002)
    // As WeChat does: JSON sent as text/plain, and no errcode in a good answer.
    return c.text(JSON.stringify(redeemCode(store, appid, js_code, strictCodes)))
  })

  return api
}
