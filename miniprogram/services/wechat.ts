import { spend } from './budget'
import { withDeadline } from './deadline'
import { LoginError } from './errors'
import { measured } from './telemetry'

const DEADLINE_MS = 10_000

/** A code of `wx.login`. Another type than a phone code, which WeChat refuses in its place (40029). */
export type LoginCode = string & { readonly kind: 'login' }

let pendingLogin: Promise<LoginCode> | undefined

/**
 * A login code: five minutes, one use. Send it to the backend at once and keep it nowhere. Calls at
 * the same time share one `wx.login`: only one of them may send the code.
 *
 * @throws LoginError `ERR_WECHAT_LOGIN`, `ERR_TIMEOUT`, `ERR_RATE_LIMITED`
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html
 */
export function login(): Promise<LoginCode> {
  if (pendingLogin) return pendingLogin
  const code = withDeadline<LoginCode>('wx.login', DEADLINE_MS, (resolve, reject) => {
    const fail = ({ errMsg }: { errMsg: string }) => {
      reject(new LoginError('ERR_WECHAT_LOGIN', errMsg))
    }
    spend('login')
    wx.login({
      timeout: DEADLINE_MS,
      success(result) {
        if (!result.code) return fail(result)
        // A login renews session_key where it was over.
        wechatSession = Promise.resolve(true)
        resolve(result.code as LoginCode)
      },
      fail,
    })
  })
  const forget = () => {
    pendingLogin = undefined
  }
  code.then(forget, forget)
  pendingLogin = measured('wx.login', code)
  return code
}

/** WeChat's word on its own session: once good, it stays good until the app is closed. */
let wechatSession: Promise<boolean> | undefined

/**
 * Whether WeChat still holds the session behind the last login: ask only where `session_key`
 * matters. Asked once and remembered. False also when it can't be asked: a new login is right in
 * both cases.
 *
 * @throws LoginError `ERR_TIMEOUT`
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.checkSession.html
 */
export function isWechatSessionLive(): Promise<boolean> {
  if (!wechatSession) {
    const asked = withDeadline<boolean>('wx.checkSession', DEADLINE_MS, (resolve) => {
      spend('checkSession')
      wx.checkSession({ success: () => resolve(true), fail: () => resolve(false) })
    })
    wechatSession = measured('wx.checkSession', asked)
    asked.catch(() => {
      if (wechatSession === asked) wechatSession = undefined
    })
  }
  return wechatSession
}

/** What the tutorials' `bindGetUserInfo` gets as `event.detail`. */
export type GetUserInfoDetail = Partial<WechatMiniprogram.GetUserInfoSuccessCallbackResult>

/**
 * The user info of a `getUserInfo` button's event.
 *
 * @throws LoginError `ERR_USER_DENIED` when the user refused; the texts of refusals differ, so what
 *   counts is whether there is user info
 */
export function userInfoFrom(detail: GetUserInfoDetail): WechatMiniprogram.UserInfo {
  if (detail.userInfo) return detail.userInfo
  throw new LoginError('ERR_USER_DENIED', detail.errMsg || 'getUserInfo gave no user info')
}

/** Whether the client is new enough for the authorize button. */
export function canAuthorizeByButton(): boolean {
  return wx.canIUse('button.open-type.getUserInfo')
}
