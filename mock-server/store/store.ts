import { createClock, type Clock } from './clock.ts'
import { openDatabase } from './database.ts'

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

export { StoreError } from './database.ts'

/**
 * Opens the store and brings its schema up to date.
 *
 * Write-ahead logging: what was answered is in the file even when the process is killed at once.
 * (A power cut may lose the last moments; a mock does not wait for the disk on every call.)
 *
 * @param location a file's path (created with its folder when missing), or `:memory:`
 * @throws StoreError when the file is in use, is no database, is damaged, is another program's, or
 *   was written by a newer version
 */
export function openStore(location: string): Store {
  const { db, unlock } = openDatabase(location)
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
    close: () => {
      // libsql closes when its statements are collected; the file shall be whole before.
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      db.close()
      unlock()
    },
  }
}
