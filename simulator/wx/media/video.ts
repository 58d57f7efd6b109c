import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { readContent } from '../file/read.ts'
import { requireScope } from '../open-api/scope.ts'
import { requireParameters } from '../parameters.ts'
import { endingOf } from './image.ts'

/**
 * Videos as files. Nothing looks into them: sizes in px and seconds are 0.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.saveVideoToPhotosAlbum.html
 */
export function videoApis(phone: Context) {
  const { effects, privacy } = phone
  const unknown = { width: 0, height: 0, duration: 0, bitrate: 0, fps: 0 }
  return defineApis(phone, {
    saveVideoToPhotosAlbum: async (options) => {
      requireParameters(options, { filePath: 'String' })
      await privacy.require(phone, 'saveVideoToPhotosAlbum')
      await requireScope(phone, 'scope.writePhotosAlbum')
      await readContent(phone, options.filePath)
      effects.add('saveVideoToPhotosAlbum', options)
    },
    getVideoInfo: async (options) => {
      requireParameters(options, { src: 'String' })
      const content = await readContent(phone, options.src)
      const size = Math.ceil(content.size / 1024)
      return { ...unknown, orientation: 'up', type: endingOf(options.src), size }
    },
    compressVideo: async (options) => {
      requireParameters(options, { src: 'String' })
      const content = await readContent(phone, options.src)
      const tempFilePath = phone.files.add(content, endingOf(options.src))
      return { tempFilePath, size: String(Math.ceil(content.size / 1024)) }
    },
    checkDeviceSupportHevc: () => ({ supportHevc: true }),
    checkIsPictureInPictureActive: () => ({ isActive: false }),
  })
}
