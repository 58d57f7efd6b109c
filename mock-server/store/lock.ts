import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import Database from 'libsql'

/** Another server that runs has the file. */
export class InUse extends Error {
  override name = 'InUse' as const
}

/**
 * Two servers on one file would each believe their own clock. The lock is one that ends with the
 * process, however it ends: SQLite's own, on an empty file beside the data. A server that stops
 * takes the file away; after a kill, the next one finds it free.
 *
 * @returns how to let another server have the file
 * @throws InUse
 */
export function lock(location: string): () => void {
  const path = `${location}-lock`
  for (;;) {
    const before = makeLockFile(path)
    const db = new Database(path)
    try {
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      throw (error as { code?: string }).code === 'SQLITE_BUSY' ? new InUse() : error
    }
    // A server that stopped in between took its file along: what is locked here is no lock then.
    if (statSync(path, { throwIfNoEntry: false })?.ino === before) return () => unlock(db, path)
    db.close()
  }
}

/** Its inode. Not opened where it exists: closing it again would end a lock of this process. */
function makeLockFile(path: string): number | undefined {
  if (!existsSync(path)) {
    try {
      writeFileSync(path, '', { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return statSync(path, { throwIfNoEntry: false })?.ino
}

function unlock(db: Database.Database, path: string) {
  try {
    rmSync(path, { force: true })
  } catch {
    // On systems where an open file can't be removed, it stays: empty, and free.
  }
  db.close()
}
