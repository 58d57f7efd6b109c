import type { Wx } from './call.ts'
import type { MiniApp } from './mini-app.ts'

type Api = 'onAppShow' | 'offAppShow' | 'onAppHide' | 'offAppHide'

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onAppShow.html */
export function appEventApis(app: MiniApp): Pick<Wx, Api> {
  return {
    onAppShow: (listener) => app.listen('onShow', listener as never),
    offAppShow: (listener) => app.unlisten('onShow', listener as never),
    onAppHide: (listener) => app.listen('onHide', listener as never),
    offAppHide: (listener) => app.unlisten('onHide', listener as never),
  }
}
