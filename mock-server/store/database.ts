import { chmodSync, existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { say } from '../command-line/language.ts'
import { inspect } from './inspect.ts'
import { InUse, lock } from './lock.ts'
import { migrations } from './migrations.ts'

/** The data file can't be used. `message` says why and what to do; the file was not changed. */
class StoreError extends Error {
  override name = 'StoreError' as const
}

const MEMORY = ':memory:'
const otherFile = () =>
  say(
    '请用 --data FILE 换一个文件，或者把这个文件移走，从头开始。',
    'Name another file with --data FILE, or move this one away to start anew.',
  )

/** An open database and the lock on its file. */
export interface OpenDatabase {
  db: Database.Database
  /** Lets another server have the file. */
  unlock: () => void
}

/**
 * Opens a database file that belongs to this project and to no other running server, and brings its
 * schema up to date. Only its owner may read it: in live mode it holds keys of real users.
 *
 * @throws StoreError when the file is in use, is no database, is damaged, is another program's, was
 *   written by a newer version, or can't be written
 */
export function openDatabase(location: string): OpenDatabase {
  if (location === MEMORY) {
    const db = new Database(MEMORY)
    migrate(db)
    return { db, unlock: () => {} }
  }
  const attempt = <T>(what: string, work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw toStoreError(error, location, what)
    }
  }
  attempt(say('建不出来：文件夹建不了', "can't be made: its folder can't"), () =>
    mkdirSync(dirname(location), { recursive: true, mode: 0o700 }),
  )
  const path = attempt(say('用不了', "can't be used"), () => makeFile(location))
  const unlock = attempt(say('锁不住', "can't be locked"), () => lock(path))
  let db: Database.Database | undefined
  try {
    const why = attempt(say('不能当作数据库打开', "can't be opened as a database"), () =>
      inspectUsed(path),
    )
    if (why !== undefined) throw refusal(location, why)
    return attempt(say('写不进去', "can't be written"), () => {
      db = new Database(path)
      migrate(db)
      return { db, unlock }
    })
  } catch (error) {
    db?.close()
    unlock()
    throw error
  }
}

function toStoreError(error: unknown, location: string, what: string): StoreError {
  if (error instanceof StoreError) return error
  if (error instanceof InUse) {
    return new StoreError(
      say(
        `${location} 正被另一个运行中的服务器使用。请停掉那一个，或者用 --data FILE 换一个文件。`,
        `${location} is in use by another running server. Stop that one, or name another file with ` +
          '--data FILE.',
      ),
    )
  }
  return refusal(location, `${what} (${(error as Error).message})`)
}

const refusal = (location: string, why: string) =>
  new StoreError(say(`${location} ${why}。${otherFile()}`, `${location} ${why}. ${otherFile()}`))

/** @returns its real path: a link and what it leads to are one file, which one server may have */
function makeFile(location: string): string {
  if (!existsSync(location)) writeFileSync(location, '', { flag: 'wx', mode: 0o600 })
  const path = realpathSync(location)
  const { mode } = expectFile(path)
  if ((mode & 0o077) !== 0 && process.platform !== 'win32') makePrivate(path)
  return path
}

function expectFile(path: string) {
  const stat = statSync(path)
  if (!stat.isFile())
    throw new Error(
      stat.isDirectory() ? say('是文件夹', 'it is a folder') : say('不是文件', 'it is no file'),
    )
  return stat
}

function makePrivate(path: string) {
  try {
    chmodSync(path, 0o600)
  } catch {
    // The file belongs to another user of this machine: its permissions are left as they are.
  }
}

const inspectUsed = (path: string) => (statSync(path).size > 0 ? inspect(path) : undefined)

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
  // SQLite opens a file it can't write all the same; the first sign-in would be what fails.
  db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version}; COMMIT`)
  // Exclusive: a lock that is held all the time need not be taken at every read.
  db.exec('SELECT 1 FROM sqlite_schema; PRAGMA locking_mode = EXCLUSIVE')
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue
    db.transaction(() => db.exec(`${step}; PRAGMA user_version = ${index + 1}`))()
  }
}
