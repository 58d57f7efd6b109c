import type { Activity, Wx } from './call.ts'
import type { Context } from './context.ts'
import type { Files } from './files.ts'
import { NoFile, startTransfer, type Slots } from './request.ts'

type Progress = (update: {
  progress: number
  totalBytesSent: number
  totalBytesExpectedToSend: number
  totalBytesWritten: number
  totalBytesExpectedToWrite: number
}) => void

/**
 * `wx.uploadFile` and `wx.downloadFile` over the injected `fetch`. As in WeChat every HTTP status is
 * a success, an upload's answer stays text, and a download leaves a file whatever the status.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/network/upload/wx.uploadFile.html
 */
export function fileTransferApis(
  context: Context,
  activity: Activity,
  slots: Slots,
  files: Files,
): Pick<Wx, 'uploadFile' | 'downloadFile'> {
  const { network } = context

  const uploadFile = (options: WechatMiniprogram.UploadFileOption) => {
    const progress = new Set<Progress>()
    const stop = startTransfer(context, activity, slots, 'uploadFile', options, async (signal) => {
      const file = files.get(options.filePath)
      if (!file) throw new NoFile(options.filePath)
      const form = new FormData()
      for (const [name, value] of Object.entries(options.formData ?? {})) {
        form.append(name, String(value))
      }
      form.append(options.name, file, options.filePath.split('/').at(-1))
      const init = { method: 'POST', headers: plainHeaders(options.header), body: form, signal }
      const response = await network.fetch(options.url, init)
      tellProgress(progress, file.size)
      return { data: await response.text(), statusCode: response.status }
    })
    return taskOf(stop, progress)
  }

  const downloadFile = (options: WechatMiniprogram.DownloadFileOption) => {
    const progress = new Set<Progress>()
    const stop = startTransfer(
      context,
      activity,
      slots,
      'downloadFile',
      options,
      async (signal) => {
        const init = { method: 'GET', headers: plainHeaders(options.header), signal }
        const response = await network.fetch(options.url, init)
        const content = await response.blob()
        tellProgress(progress, content.size)
        const [, ending = 'unknown'] = /\.(\w+)$/.exec(new URL(options.url).pathname) ?? []
        return { tempFilePath: files.add(content, ending), statusCode: response.status }
      },
    )
    return taskOf(stop, progress)
  }
  return {
    uploadFile: uploadFile as Wx['uploadFile'],
    downloadFile: downloadFile as Wx['downloadFile'],
  }
}

function taskOf(stop: { because: (reason: 'abort') => void }, progress: Set<Progress>) {
  return {
    abort: () => stop.because('abort'),
    onProgressUpdate: (listener: Progress) => void progress.add(listener),
    offProgressUpdate: (listener: Progress) => void progress.delete(listener),
    onHeadersReceived() {},
    offHeadersReceived() {},
  }
}

/** WeChat tells many steps; here the file goes in one. */
function tellProgress(listeners: Set<Progress>, size: number) {
  for (const listener of listeners) {
    listener({
      progress: 100,
      totalBytesSent: size,
      totalBytesExpectedToSend: size,
      totalBytesWritten: size,
      totalBytesExpectedToWrite: size,
    })
  }
}

function plainHeaders(header: object = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)]))
}
