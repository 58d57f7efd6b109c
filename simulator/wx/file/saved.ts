import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { requireParameters } from '../parameters.ts'
import { askBySheet, showSheet } from '../sheet.ts'
import { FileSystem } from './file-system.ts'
import { readContent } from './read.ts'

/** Calls on kept files that the older `wx` and `FileSystemManager` share. */
export function savedFileCalls(phone: Context): Record<string, unknown> {
  const system = new FileSystem(phone.files, phone.host)
  const define = (name: string, run: (options: never) => unknown) =>
    [name, phone.makeApi(name as never, run as never)] as const
  return Object.fromEntries([
    define('saveFile', (options: { tempFilePath: string; filePath?: string }) => {
      requireParameters(options, { tempFilePath: 'String' })
      return { savedFilePath: system.save(options.tempFilePath, options.filePath) }
    }),
    define('getSavedFileList', () => ({ fileList: system.saved() })),
    define('getSavedFileInfo', ({ filePath }: { filePath: string }) => {
      const found = system.saved().find((file) => file.filePath === filePath)
      if (!found) throw new ApiFailure('file not exist')
      return { size: found.size, createTime: found.createTime }
    }),
    define('removeSavedFile', ({ filePath }: { filePath: string }) => {
      if (!phone.files.remove(filePath)) throw new ApiFailure('file not exist')
    }),
    define('getFileInfo', async ({ filePath, digestAlgorithm = 'md5' }: FileInfo) => {
      const content = await readContent(phone, filePath)
      const bytes = await content.arrayBuffer()
      return { size: content.size, digest: await digestOf(bytes, digestAlgorithm) }
    }),
  ])
}

interface FileInfo {
  filePath: string
  digestAlgorithm?: 'md5' | 'sha1'
}

/** Browsers and Node have sha1 built in; md5 is needed for this field only. */
async function digestOf(bytes: ArrayBuffer, algorithm: 'md5' | 'sha1'): Promise<string> {
  if (algorithm !== 'sha1') return ''
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Opening and keeping files, in the older form beside `FileSystemManager`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.openDocument.html
 */
export function savedFileApis(phone: Context): object {
  const { makeApi, effects } = phone
  return {
    ...savedFileCalls(phone),
    openDocument: makeApi('openDocument', async (options) => {
      requireParameters(options, { filePath: 'String' })
      await readContent(phone, options.filePath)
      const title = options.filePath.split('/').at(-1) ?? ''
      void showSheet(phone, { api: 'openDocument', title, lines: [] })
    }),
    saveFileToDisk: makeApi('saveFileToDisk', async (options) => {
      requireParameters(options, { filePath: 'String' })
      await readContent(phone, options.filePath)
      const lines = [options.filePath]
      const choices = ['保存']
      await askBySheet(phone, { api: 'saveFileToDisk', title: '保存文件', lines, choices })
      effects.add('saveFileToDisk', options)
    }),
  }
}
