import { spend } from './rate-limit'
import { ServiceError } from './errors'
import type { Task } from './task'
import { callWechat } from './wechat-call'

/** A code of `wx.login`. Another type than a phone code, which WeChat refuses in its place (40029). */
export type LoginCode = string & { readonly kind: 'login' }

let pendingLogin: Task<{ code?: string }> | undefined
/** WeChat's word on its own session: once good, it stays good until the app is closed. */
let wechatSession: Promise<boolean> | undefined

/**
 * A login code: five minutes, one use. Send it to the backend at once and keep it nowhere. Calls at
 * the same time share one `wx.login`: only one of them may send the code.
 *
 * @throws ServiceError `ERR_WECHAT_LOGIN`, `ERR_TIMEOUT`, `ERR_RATE_LIMITED`
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html
 */
export async function login(): Promise<LoginCode> {
  if (!pendingLogin || pendingLogin.isOver) {
    spend('login')
    pendingLogin = callWechat('login', (callbacks) => wx.login(callbacks))
  }
  const { code } = (await pendingLogin) || {}
  if (!code) throw new ServiceError('ERR_WECHAT_LOGIN', 'wx.login gave no code')
  // A login renews session_key where it was over.
  wechatSession = Promise.resolve(true)
  return code as LoginCode
}

/**
 * True while WeChat still holds the session behind the last login: ask only where `session_key`
 * matters. Asked once and remembered. False also when it can't be asked: a new login is right in
 * both cases.
 *
 * @throws ServiceError `ERR_TIMEOUT`, `ERR_RATE_LIMITED`
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.checkSession.html
 */
export function isWechatSessionLive(): Promise<boolean> {
  if (!wechatSession) {
    wechatSession = callWechat('checkSession', (callbacks) => wx.checkSession(callbacks)).then(
      () => true,
      (error: ServiceError) => {
        if (error.code !== 'ERR_TIMEOUT') return false
        wechatSession = undefined
        throw error
      },
    )
  }
  return wechatSession
}
