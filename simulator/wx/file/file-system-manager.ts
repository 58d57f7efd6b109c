import { defineOthers } from '../apis.ts'
import { ApiFailure, failText } from '../failure.ts'
import type { Context } from '../context.ts'
import { fileOperations } from './operations.ts'
import { readContent } from './read.ts'
import { savedFileCalls } from './saved.ts'

/**
 * `FileSystemManager`: every operation asynchronous and, with `Sync`, at once. Not there: archives and
 * compressed files.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.html
 */
export function fileSystemApis(phone: Context) {
  let manager: object | undefined
  const get = () => {
    manager ??= createManager(phone)
    return manager
  }
  return defineOthers({ getFileSystemManager: () => get() as never })
}

function createManager(phone: Context): object {
  const manager: Record<string, unknown> = { ...savedFileCalls(phone) }
  for (const [name, { parameters, run, sync }] of Object.entries(fileOperations(phone))) {
    manager[name] = phone.makeApi(name as never, async (options: Given) => {
      const [path = options.srcPath ?? options.tempFilePath] = [options.filePath ?? options.path]
      await settled(phone, path)
      return run(options as never)
    })
    manager[`${name}Sync`] = (...args: unknown[]) => {
      const given =
        parameters === 'options'
          ? args[0]
          : Object.fromEntries(parameters.map((parameter, index) => [parameter, args[index]]))
      return atOnce(`${name}Sync`, () => {
        const result = run(given as never)
        return sync && result ? sync(result) : undefined
      })
    }
  }
  for (const name of ['unzip', 'readZipEntry', 'readCompressedFile']) {
    manager[name] = phone.makeApi(name as never, () => {
      throw new ApiFailure('not simulated by weapp-login-kit')
    })
  }
  return manager
}

type Given = Partial<Record<'path' | 'filePath' | 'srcPath' | 'tempFilePath', string>>

/** A file that came as a `Blob` has its bytes a moment later. */
async function settled(phone: Context, path: string | undefined) {
  const entry = path === undefined ? undefined : phone.files.entry(path)
  if (!entry || entry.bytes || path === undefined) return
  const content = await readContent(phone, path)
  entry.bytes = new Uint8Array(await content.arrayBuffer())
}

function atOnce<Result>(api: string, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    throw new Error(failText(api, error.reason), { cause: error })
  }
}
