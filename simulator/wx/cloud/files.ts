import { ApiFailure } from '../failure.ts'
import type { Context } from '../context.ts'
import { readContent } from '../file/read.ts'
import { endingOf } from '../media/image.ts'
import { requireParameters } from '../parameters.ts'

type Define = (name: string, run: (options: never) => unknown) => unknown

/** Files in the cloud, in memory, by their `fileID` (`cloud://simulated/a.png`). */
export function cloudFileCalls(phone: Context, define: Define): Record<string, unknown> {
  const { files } = phone
  const idOf = (cloudPath: string) => `cloud://simulated/${cloudPath}`
  const each = <Result>(ids: string[], run: (id: string) => Result) =>
    ids.map((fileID) => ({ fileID, status: files.get(fileID) ? 0 : -503003, ...run(fileID) }))
  return {
    uploadFile: define('cloud.uploadFile', async (options: Upload) => {
      requireParameters(options, { cloudPath: 'String', filePath: 'String' })
      const fileID = idOf(options.cloudPath)
      files.put(fileID, await readContent(phone, options.filePath))
      return { fileID, statusCode: 200 }
    }),
    downloadFile: define('cloud.downloadFile', ({ fileID }: { fileID: string }) => {
      const content = files.get(fileID)
      if (!content) throw new ApiFailure(`-503003 file does not exist: ${fileID}`)
      return { tempFilePath: files.add(content, endingOf(fileID)), statusCode: 200 }
    }),
    getTempFileURL: define('cloud.getTempFileURL', ({ fileList }: { fileList: FileRef[] }) => ({
      fileList: each(fileList.map(refId), (tempFileURL) => ({ tempFileURL })),
    })),
    deleteFile: define('cloud.deleteFile', ({ fileList }: { fileList: string[] }) => {
      const results = each(fileList, () => ({}))
      fileList.forEach((id) => files.remove(id))
      return { fileList: results }
    }),
  }
}

interface Upload {
  cloudPath: string
  filePath: string
}

type FileRef = string | { fileID: string }

const refId = (ref: FileRef) => (typeof ref === 'string' ? ref : ref.fileID)
