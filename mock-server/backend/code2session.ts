import { z } from 'zod'
import { apiError } from './errors.ts'
import { askWechat, problemOf, WechatRefusal, type WechatAccess } from './wechat.ts'

const Identity = z.object({
  openid: z.string().min(1),
  session_key: z.string().min(1),
  unionid: z.string().optional(),
})

/**
 * The user that WeChat names for a code: openid, session_key and, where the app is bound, unionid.
 */
export type WechatIdentity = z.output<typeof Identity>

/**
 * Asks WeChat who sent a login code.
 *
 * @throws Problem `code_invalid`, `code_used`, `user_blocked`, `wechat_rate_limited`,
 *   `wechat_busy`, `wechat_misconfigured`, `wechat_unreachable`
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export async function code2Session(access: WechatAccess, code: string): Promise<WechatIdentity> {
  const { appid, secret } = access
  const query = { appid, secret, js_code: code, grant_type: 'authorization_code' }
  try {
    return await askWechat(access, { method: 'GET', path: '/sns/jscode2session', query }, Identity)
  } catch (error) {
    throw error instanceof WechatRefusal ? explain(error) : error
  }
}

function explain(refusal: WechatRefusal) {
  switch (refusal.errcode) {
    case 40029:
      return apiError(
        'code_invalid',
        'WeChat does not know this code, or its five minutes are over. Call wx.login and send the new code.',
      )
    case 40163:
      return apiError(
        'code_used',
        'This code was used before. Call wx.login and send the new code, once.',
      )
    case 40226:
      return apiError('user_blocked', 'WeChat does not let this user sign in.')
    default:
      return problemOf(refusal)
  }
}
