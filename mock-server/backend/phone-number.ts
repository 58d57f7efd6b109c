import { z } from 'zod'
import type { AccessToken } from './access-token.ts'
import { apiError } from './errors.ts'
import { askWechat, problemOf, WechatRefusal, type WechatAccess } from './wechat.ts'

/** The phone number as WeChat gives it, by code or decrypted. */
export const PhoneInfo = z.object({ phoneNumber: z.string().regex(/^\+?\d{5,20}$/) })

const Answer = z.object({ phone_info: PhoneInfo })

/**
 * Asks WeChat for the number behind a phone code.
 *
 * @throws Problem `phone_code_invalid`, `wechat_rate_limited`, `wechat_busy`,
 *   `wechat_misconfigured`, `wechat_unreachable`
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
 */
export async function fetchPhoneNumber(
  access: WechatAccess,
  token: AccessToken,
  code: string,
): Promise<string> {
  const path = '/wxa/business/getuserphonenumber'
  try {
    const answer = await token.use((access_token) =>
      askWechat(access, { method: 'POST', path, query: { access_token }, json: { code } }, Answer),
    )
    return answer.phone_info.phoneNumber
  } catch (error) {
    if (!(error instanceof WechatRefusal)) throw error
    if (error.errcode === 40029) {
      throw apiError(
        'phone_code_invalid',
        'WeChat does not know this phone code, it was used, or its five minutes are over; a login ' +
          'code is none. Let the user tap the phone button again and send the new code, once.',
      )
    }
    throw problemOf(error)
  }
}
