import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'

/**
 * The scopes that need the user's consent, with the text of WeChat's window.
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/authorize.html
 */
const scopes: Record<string, string> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.userFuzzyLocation': '获取你的模糊位置信息',
  'scope.userLocationBackground': '在后台获取你的位置信息',
  'scope.record': '使用你的麦克风',
  'scope.camera': '使用你的摄像头',
  'scope.bluetooth': '使用你的蓝牙',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
  'scope.addPhoneContact': '添加到你的联系人',
  'scope.addPhoneCalendar': '添加日程到你的日历',
  'scope.werun': '获取你的微信运动步数',
}

/** Scopes that need no consent any more. */
const always: ReadonlySet<string> = new Set([
  'scope.address',
  'scope.invoice',
  'scope.invoiceTitle',
])

/**
 * Makes sure that the person allows a scope: asks the first time, then what was answered holds until
 * it is changed in the settings.
 *
 * @throws ApiFailure errno 103 where the person refuses, or refused before; without a window then
 */
export async function requireScope({ platform, dialogs }: Context, scope: string) {
  if (always.has(scope)) return
  const answered = (await platform.settings()).authSetting[scope]
  if (answered === true) return
  const text = scopes[scope]
  // A scope that was refused, and user info since 2018, get no window: the call fails at once.
  if (answered === false || scope === 'scope.userInfo') throw new ApiFailure('auth deny', 103)
  if (text === undefined) throw new ApiFailure(`invalid scope "${scope}"`)
  const granted = await dialogs.ask<'consent'>({
    kind: 'consent',
    scope,
    title: '申请使用',
    text,
    allow: '允许',
    deny: '拒绝',
  })
  await platform.authorize(scope, granted)
  if (!granted) throw new ApiFailure('auth deny', 103)
}
