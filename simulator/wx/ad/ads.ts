import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import { Listeners } from '../listeners.ts'
import { NOT_REAL } from '../sheet.ts'

const WATCHED = 0

/**
 * Advertisements: a window in place of each, which the person watches to its end or closes.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/ad/wx.createRewardedVideoAd.html
 */
export function adApis(phone: Context) {
  return defineOthers({
    createRewardedVideoAd: (() =>
      createAd(phone, 'createRewardedVideoAd', '激励视频广告')) as never,
    createInterstitialAd: (() => createAd(phone, 'createInterstitialAd', '插屏广告')) as never,
  })
}

function createAd({ dialogs, reportError }: Context, api: string, title: string) {
  const loaded = new Listeners<object>()
  const failed = new Listeners<object>()
  const closed = new Listeners<{ isEnded: boolean }>()
  const load = async () => loaded.tell({}, reportError)
  void Promise.resolve().then(load)
  return {
    load,
    /** Shown when the window is open. */
    async show() {
      const choices = ['看完', '关闭']
      void dialogs
        .ask<'sheet'>({ kind: 'sheet', api, title, lines: [NOT_REAL], choices })
        .then((answer) => closed.tell({ isEnded: answer?.choice === WATCHED }, reportError))
    },
    destroy() {},
    onLoad: loaded.add,
    offLoad: loaded.remove,
    onError: failed.add,
    offError: failed.remove,
    onClose: closed.add,
    offClose: closed.remove,
  }
}
