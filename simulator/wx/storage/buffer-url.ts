import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'

/**
 * URLs of bytes in memory, for images and videos.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.createBufferURL.html
 */
export const bufferUrlApis = ({ files }: Context) =>
  defineOthers({
    createBufferURL: (buffer) => files.add(new Blob([buffer as ArrayBuffer]), 'buffer'),
    revokeBufferURL: (url) => files.remove(url),
  })
