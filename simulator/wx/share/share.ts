import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet } from '../sheet.ts'

/**
 * Passing a page, a picture or a file on to friends; the menu's state is in `effects`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/share/wx.showShareMenu.html
 */
export function shareApis(phone: Context) {
  const { effects, files } = phone
  const send = async (api: string, what: string, options: object) => {
    await askBySheet(phone, { api, title: '发送给朋友', lines: [what], choices: ['发送'] })
    effects.add(api, options)
  }
  const requireFile = (path: string) => {
    if (!files.get(path)) throw new ApiFailure('file not exist')
  }
  const menu = (api: string) => (options: object) => effects.add(api, options)
  return defineApis(phone, {
    showShareMenu: menu('showShareMenu'),
    hideShareMenu: menu('hideShareMenu'),
    updateShareMenu: menu('updateShareMenu'),
    showShareImageMenu: async (options) => {
      requireParameters(options, { path: 'String' })
      await send('showShareImageMenu', options.path, options)
    },
    shareFileMessage: async (options) => {
      requireParameters(options, { filePath: 'String' })
      requireFile(options.filePath)
      await send('shareFileMessage', options.fileName ?? options.filePath, options)
    },
    shareVideoMessage: async (options) => {
      requireParameters(options, { videoPath: 'String' })
      requireFile(options.videoPath)
      await send('shareVideoMessage', options.videoPath, options)
    },
  })
}
