import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'

/**
 * Both count as touching personal data. Writing shows a note, over whatever toast there was.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/clipboard/wx.setClipboardData.html
 */
export function clipboardApis(phone: Context) {
  const { clipboard, privacy, dialogs } = phone
  return defineApis(phone, {
    getClipboardData: async () => {
      await privacy.require(phone, 'getClipboardData')
      return { data: clipboard.text }
    },
    setClipboardData: async (options) => {
      requireParameters(options, { data: 'String' })
      await privacy.require(phone, 'setClipboardData')
      clipboard.text = options.data
      dialogs.showToast({ kind: 'toast', title: '内容已复制', icon: 'success' }, 1500)
    },
  })
}
