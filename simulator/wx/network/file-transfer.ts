import { defineOthers } from '../apis.ts'
import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { Listeners } from '../listeners.ts'
import { requireParameters } from '../parameters.ts'
import { plainHeaders, refererOf } from './request.ts'
import type { Sending } from './transfer.ts'

interface Progress {
  progress: number
  totalBytesSent: number
  totalBytesExpectedToSend: number
  totalBytesWritten: number
  totalBytesExpectedToWrite: number
}

/**
 * `wx.uploadFile` and `wx.downloadFile` over the injected `fetch`. As in WeChat every HTTP status is
 * a success, an upload's answer stays text, and a download leaves a file whatever the status.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/network/upload/wx.uploadFile.html
 */
export function fileTransferApis(phone: Context) {
  const { network, files, device, reportError, transfers, appid } = phone
  const headersFor = (header: object | undefined) => {
    const { 'content-type': _, ...headers } = plainHeaders(header, refererOf(appid, device))
    return headers // multipart needs its own boundary
  }

  const uploadFile = (options: WechatMiniprogram.UploadFileOption) => {
    const { url, filePath, name, header, formData = {} } = options
    const progress = new Listeners<Progress>()
    const send = async ({ signal, received }: Sending) => {
      requireParameters(options, { filePath: 'String', name: 'String' })
      const file = files.get(filePath)
      if (!file) throw new ApiFailure('file error')
      const body = new FormData()
      for (const [field, value] of Object.entries(formData)) body.append(field, String(value))
      body.append(name, file, filePath.split('/').at(-1))
      const init = { method: 'POST', headers: headersFor(header), body, signal }
      const response = await network.fetch(url, init)
      progress.tell(allOf(file.size), reportError)
      const { statusCode } = received(response)
      return { data: await response.text(), statusCode }
    }
    return { ...transfers.start('uploadFile', options, send), ...watching(progress) }
  }

  const downloadFile = (options: WechatMiniprogram.DownloadFileOption) => {
    const { url, header, filePath } = options
    const progress = new Listeners<Progress>()
    const send = async ({ signal, received }: Sending) => {
      const init = { method: 'GET', headers: headersFor(header), signal }
      const response = await network.fetch(url, init)
      const { statusCode } = received(response)
      const content = new Uint8Array(await response.arrayBuffer())
      progress.tell(allOf(content.length), reportError)
      if (filePath !== undefined) {
        files.put(filePath, content)
        return { filePath, statusCode }
      }
      const [, ending = 'unknown'] = /\.(\w+)$/.exec(new URL(url).pathname) ?? []
      return { tempFilePath: files.add(content, ending), statusCode }
    }
    return { ...transfers.start('downloadFile', options, send), ...watching(progress) }
  }
  return defineOthers({ uploadFile, downloadFile })
}

const watching = (progress: Listeners<Progress>) => ({
  onProgressUpdate: progress.add,
  offProgressUpdate: progress.remove,
})

/** WeChat reports progress in many steps; here the file is sent in one. */
const allOf = (size: number): Progress => ({
  progress: 100,
  totalBytesSent: size,
  totalBytesExpectedToSend: size,
  totalBytesWritten: size,
  totalBytesExpectedToWrite: size,
})
