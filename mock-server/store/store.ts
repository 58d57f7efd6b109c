import { createClock, type Clock } from './clock.ts'
import { openDatabase, releaseDatabase } from './database.ts'

type Value = string | number | null | Uint8Array

/** One SQL statement, prepared once. Rows are checked by nobody: name their type where you read. */
export interface Statement {
  run(...values: Value[]): { changes: number }
  get<Row>(...values: Value[]): Row | undefined
  all<Row>(...values: Value[]): Row[]
}

/** More answers than this are not kept in mind. */
const MOST_RECALLED = 1_000

/** Everything the mock server remembers: one SQLite file, or memory. */
export interface Store {
  /** Where it is kept: a path, or `:memory:`. */
  readonly location: string
  readonly clock: Clock
  sql(text: string): Statement
  /**
   * What `read` gave for this key before, as long as nothing was written since: reading from a file
   * costs several system calls, and most requests only read.
   */
  recall<T>(key: string, read: () => T): T
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
  const opened = openDatabase(location)
  const { db } = opened
  const statements = new Map<string, Statement>()
  const recalled = new Map<string, unknown>()
  const prepare = (text: string): Statement => {
    const prepared = db.prepare(text) as unknown as Statement
    return {
      get: (...values) => prepared.get(...values),
      all: (...values) => prepared.all(...values),
      run: (...values) => {
        recalled.clear()
        return prepared.run(...values)
      },
    }
  }
  const sql = (text: string) => {
    let statement = statements.get(text)
    if (!statement) statements.set(text, (statement = prepare(text)))
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
    recall: (key, read) => {
      if (recalled.has(key)) return recalled.get(key) as never
      if (recalled.size >= MOST_RECALLED) recalled.clear()
      const value = read()
      recalled.set(key, value)
      return value
    },
    transaction: (work) => {
      sql('BEGIN').run()
      try {
        const result = work()
        sql('COMMIT').run()
        return result
      } catch (error) {
        sql('ROLLBACK').run()
        throw error
      }
    },
    close: () => releaseDatabase(opened),
  }
}
