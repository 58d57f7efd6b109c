import { ApiFailure, type Wx } from '../call.ts'
import type { Context } from '../context.ts'
import type { Pages } from './navigation.ts'
import { requireParameters } from '../parameters.ts'

type Api =
  | 'navigateTo'
  | 'redirectTo'
  | 'reLaunch'
  | 'switchTab'
  | 'navigateBack'
  | 'enableAlertBeforeUnload'
  | 'disableAlertBeforeUnload'

/** https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html */
export function routeApis({ makeApi }: Context, pages: Pages): Pick<Wx, Api> {
  const urlOf = (options: { url: string }) => {
    requireParameters(options, { url: 'String' })
    return options.url
  }
  return {
    navigateTo: makeApi('navigateTo', (options) => ({
      eventChannel: pages.navigateTo(urlOf(options), options.events),
    })),
    redirectTo: makeApi('redirectTo', (options) => pages.redirectTo(urlOf(options))),
    reLaunch: makeApi('reLaunch', (options) => pages.reLaunch(urlOf(options))),
    switchTab: makeApi('switchTab', (options) => pages.switchTab(urlOf(options))),
    navigateBack: makeApi('navigateBack', async ({ delta }) => {
      if (!(await pages.leave(delta))) throw new ApiFailure('cancel')
    }),
    // For the page that is shown: https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.enableAlertBeforeUnload.html
    enableAlertBeforeUnload: makeApi('enableAlertBeforeUnload', (options) => {
      requireParameters(options, { message: 'String' })
      pages.setAlert(options.message)
    }),
    disableAlertBeforeUnload: makeApi('disableAlertBeforeUnload', () => pages.setAlert(undefined)),
  }
}
