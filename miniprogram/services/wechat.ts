import { withDeadline } from './deadline'
import { LoginError } from './errors'

const DEADLINE_MS = 10_000

/**
 * A login code: five minutes, one use. Send it to the backend at once and keep it nowhere.
 *
 * @throws LoginError `ERR_WECHAT_LOGIN`, `ERR_TIMEOUT`
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.login.html
 */
export function login(): Promise<string> {
  return withDeadline('wx.login', DEADLINE_MS, (resolve, reject) => {
    wx.login({
      timeout: DEADLINE_MS,
      success: ({ code, errMsg }) =>
        code ? resolve(code) : reject(new LoginError('ERR_WECHAT_LOGIN', errMsg)),
      fail: ({ errMsg }) => reject(new LoginError('ERR_WECHAT_LOGIN', errMsg)),
    })
  })
}

/**
 * Whether WeChat still holds the session behind the last login. False also when it can't be asked:
 * a new login is right in both cases. The text of the failure differs by device and is not read.
 *
 * @throws LoginError `ERR_TIMEOUT`
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/login/wx.checkSession.html
 */
export function isWechatSessionLive(): Promise<boolean> {
  return withDeadline('wx.checkSession', DEADLINE_MS, (resolve) => {
    wx.checkSession({ success: () => resolve(true), fail: () => resolve(false) })
  })
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
