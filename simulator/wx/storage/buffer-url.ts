import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'

/**
 * Addresses of bytes in memory, which an image or a video shows.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.createBufferURL.html
 */
export const bufferUrlApis = ({ files }: Context) =>
  defineOthers({
    createBufferURL: (buffer) => files.add(new Blob([buffer as ArrayBuffer]), 'buffer'),
    revokeBufferURL: (url) => files.remove(url),
  })
