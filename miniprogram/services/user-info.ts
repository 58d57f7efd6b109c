/** The tutorials' authorize button: `<button open-type="getUserInfo">`. */
import { ServiceError } from './errors'

/** `event.detail` of the tutorials' `bindGetUserInfo`. */
export type GetUserInfoDetail = Partial<WechatMiniprogram.GetUserInfoSuccessCallbackResult>

/**
 * The user info of a `getUserInfo` button's event.
 *
 * @throws ServiceError `ERR_USER_DENIED` when the user refused; the texts of refusals differ, so what
 *   counts is whether there is user info
 */
export function userInfoFrom(detail: GetUserInfoDetail): WechatMiniprogram.UserInfo {
  if (detail.userInfo) return detail.userInfo
  throw new ServiceError('ERR_USER_DENIED', detail.errMsg || 'getUserInfo gave no user info')
}

/** True when the client is new enough for the authorize button. */
export function canAuthorizeByButton(): boolean {
  return wx.canIUse('button.open-type.getUserInfo')
}
