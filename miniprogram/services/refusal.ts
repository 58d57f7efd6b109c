/** Meanings of a refusal, by a person or by WeChat. */
import type { ServiceErrorCode } from './errors'
import { callWechat } from './wechat-call'

/** `callWechat` for an API that may ask a person: a refusal has its own codes. */
export const askWechat: typeof callWechat = (api, run, milliseconds) =>
  callWechat(api, run, milliseconds, refusalCode)

/**
 * The error code for a failed call or button. The numbers are sure and newer; the texts differ by version
 * (`auth deny`, `auth denied`, `user deny`, `:user cancel`, `:cancel to bind phone`...).
 */
export function refusalCode(errMsg = '', errno?: number): ServiceErrorCode {
  if (errno === 1400001) return 'ERR_PHONE_QUOTA'
  if (errno === 112 || /not declared in the privacy/i.test(errMsg)) return 'ERR_PRIVACY_UNDECLARED'
  if (errno === 104 || /privacy permission/i.test(errMsg)) return 'ERR_PRIVACY_REFUSED'
  if (errno === 103 || /deny|denied|cancel/i.test(errMsg)) return 'ERR_USER_DENIED'
  if (/tap gesture/i.test(errMsg)) return 'ERR_TAP_NEEDED'
  if (/no permission|没有权限/i.test(errMsg)) return 'ERR_UNSUPPORTED'
  return 'ERR_WECHAT_LOGIN'
}
