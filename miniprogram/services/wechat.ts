import { spend } from './budget'
import { withDeadline, type Timed } from './deadline'
import { LoginError, type LoginErrorCode } from './errors'
import { measured } from './telemetry'

const DEADLINE_MS = 10_000

/** A code of `wx.login`. Another type than a phone code, which WeChat refuses in its place (40029). */
export type LoginCode = string & { readonly kind: 'login' }

interface Callbacks<Result> {
  success: (result: Result) => void
  fail: (failure: { errMsg: string; errno?: number }) => void
}

/**
 * Calls a `wx` API with callbacks and a deadline. The call is made at once, so a tap that led here
 * still counts.
 *
 * @param milliseconds how long to wait; by default ten seconds, too short for APIs that wait for a
 *   person
 * @throws LoginError `ERR_TIMEOUT`, or what `refusalCode` makes of the failure
 */
export function callWechat<Result>(
  api: string,
  run: (callbacks: Callbacks<Result>) => void,
  milliseconds = DEADLINE_MS,
): Timed<Result> {
  return withDeadline(`wx.${api}`, milliseconds, (resolve, reject) =>
    run({
      success: resolve,
      fail: ({ errMsg, errno }) => reject(new LoginError(refusalCode(errMsg, errno), errMsg)),
    }),
  )
}

/**
 * What a failed call or button means. The numbers are sure and newer; the texts differ by version
 * (`auth deny`, `auth denied`, `user deny`, `:user cancel`, `:cancel to bind phone`...).
 */
export function refusalCode(errMsg = '', errno?: number): LoginErrorCode {
  if (errno === 1400001) return 'ERR_PHONE_QUOTA'
  if (errno === 112 || /not declared in the privacy/i.test(errMsg)) return 'ERR_PRIVACY_UNDECLARED'
  if (errno === 104 || /privacy permission/i.test(errMsg)) return 'ERR_PRIVACY_REFUSED'
  if (errno === 103 || /deny|denied|cancel/i.test(errMsg)) return 'ERR_USER_DENIED'
  if (/tap gesture/i.test(errMsg)) return 'ERR_TAP_NEEDED'
  if (/no permission|没有权限/i.test(errMsg)) return 'ERR_UNSUPPORTED'
  return 'ERR_WECHAT_LOGIN'
}

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
  const code = callWechat<WechatMiniprogram.LoginSuccessCallbackResult>('login', (callbacks) => {
    spend('login')
    wx.login({ timeout: DEADLINE_MS, ...callbacks })
  }).then(({ code, errMsg }) => {
    if (!code) throw new LoginError('ERR_WECHAT_LOGIN', errMsg)
    // A login renews session_key where it was over.
    wechatSession = Promise.resolve(true)
    return code as LoginCode
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
