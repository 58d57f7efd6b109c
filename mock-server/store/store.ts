import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { createClock, type Clock } from './clock.ts'
import { migrations } from './migrations.ts'

type Value = string | number | null | Uint8Array

/** One SQL statement, prepared once. Rows are checked by nobody: name their type where you read. */
export interface Statement {
  run(...values: Value[]): { changes: number }
  get<Row>(...values: Value[]): Row | undefined
  all<Row>(...values: Value[]): Row[]
}

/** Everything the mock server remembers: one SQLite file, or memory. */
export interface Store {
  /** Where it is kept: a path, or `:memory:`. */
  readonly location: string
  readonly clock: Clock
  sql(text: string): Statement
  /** Runs `work` whole or not at all. */
  transaction<T>(work: () => T): T
  close(): void
}

/** The data file can't be used. `message` says why and what to do; the file was not changed. */
export class StoreError extends Error {
  override name = 'StoreError' as const
}

/**
 * Opens the store and brings its schema up to date.
 *
 * Write-ahead logging: what was answered is in the file even when the process is killed at once.
 * (A power cut may lose the last moments; a mock does not wait for the disk on every call.)
 *
 * @param location a file's path (created with its folder when missing), or `:memory:`
 * @throws StoreError when the file is not a database, is damaged, or was written by a newer version
 */
export function openStore(location: string): Store {
  const db = openDatabase(location)
  const statements = new Map<string, Statement>()
  const sql = (text: string) => {
    let statement = statements.get(text)
    if (!statement) statements.set(text, (statement = db.prepare(text) as unknown as Statement))
    return statement
  }
  const saveOffset = (offsetMs: number) =>
    sql(`INSERT INTO settings VALUES ('clock_offset_ms', ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(String(offsetMs))
  const saved = sql(`SELECT value FROM settings WHERE key = 'clock_offset_ms'`).get<{
    value: string
  }>()
  return {
    location,
    clock: createClock(Number(saved?.value ?? 0), saveOffset),
    sql,
    transaction: (work) => db.transaction(work)(),
    close: () => void db.close(),
  }
}

function openDatabase(location: string): Database.Database {
  if (location !== ':memory:') mkdirSync(dirname(location), { recursive: true })
  let db: Database.Database | undefined
  try {
    db = new Database(location)
    migrate(db, location)
    return db
  } catch (error) {
    db?.close()
    if (error instanceof StoreError) throw error
    throw new StoreError(
      `${location} can't be opened as a database (${(error as Error).message}). ` +
        'Name another file with --data FILE, or move this one away to start anew.',
    )
  }
}

function migrate(db: Database.Database, location: string) {
  const [row] = db.pragma('user_version') as [{ user_version: number }]
  const version = row.user_version
  if (version > migrations.length) {
    throw new StoreError(
      `${location} was written by a newer version of this server (schema ${version}, this one knows ` +
        `${migrations.length}). Update the project, or name another file with --data FILE.`,
    )
  }
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue
    db.transaction(() => db.exec(`${step}; PRAGMA user_version = ${index + 1}`))()
  }
}
