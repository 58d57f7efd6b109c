import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireTap } from '../gesture.ts'

const SCOPE = 'scope.userInfo'
const DESC_LIMIT = 30

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/user-info/wx.getUserInfo.html */
export function userInfoApis(phone: Context) {
  const { platform, privacy } = phone
  return defineApis(phone, {
    // Never opens a window (since 2018-10-10): without an earlier consent it fails.
    getUserInfo: async ({ withCredentials = true }) => {
      await privacy.require(phone, 'getUserInfo')
      const { authSetting, profile } = await platform.settings()
      if (profile === 'named' && authSetting[SCOPE] !== true) {
        throw new ApiFailure('scope unauthorized')
      }
      return platform.userInfo('getUserInfo', withCredentials)
    },

    // Asks every time; what was answered is not remembered.
    getUserProfile: async ({ desc }, call) => {
      requireTap(call)
      if (!desc || desc.length > DESC_LIMIT) {
        throw new ApiFailure('desc length does not meet the requirements')
      }
      await privacy.require(phone, 'getUserProfile')
      const { profile } = await platform.settings()
      if (profile === 'named' && !(await askForUserInfo(phone, desc))) {
        throw new ApiFailure('auth deny')
      }
      return platform.userInfo('getUserProfile', true)
    },
  })
}

/**
 * The action of `<button open-type="getUserInfo">`: asks, unless the user allowed it before or WeChat
 * gives anonymous data anyway. Unlike `wx.authorize` it asks again after a refusal.
 *
 * @returns the `detail` of its event
 */
export async function pressUserInfoButton(context: Context): Promise<object> {
  const { platform, privacy } = context
  try {
    await privacy.require(context, 'button.getUserInfo')
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    return { errMsg: `getUserInfo:fail ${error.reason}`, errno: error.errno }
  }
  const { authSetting, profile } = await platform.settings()
  if (profile === 'named' && authSetting[SCOPE] !== true) {
    const granted = await askForUserInfo(context, '获取你的昵称、头像、地区及性别')
    await platform.authorize(SCOPE, granted)
    if (!granted) return { errMsg: 'getUserInfo:fail auth deny' }
  }
  return { ...(await platform.userInfo('getUserInfo', true)), errMsg: 'getUserInfo:ok' }
}

const askForUserInfo = ({ dialogs }: Context, text: string) =>
  dialogs.ask<'consent'>({
    kind: 'consent',
    scope: SCOPE,
    title: '申请获取你的公开信息',
    text,
    allow: '允许',
    deny: '拒绝',
  })
