import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html */
export function routeApis(phone: Context) {
  const { pages } = phone
  const urlOf = (options: { url: string }) => {
    requireParameters(options, { url: 'String' })
    return options.url
  }
  return defineApis(phone, {
    navigateTo: (options) => ({
      eventChannel: pages.navigateTo(urlOf(options), options.events),
    }),
    redirectTo: (options) => pages.redirectTo(urlOf(options)),
    reLaunch: (options) => pages.reLaunch(urlOf(options)),
    switchTab: (options) => pages.switchTab(urlOf(options)),
    navigateBack: async ({ delta }) => {
      if (!(await pages.leave(delta))) throw new ApiFailure('cancel')
    },
    // For the page that is shown: https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.enableAlertBeforeUnload.html
    enableAlertBeforeUnload: (options) => {
      requireParameters(options, { message: 'String' })
      pages.setAlert(options.message)
    },
    disableAlertBeforeUnload: () => pages.setAlert(undefined),
  })
}
