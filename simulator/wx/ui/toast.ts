import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'

const TOAST_MS = 1500

/**
 * Toast and loading note. They share one place: hiding either hides what is there, unless
 * `noConflict` is set.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showToast.html
 */
export function toastApis(phone: Context) {
  const { dialogs, device } = phone
  return defineApis(phone, {
    showToast: (options) => {
      requireParameters(options, { title: 'String' })
      const { title, icon = 'success', image, mask = false, duration = TOAST_MS } = options
      const picture = image === undefined ? {} : { image }
      dialogs.showToast({ kind: 'toast', title, icon, mask, ...picture }, duration)
    },
    showLoading: (options) => {
      requireParameters(options, { title: 'String' })
      const { title, mask = false } = options
      dialogs.showToast({ kind: 'loading', title, icon: 'loading', mask })
    },
    hideToast: ({ noConflict }) => {
      if (!noConflict || dialogs.toast?.kind === 'toast') dialogs.hideToast()
    },
    hideLoading: ({ noConflict }) => {
      if (!dialogs.toast && device.platform !== 'devtools') {
        throw new ApiFailure(":toast can't be found")
      }
      if (!noConflict || dialogs.toast?.kind === 'loading') dialogs.hideToast()
    },
  })
}
