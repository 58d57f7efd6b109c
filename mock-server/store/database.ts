import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { migrations } from './migrations.ts'

/** The data file can't be used. `message` says why and what to do; the file was not changed. */
export class StoreError extends Error {
  override name = 'StoreError' as const
}

const MEMORY = ':memory:'
const OTHER_FILE = 'Name another file with --data FILE, or move this one away to start anew.'

export interface OpenDatabase {
  db: Database.Database
  /** Lets another server have the file. */
  unlock: () => void
}

/**
 * Opens a database file that belongs to this project and to no other running server, and brings its
 * schema up to date.
 *
 * @throws StoreError when the file is in use, is no database, is damaged, is another program's, or
 *   was written by a newer version
 */
export function openDatabase(location: string): OpenDatabase {
  if (location === MEMORY) {
    const db = new Database(MEMORY)
    migrate(db)
    return { db, unlock: () => {} }
  }
  let unlock = () => {}
  let db: Database.Database | undefined
  try {
    mkdirSync(dirname(location), { recursive: true })
    unlock = lock(location)
    if (existsSync(location) && statSync(location).size > 0) inspect(location)
    db = new Database(location)
    migrate(db)
    return { db, unlock }
  } catch (error) {
    db?.close()
    unlock()
    if (error instanceof StoreError) throw error
    const { message } = error as Error
    // A damaged schema is found before any check of ours can run.
    const state = /malformed/.test(message) ? 'is damaged' : "can't be opened as a database"
    throw new StoreError(`${location} ${state} (${message}). ${OTHER_FILE}`)
  }
}

/**
 * Two servers on one file would each believe their own clock. The lock is one that ends with the
 * process, however it ends: SQLite's own, on an empty file beside the data. A server that stops
 * takes the file away; after a kill, the next one finds it free.
 */
function lock(location: string): () => void {
  const path = `${location}-lock`
  for (;;) {
    const before = makeLockFile(path)
    const db = new Database(path)
    try {
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      const isBusy = (error as { code?: string }).code === 'SQLITE_BUSY'
      if (!isBusy) throw error
      throw new StoreError(
        `${location} is in use by another running server. Stop that one, or name another file with ` +
          '--data FILE.',
      )
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
      writeFileSync(path, '', { flag: 'wx' })
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
    // Where a file that is open can't be removed, it stays: empty, and free.
  }
  db.close()
}

/**
 * Looks at a copy: SQLite may write into a file as soon as it closes it, and what is damaged, newer
 * or somebody else's must stay as it is.
 */
function inspect(location: string) {
  const folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  try {
    for (const ending of ['', '-wal']) {
      if (existsSync(location + ending))
        copyFileSync(location + ending, join(folder, `copy${ending}`))
    }
    const db = new Database(join(folder, 'copy'))
    try {
      judge(db, location)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function judge(db: Database.Database, location: string) {
  const [health] = db.pragma('quick_check(1)') as [{ quick_check: string }]
  if (health.quick_check !== 'ok') {
    throw new StoreError(`${location} is damaged (${health.quick_check}). ${OTHER_FILE}`)
  }
  const version = versionOf(db)
  if (version > migrations.length) {
    throw new StoreError(
      `${location} was written by a newer version of this server (schema ${version}, this one knows ` +
        `${migrations.length}). Update the project, or name another file with --data FILE.`,
    )
  }
  const tables = (db.pragma('table_list') as { name: string }[]).map(({ name }) => name)
  const foreign = tables.filter(
    (name) => !/^(sqlite_|libsql_|wechat_|backend_|settings$)/.test(name),
  )
  const isOurs = version === 0 ? tables.every((name) => name.startsWith('sqlite_')) : true
  if (!isOurs || foreign.length > 0 || (version > 0 && !tables.includes('wechat_apps'))) {
    throw new StoreError(`${location} is the database of another program. ${OTHER_FILE}`)
  }
}

/**
 * Writes everything into the main file and gives it free: libsql itself closes only when its
 * statements are collected.
 */
export function releaseDatabase({ db, unlock }: OpenDatabase) {
  db.exec('PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_schema')
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  unlock()
}

const versionOf = (db: Database.Database) =>
  (db.pragma('user_version') as [{ user_version: number }])[0].user_version

function migrate(db: Database.Database) {
  const version = versionOf(db)
  // Checkpoints wait for the disk: one in forty megabytes of writes instead of one in four.
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 10000; ' +
      'PRAGMA foreign_keys = ON',
  )
  // Nobody else may have the file: locks that are kept need not be taken at every read.
  db.exec('SELECT 1 FROM sqlite_schema; PRAGMA locking_mode = EXCLUSIVE')
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue
    db.transaction(() => db.exec(`${step}; PRAGMA user_version = ${index + 1}`))()
  }
}
