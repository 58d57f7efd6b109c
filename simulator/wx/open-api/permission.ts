import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireScope } from './scope.ts'
import { requireTap } from '../gesture.ts'
import { requireParameters } from '../parameters.ts'
import { changes, isSince } from '../versions.ts'

/** APIs for permissions. */
export function permissionApis(phone: Context) {
  const { platform, device } = phone
  const authSetting = async () => (await platform.settings()).authSetting

  return defineApis(phone, {
    getSetting: async ({ withSubscriptions }) => ({
      authSetting: await authSetting(),
      ...(withSubscriptions && { subscriptionsSetting: subscriptionsOf(phone) }),
    }),

    authorize: async (options) => {
      requireParameters(options, { scope: 'String' })
      await requireScope(phone, options.scope)
    },

    openSetting: async ({ withSubscriptions }, call) => {
      if (isSince(device, changes.openSettingByTap)) requireTap(call)
      return {
        ...(await openSettingPage(phone)),
        ...(withSubscriptions && { subscriptionsSetting: subscriptionsOf(phone) }),
      }
    },
  })
}

/** WeChat's own settings page: one switch for each scope that was requested before. */
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
