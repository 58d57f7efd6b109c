import type { StoredFile } from './files.ts'

const FILE_MODE = 0o100644
const FOLDER_MODE = 0o040755

/** The result of `stat` for a file, or of a folder where there is none. */
export function statsOf(file: StoredFile | undefined) {
  const seconds = Math.floor((file?.changedAt ?? 0) / 1000)
  return {
    mode: file ? FILE_MODE : FOLDER_MODE,
    size: file?.content.size ?? 0,
    lastAccessedTime: seconds,
    lastModifiedTime: seconds,
    isFile: () => file !== undefined,
    isDirectory: () => file === undefined,
  }
}
