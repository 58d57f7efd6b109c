import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'

/**
 * The action of `<button open-type="getPhoneNumber">`: privacy first, then the person's consent, every
 * time.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/getPhoneNumber.html
 *
 * @returns the `detail` of its event
 */
export async function pressPhoneButton(context: Context): Promise<object> {
  const { platform, privacy, dialogs } = context
  try {
    await privacy.require(context, 'button.getPhoneNumber')
    const granted = await dialogs.ask<'consent'>({
      kind: 'consent',
      scope: 'phoneNumber',
      title: '申请获取并验证你的手机号',
      text: '微信绑定的手机号',
      allow: '允许',
      deny: '不允许',
    })
    if (!granted) throw new ApiFailure('user deny')
    const { errno, errMsg, ...detail } = await platform.phoneNumber()
    if (errno !== undefined) throw new ApiFailure(errMsg ?? '', errno)
    return { ...detail, errMsg: 'getPhoneNumber:ok' }
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    return { errMsg: `getPhoneNumber:fail ${error.reason}`, errno: error.errno }
  }
}
