import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'libsql'
import { say } from '../command-line/language.ts'
import { migrations } from './migrations.ts'

/** Reading a larger file through takes seconds; it is looked at in outline. */
const READ_WHOLE_BYTES = 64 * 1024 * 1024

const MAGIC = 'SQLite format 3\0'

/**
 * Judges a data file without changing it: what is damaged, newer or somebody else's must stay as it
 * is, to the byte.
 *
 * @returns why this server can't use it; nothing when it can
 * @throws what the system or SQLite says when it can't be read
 */
export function inspect(location: string): string | undefined {
  try {
    return judgeOutline(location) ?? judgeContent(location)
  } catch (error) {
    const { code = '', message } = error as { code?: string } & Error
    if (code.startsWith('SQLITE_CORRUPT'))
      return say(`已损坏（${message}）`, `is damaged (${message})`)
    throw error
  }
}

function judgeContent(location: string): string | undefined {
  // The log that a killed server left counts, and reading it changes the file.
  if (existsSync(`${location}-wal`)) return inspectCopy(location)
  // No log, no other process: SQLite may open the file as immutable, and does not touch it.
  const db = new Database(`${pathToFileURL(location).href}?immutable=1`)
  try {
    return judge(db, statSync(location).size)
  } finally {
    db.close()
  }
}

/** Reads the file's first hundred bytes (https://www.sqlite.org/fileformat.html, 1.3). */
function judgeOutline(location: string): string | undefined {
  const head = Buffer.alloc(100)
  const file = openSync(location, 'r')
  try {
    readSync(file, head)
  } finally {
    closeSync(file)
  }
  if (head.toString('latin1', 0, 16) !== MAGIC)
    return say('不是数据库，打不开', "can't be opened as a database (it is none)")
  const pageSize = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  const isCountTrue = head.readUInt32BE(24) === head.readUInt32BE(92)
  const bytes = head.readUInt32BE(28) * pageSize
  const isWhole = !isCountTrue || existsSync(`${location}-wal`) || statSync(location).size >= bytes
  return isWhole ? undefined : say('已损坏（后半截不见了）', 'is damaged (its end is missing)')
}

const COPIES = 'weapp-login-kit-check-'

function inspectCopy(location: string): string | undefined {
  removeOldCopies()
  const folder = mkdtempSync(join(tmpdir(), COPIES))
  try {
    for (const ending of ['', '-wal']) {
      if (existsSync(location + ending))
        copyFileSync(location + ending, join(folder, `copy${ending}`))
    }
    const db = new Database(join(folder, 'copy'))
    try {
      return judge(db, statSync(location).size)
    } finally {
      db.close()
    }
  } finally {
    removeIfFree(folder)
  }
}

/**
 * libsql lets go of a file only when its statements are collected; where what is open can't be removed
 * (Windows), it stays in the system's temporary folder for now.
 *
 * Source: https://github.com/tursodatabase/libsql-js/issues/228
 */
function removeIfFree(folder: string) {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // A later start takes it away.
  }
}

const HOUR_MS = 3600_000

function removeOldCopies() {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(COPIES))) {
    const folder = join(tmpdir(), name)
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity)
    if (age > HOUR_MS) removeIfFree(folder)
  }
}

function judge(db: Database.Database, bytes: number): string | undefined {
  const version = (db.pragma('user_version') as [{ user_version: number }])[0].user_version
  if (version > migrations.length) {
    return say(
      `是更新版本的服务器写的（结构 ${version}，这个版本只认识到 ${migrations.length}）。请更新本项目`,
      `was written by a newer version of this server (schema ${version}, this one knows ` +
        `${migrations.length}). Update the project`,
    )
  }
  if (bytes <= READ_WHOLE_BYTES) {
    const [health] = db.pragma('quick_check(1)') as [{ quick_check: string }]
    if (health.quick_check !== 'ok')
      return say(`已损坏（${health.quick_check}）`, `is damaged (${health.quick_check})`)
  }
  // Its tables may have our names by chance: what they hold must be ours, too.
  return describe(db) === schemaAt(version)
    ? undefined
    : say('是别的程序的数据库', 'is the database of another program')
}

/** The schema that a file of this version has. */
function schemaAt(version: number): string {
  const db = new Database(':memory:')
  try {
    for (const step of migrations.slice(0, version)) db.exec(step)
    return describe(db)
  } finally {
    db.close()
  }
}

/** Tables and their columns, as a text to compare. */
function describe(db: Database.Database): string {
  const tables = (db.pragma('table_list') as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => !/^(?:sqlite_|libsql_)/.test(name))
    .toSorted()
  return tables.map((name) => `${name}(${columnsOf(db, name).join()})`).join(' ')
}

const columnsOf = (db: Database.Database, table: string) =>
  (db.pragma(`table_info("${table.replaceAll('"', '""')}")`) as { name: string; type: string }[])
    .map(({ name, type }) => `${name} ${type}`)
    .toSorted()
