import { ApiFailure, type Wx } from '../call.ts'
import type { Context } from '../context.ts'
import { requireTap } from '../gesture.ts'
import { requireParameters } from '../parameters.ts'
import { changes, isSince } from '../since.ts'

/**
 * The scopes a user is asked for, with the words of WeChat's window.
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

type Api = 'getSetting' | 'authorize' | 'openSetting'

export function permissionApis(context: Context): Pick<Wx, Api> {
  const { makeApi, platform, dialogs, device } = context
  const authSetting = async () => (await platform.settings()).authSetting

  return {
    getSetting: makeApi('getSetting', async ({ withSubscriptions }) => ({
      authSetting: await authSetting(),
      ...(withSubscriptions && { subscriptionsSetting: subscriptionsOf(context) }),
    })),

    authorize: makeApi('authorize', async (options) => {
      requireParameters(options, { scope: 'String' })
      const { scope } = options
      if (always.has(scope)) return
      const answered = (await authSetting())[scope]
      if (answered === true) return
      // A scope that was refused, and user info since 2018, get no window: the call fails at once.
      const text = scopes[scope]
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
    }),

    openSetting: makeApi('openSetting', async ({ withSubscriptions }, call) => {
      if (isSince(device, changes.openSettingByTap)) requireTap(call)
      return {
        ...(await openSettingPage(context)),
        ...(withSubscriptions && { subscriptionsSetting: subscriptionsOf(context) }),
      }
    }),
  }
}

/** WeChat's own settings page: one switch for each scope that was asked for before. */
export async function openSettingPage({ platform, dialogs }: Context) {
  const { authSetting } = await platform.settings()
  const changed = await dialogs.ask<'settings'>({ kind: 'settings', title: '设置', authSetting })
  for (const [scope, granted] of Object.entries(changed)) {
    if (granted !== authSetting[scope]) await platform.authorize(scope, granted)
  }
  return { authSetting: (await platform.settings()).authSetting }
}

const subscriptionsOf = ({ subscriptions }: Context) => ({
  mainSwitch: subscriptions.mainSwitch,
  itemSettings: { ...subscriptions.itemSettings },
})
