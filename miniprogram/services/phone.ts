/** The phone number, through WeChat's button. */
import { api } from './api'
import { refusalCode } from './refusal'
import { fieldsOf } from './answers'
import { ServiceError } from './errors'
import { pathOf } from './http'

/** A code of `getPhoneNumber`: five minutes, one use. Not a login code, which is refused here. */
export type PhoneCode = string & { readonly kind: 'phone' }

/** The `detail` of `bindgetphonenumber` and `bindgetrealtimephonenumber`. */
export interface GetPhoneNumberDetail {
  errMsg: string
  errno?: number
  code?: string
  encryptedData?: string
  iv?: string
}

/**
 * The phone code of the button's event.
 *
 * @throws ServiceError `ERR_USER_DENIED`, `ERR_PHONE_QUOTA`, `ERR_PRIVACY_REFUSED`,
 *   `ERR_PRIVACY_UNDECLARED`, `ERR_UNSUPPORTED`; the texts of refusals differ, so what counts is
 *   whether there is a code
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html
 */
export function phoneCodeFrom({ errMsg, errno, code }: GetPhoneNumberDetail): PhoneCode {
  if (code) return code as PhoneCode
  throw refusal(errMsg, errno)
}

/**
 * Lets the backend ask WeChat for the number and bind it to the signed-in user. Clients below 2.21.2
 * give no code; there the encrypted number is sent, which needs a sign-in *before* the tap.
 *
 * @returns the number, masked
 */
export async function bindPhone(detail: GetPhoneNumberDetail): Promise<string> {
  const { code, encryptedData, iv } = detail
  if (!code && !(encryptedData && iv)) throw refusal(detail.errMsg, detail.errno)
  return api.post(pathOf('phone'), code ? { code } : { encryptedData, iv }, {
    read: phoneNumberFrom,
  })
}

function refusal(errMsg: string, errno?: number) {
  const code = refusalCode(errMsg, errno)
  return new ServiceError(code === 'ERR_WECHAT_LOGIN' ? 'ERR_USER_DENIED' : code, errMsg)
}

function phoneNumberFrom(answer: unknown): string {
  const { phoneNumber } = fieldsOf(answer)
  if (typeof phoneNumber === 'string') return phoneNumber
  throw new ServiceError('ERR_SERVER', 'The answer lacks phoneNumber')
}
