import type { Context } from './context.ts'
import { openSettingPage } from './permission.ts'
import { pressAvatarButton } from './avatar.ts'
import { pressPhoneButton } from './phone-number.ts'
import { pressUserInfoButton } from './user-info.ts'

/** An event a button fires after its tap. It does not bubble. */
export interface ButtonEvent {
  type: string
  detail: object
}

const openTypes: Record<
  string,
  (context: Context, id: string) => Promise<ButtonEvent | undefined>
> = {
  chooseAvatar: pressAvatarButton,
  getPhoneNumber: async (context) => ({
    type: 'getphonenumber',
    detail: await pressPhoneButton(context),
  }),
  agreePrivacyAuthorization: async ({ privacy }, id) => {
    privacy.tapAgree(id)
    return { type: 'agreeprivacyauthorization', detail: {} }
  },
  getUserInfo: async (context) => ({
    type: 'getuserinfo',
    detail: await pressUserInfoButton(context),
  }),
  openSetting: async (context) => ({
    type: 'opensetting',
    detail: { ...(await openSettingPage(context)), errMsg: 'openSetting:ok' },
  }),
}

/**
 * What a tap on `<button open-type>` leads to, wherever the button is drawn.
 *
 * @param id the button's: WeChat checks which one agreed to the privacy guideline
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/button.html
 */
export async function pressButton(
  context: Context,
  openType: string | undefined,
  id = '',
): Promise<ButtonEvent | undefined> {
  if (!openType) return undefined
  const press = openTypes[openType]
  if (!press) {
    throw new Error(
      `<button open-type="${openType}"> is not simulated. Add it to simulator/wx/button.ts.`,
    )
  }
  return press(context, id)
}
