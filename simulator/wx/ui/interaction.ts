import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'

const LABEL_LIMIT = 4
const ITEM_LIMIT = 6

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showModal.html */
export function interactionApis(phone: Context) {
  const { dialogs } = phone
  return defineApis(phone, {
    showModal: async (options) => {
      const { title = '', content = '', showCancel = true } = options
      const { cancelText = '取消', confirmText = '确定' } = options
      const { editable = false, placeholderText = '' } = options
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
        ...(editable ? { placeholder: placeholderText } : {}),
      })
      const typed = typeof answer === 'object' ? answer.typed : content
      const isCancel = answer === 'cancel'
      return {
        confirm: !isCancel,
        cancel: isCancel,
        ...(editable && { content: isCancel ? '' : typed }),
      }
    },

    showActionSheet: async (options) => {
      requireParameters(options, { itemList: 'Array' })
      const { itemList, alertText } = options
      if (itemList.length === 0) {
        const reason = 'parameter error: parameter.itemList should have at least 1 item;'
        throw new ApiFailure(reason, 1001)
      }
      if (itemList.length > ITEM_LIMIT) {
        throw new ApiFailure(`parameter error: itemList should not be large than ${ITEM_LIMIT}`)
      }
      const tapIndex = await dialogs.ask<'actions'>({
        kind: 'actions',
        ...(alertText === undefined ? {} : { title: alertText }),
        items: [...itemList],
        cancel: '取消',
      })
      if (tapIndex === undefined) throw new ApiFailure('cancel')
      return { tapIndex }
    },
  })
}
