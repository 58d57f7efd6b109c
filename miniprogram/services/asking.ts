/** Calls of `wx` that may ask a person, and what their refusals mean. */
import { withDeadline, type Timed } from './deadline'
import { LoginError, type LoginErrorCode } from './errors'

const DEADLINE_MS = 10_000

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
