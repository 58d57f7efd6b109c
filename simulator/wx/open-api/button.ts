import type { Context } from '../context.ts'
import { SINGLE_PAGE_TOAST } from '../single-page.ts'
import { openSettingPage } from './permission.ts'
import { pressAvatarButton } from './avatar.ts'
import type { ButtonEvent } from './button-event.ts'
import { pressPhoneButton } from './phone-number.ts'
import { pressUserInfoButton } from './user-info.ts'

type Press = (context: Context, id: string) => Promise<ButtonEvent | undefined>

const openTypes: Record<string, Press> = {
  chooseAvatar: pressAvatarButton,
  getPhoneNumber: async (context) => ({
    type: 'getphonenumber',
    detail: await pressPhoneButton(context),
  }),
  // As in WeChat, its `errMsg` carries the name of the other API, and its detail holds only the code.
  getRealtimePhoneNumber: async (context) => {
    const { code, errMsg, errno } = (await pressPhoneButton(context)) as Record<string, unknown>
    const detail = code === undefined ? { errMsg, errno } : { errMsg, code }
    return { type: 'getrealtimephonenumber', detail }
  },
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
  contact: async (context) => {
    await leave(context, '客服会话')
    return { type: 'contact', detail: { path: '', query: {} } }
  },
  share: (context) => leave(context, '转发给好友'),
  feedback: (context) => leave(context, '意见反馈'),
  launchApp: (context) => leave(context, '打开 App'),
  liveActivity: (context) => leave(context, '订阅动态'),
}

/** Shows a note in place of a window for which WeChat would leave the mini-program. */
async function leave({ dialogs }: Context, what: string): Promise<undefined> {
  const text = '真机上，微信会在这里打开自己的界面。'
  await dialogs.ask<'modal'>({ kind: 'modal', title: what, text, confirm: '知道了' })
}

/**
 * The action of a tap on `<button open-type>`, wherever the button is drawn. Two types may be
 * joined, as in `getPhoneNumber|agreePrivacyAuthorization`: the tap then agrees, and only the other
 * type's window opens.
 *
 * @param id the button's: WeChat checks which one agreed to the privacy guideline
 * @param fire told each event, as it happens
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/button.html
 */
export async function pressButton(
  context: Context,
  openType: string | undefined,
  id: string,
  fire: (event: ButtonEvent) => void,
): Promise<void> {
  const agreement = 'agreePrivacyAuthorization'
  const types = (openType ?? '').split('|').filter(Boolean)
  if (types.length > 0 && context.app.isSinglePage) {
    return context.dialogs.showToast(
      { kind: 'toast', title: SINGLE_PAGE_TOAST, icon: 'none' },
      1500,
    )
  }
  const inOrder = types.toSorted((a, b) => Number(b === agreement) - Number(a === agreement))
  for (const type of inOrder) {
    const press = openTypes[type]
    if (!press) {
      throw new Error(
        `<button open-type="${type}"> is not simulated. Add it to simulator/wx/open-api/button.ts.`,
      )
    }
    const event = await press(context, id)
    if (event) fire(event)
  }
}
