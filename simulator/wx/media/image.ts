import { defineApis } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { readContent } from '../file/read.ts'
import { requireScope } from '../open-api/scope.ts'
import { requireParameters } from '../parameters.ts'
import { showSheet } from '../sheet.ts'
import { pictureInfo } from './picture-size.ts'

/**
 * Pictures: shown large, measured, kept in the album, made smaller.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.previewImage.html
 */
export function imageApis(phone: Context) {
  const { effects, privacy } = phone
  const show = (api: string, pictures: string[], current: number) =>
    // Not awaited: the call has succeeded when the pictures are shown.
    void showSheet(phone, {
      api,
      title: `${current + 1} / ${pictures.length}`,
      lines: [],
      pictures: [...pictures.slice(current), ...pictures.slice(0, current)],
    })
  return defineApis(phone, {
    previewImage: (options) => {
      requireParameters(options, { urls: 'Array' })
      const { urls, current = urls[0] ?? '' } = options
      if (urls.length === 0) throw new ApiFailure('parameter error: parameter.urls is empty', 1001)
      show('previewImage', urls, Math.max(0, urls.indexOf(current)))
    },
    previewMedia: (options) => {
      requireParameters(options, { sources: 'Array' })
      const { sources, current = 0 } = options
      const addresses = sources.map(({ url }) => url)
      show('previewMedia', addresses, current)
    },
    getImageInfo: async (options) => {
      requireParameters(options, { src: 'String' })
      const content = await readContent(phone, options.src)
      const info = pictureInfo(new Uint8Array(await content.arrayBuffer()))
      if (!info) throw new ApiFailure('get image info failed')
      const isOnline = /^https?:/.test(options.src)
      const path = isOnline ? phone.files.add(content, info.type) : options.src
      return { ...info, path, orientation: 'up' }
    },
    saveImageToPhotosAlbum: async (options) => {
      requireParameters(options, { filePath: 'String' })
      await privacy.require(phone, 'saveImageToPhotosAlbum')
      await requireScope(phone, 'scope.writePhotosAlbum')
      await readContent(phone, options.filePath)
      effects.add('saveImageToPhotosAlbum', options)
      phone.host.keepPicture?.(options.filePath)
    },
    compressImage: async (options) => {
      requireParameters(options, { src: 'String' })
      const content = await readContent(phone, options.src)
      return { tempFilePath: phone.files.add(content, endingOf(options.src)) }
    },
    cropImage: async (options) => {
      requireParameters(options, { src: 'String', cropScale: 'String' })
      const content = await readContent(phone, options.src)
      return { tempFilePath: phone.files.add(content, endingOf(options.src)) }
    },
    editImage: async (options) => {
      requireParameters(options, { src: 'String' })
      const content = await readContent(phone, options.src)
      return { tempFilePath: phone.files.add(content, endingOf(options.src)) }
    },
  })
}

/** The ending of a picture's path. */
export const endingOf = (path: string) => /\.(\w+)(?:\?.*)?$/.exec(path)?.[1] ?? 'jpg'
