import type { Wx } from '../call.ts'
import type { MiniApp } from './mini-app.ts'

type Event = 'AppShow' | 'AppHide' | 'Error' | 'PageNotFound' | 'UnhandledRejection' | 'ThemeChange'

type Api = `on${Event}` | `off${Event}` | 'getLaunchOptionsSync' | 'getEnterOptionsSync'

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onAppShow.html */
export function appEventApis(app: MiniApp): Pick<Wx, Api> {
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
  return apis as unknown as Pick<Wx, Api>
}
