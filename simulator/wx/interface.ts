import { ApiFailure, type Wx } from './call.ts'
import type { Context } from './context.ts'
import type { Pages } from './navigation.ts'

const LABEL_LIMIT = 4
const ITEM_LIMIT = 6

type Api =
  | 'showModal'
  | 'showActionSheet'
  | 'showToast'
  | 'hideToast'
  | 'showLoading'
  | 'hideLoading'
  | 'setNavigationBarTitle'

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showModal.html */
export function interfaceApis({ makeApi, dialogs }: Context, pages: Pages): Pick<Wx, Api> {
  return {
    showModal: makeApi('showModal', async (options) => {
      const { title = '', content = '', showCancel = true } = options
      const { cancelText = '取消', confirmText = '确定' } = options
      for (const [name, label] of Object.entries({ cancelText, confirmText })) {
        if (label.length > LABEL_LIMIT) {
          throw new ApiFailure(`${name} length should not larger than ${LABEL_LIMIT}`)
        }
      }
      const answer = await dialogs.ask<'modal'>({
        kind: 'modal',
        title,
        text: content,
        confirm: confirmText,
        ...(showCancel ? { cancel: cancelText } : {}),
      })
      return { confirm: answer === 'confirm', cancel: answer === 'cancel' }
    }),

    showActionSheet: makeApi('showActionSheet', async ({ itemList }) => {
      if (itemList.length === 0 || itemList.length > ITEM_LIMIT) {
        throw new ApiFailure(`itemList should have 1 to ${ITEM_LIMIT} items`)
      }
      const tapIndex = await dialogs.ask<'actions'>({
        kind: 'actions',
        items: [...itemList],
        cancel: '取消',
      })
      if (tapIndex === undefined) throw new ApiFailure('cancel')
      return { tapIndex }
    }),

    showToast: makeApi('showToast', ({ title, icon = 'success', duration = 1500, mask = false }) =>
      dialogs.showToast({ kind: 'toast', title, icon, mask }, duration),
    ),
    showLoading: makeApi('showLoading', ({ title, mask = false }) =>
      dialogs.showToast({ kind: 'loading', title, icon: 'loading', mask }),
    ),
    // Toast and loading share one place: hiding either hides what is there.
    hideToast: makeApi('hideToast', () => dialogs.hideToast()),
    hideLoading: makeApi('hideLoading', () => dialogs.hideToast()),

    setNavigationBarTitle: makeApi('setNavigationBarTitle', ({ title }) => pages.setTitle(title)),
  }
}
