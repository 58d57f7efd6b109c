import { rmSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Removes a folder in which a database was open. On Windows what is open can't be removed, and libsql
 * lets go of a file only when its statements are collected.
 */
export function removeFolder(folder: string) {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    setFlagsFromString('--expose-gc')
    ;(runInNewContext('gc') as () => void)()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
