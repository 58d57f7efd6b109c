import type { Context } from '../context.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onAppShow.html */
export function appEventApis({ app }: Context) {
  const { onShow, onHide, onError, onPageNotFound, onUnhandledRejection, onThemeChange } =
    app.events
  const apis = {
    onAppShow: onShow.add,
    offAppShow: onShow.remove,
    onAppHide: onHide.add,
    offAppHide: onHide.remove,
    onError: onError.add,
    offError: onError.remove,
    onPageNotFound: onPageNotFound.add,
    offPageNotFound: onPageNotFound.remove,
    onUnhandledRejection: onUnhandledRejection.add,
    offUnhandledRejection: onUnhandledRejection.remove,
    onThemeChange: onThemeChange.add,
    offThemeChange: onThemeChange.remove,
    getLaunchOptionsSync: () => app.launchOptions,
    getEnterOptionsSync: () => app.enterOptions,
  }
  return apis
}
