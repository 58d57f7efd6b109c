import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isWindows } from './platform.ts'

/**
 * Removes a folder in which a database was open. On Windows what is open can't be removed, and libsql
 * lets go of a file only when its statements are collected.
 */
function removeFolder(folder: string) {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    setFlagsFromString('--expose-gc')
    ;(runInNewContext('gc') as () => void)()
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    } catch (error) {
      // A connection that failed to open may keep its file until the process ends: left to the system.
      if (!isWindows || (error as NodeJS.ErrnoException).code !== 'EBUSY') throw error
    }
  }
}

/** A folder of its own for each test, and in it the name of a data file that is not there yet. */
export function useDataFile() {
  const paths = { folder: '', data: '' }
  beforeEach(() => {
    paths.folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-test-'))
    paths.data = join(paths.folder, 'mock.sqlite')
  })
  afterEach(() => removeFolder(paths.folder))
  return paths
}
