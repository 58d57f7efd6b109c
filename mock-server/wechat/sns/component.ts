import type { Hono } from 'hono'
import { z } from 'zod'
import { appOfToken, issueComponentToken } from '../access-tokens.ts'
import { answer } from '../answer.ts'
import { findApp, isSecretOf } from '../apps.ts'
import { redeemLoginCode } from '../codes.ts'
import { WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { countUser } from '../count-user.ts'
import type { Platform } from '../platform.ts'

const TokenRequest = z.object({
  component_appid: z.string().default(''),
  component_appsecret: z.string().default(''),
  component_verify_ticket: z.string().default(''),
})

/**
 * Sign-in by a third-party platform, for a mini-program that authorized it: an app with
 * `authorizers`. WeChat pushes a ticket to it every ten minutes; this fake pushes none, and takes any.
 */
export function addComponent(api: Hono, { store, quotas, strictCodes }: Platform) {
  // https://developers.weixin.qq.com/doc/oplatform/openApi/ticket-token/api_getcomponentaccesstoken
  api.post('/cgi-bin/component/api_component_token', async (c) => {
    const request = await readJsonBody(c, TokenRequest)
    const app = findApp(store, request.component_appid)
    if (!app?.options.authorizers) throw new WechatError(40013)
    if (!isSecretOf(app, request.component_appsecret)) throw new WechatError(40125)
    if (request.component_verify_ticket === '') throw new WechatError(61004)
    const { access_token, expires_in } = issueComponentToken(store, app.appid)
    return answer(c, { component_access_token: access_token, expires_in })
  })

  // https://developers.weixin.qq.com/doc/oplatform/openApi/miniprogram-management/login/thirdpartyCode2Session.html
  api.get('/sns/component/jscode2session', (c) => {
    const { appid = '', js_code, grant_type, component_appid = '', ...rest } = c.req.query()
    if (appid === '') throw new WechatError(41002)
    if (js_code === undefined) throw new WechatError(41008)
    // Both names are in use: the documentation's, and the one older SDKs send.
    const token = rest.component_access_token ?? rest.access_token
    if (appOfToken(store, token) !== component_appid) throw new WechatError(40013)
    const component = findApp(store, component_appid)
    if (!component?.options.authorizers?.includes(appid)) throw new WechatError(61003)
    if (grant_type !== 'authorization_code') throw new WechatError(40002)
    quotas.count('jscode2session', appid)
    return answer(
      c,
      redeemLoginCode(store, appid, js_code, {
        strict: strictCodes,
        onUser: countUser(c, quotas, appid),
      }),
    )
  })
}
