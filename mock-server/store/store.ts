import { createClock, type Clock } from './clock.ts'
import { openDatabase, releaseDatabase } from './database.ts'
import { RowCache } from './row-cache.ts'
import { GroupCommit } from './group-commit.ts'

type Value = string | number | null | Uint8Array

/** One SQL statement, prepared once. Rows are checked by nobody: name their type where you read. */
export interface Statement {
  run(...values: Value[]): { changes: number }
  get<Row>(...values: Value[]): Row | undefined
  all<Row>(...values: Value[]): Row[]
}

/** A statement as libsql has it; values go in as one list. */
interface Prepared {
  run(values: Value[]): { changes: number }
  get<Row>(values: Value[]): Row | undefined
  all<Row>(values: Value[]): Row[]
}

/** Everything the mock server remembers: one SQLite file, or memory. */
export interface Store {
  /** The place it is kept in: a path, or `:memory:`. */
  readonly location: string
  readonly clock: Clock
  sql(text: string): Statement
  /**
   * The row that a unique key finds, as `read` sees it; kept until anything is written, since a
   * statement costs more than most requests do otherwise. What it gives must not be changed.
   */
  find<Row, Found = Row>(
    text: string,
    key: readonly (string | number)[],
    read?: (row: Row) => Found,
  ): Found | undefined
  /** Runs `work` whole or not at all. */
  transaction<T>(work: () => T): T
  /**
   * Empties these tables and runs `work`, whole or not at all; quickly also where they hold millions.
   * No table that is left out may refer to one of them. Not inside a transaction.
   */
  refill(tables: readonly string[], work: () => void): void
  /**
   * Settles when everything written so far would survive the end of this process; absent when it
   * would already. Whoever answers waits for it first.
   */
  readonly committed: Promise<void> | undefined
  /**
   * The number of times writes were lost that nobody waited for. Whoever takes longer than a turn compares it:
   * what it wrote or read at first may not be there any more.
   */
  readonly lost: number
  /** False once it was closed. */
  readonly isOpen: boolean
  close(): void
}

/**
 * Opens the store and brings its schema up to date.
 *
 * @param location a file's path (created with its folder when missing), or `:memory:`
 * @throws StoreError when the file is in use, is no database, is damaged, is another program's, or
 *   was written by a newer version
 */
export function openStore(location: string): Store {
  const opened = openDatabase(location)
  const { db } = opened
  const prepare = (text: string) => db.prepare(text) as unknown as Prepared
  const cache = new RowCache()
  const turn = new GroupCommit({
    begin: () => db.exec('BEGIN'),
    commit: () => db.exec('COMMIT'),
    rollback: () => {
      cache.clear()
      if (db.inTransaction) db.exec('ROLLBACK')
    },
  })
  let isOpen = true
  /** Inside `transaction`: whether it has written, and so has a savepoint. */
  let work: { isSaved: boolean } | undefined

  const beforeWrite = () => {
    turn.open()
    if (!work || work.isSaved) return
    db.exec('SAVEPOINT work')
    work.isSaved = true
  }
  const writing = (text: string): Statement => {
    const prepared = prepare(text)
    return {
      get: (...values) => prepared.get(values),
      all: (...values) => prepared.all(values),
      run: (...values) => {
        beforeWrite()
        cache.clear()
        return prepared.run(values)
      },
    }
  }

  const statements = new Map<string, Statement>()
  const sql = (text: string) => {
    let statement = statements.get(text)
    if (!statement) statements.set(text, (statement = writing(text)))
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
    find: <Row, Found>(
      text: string,
      key: readonly (string | number)[],
      read?: (row: Row) => Found,
    ) =>
      cache.find(text, key, () => {
        const row = sql(text).get<Row>(...key)
        return row && ((read ? read(row) : row) as Found)
      }),
    transaction: (run) => {
      if (work) return run() // part of the one it stands in
      const own = (work = { isSaved: false })
      try {
        const result = run()
        if (own.isSaved) db.exec('RELEASE work')
        return result
      } catch (error) {
        if (own.isSaved) {
          cache.clear()
          db.exec('ROLLBACK TO work; RELEASE work')
        }
        throw error
      } finally {
        work = undefined
      }
    },
    refill(tables, work) {
      turn.close()
      // Row by row SQLite would look for what refers to each: seconds, where there is nothing.
      db.exec('PRAGMA foreign_keys = OFF')
      try {
        this.transaction(() => {
          for (const table of tables) sql(`DELETE FROM ${table}`).run()
          work()
        })
        turn.close()
      } finally {
        db.exec('PRAGMA foreign_keys = ON')
      }
    },
    get isOpen() {
      return isOpen
    },
    get committed() {
      return turn.end
    },
    get lost() {
      return turn.lost
    },
    close: () => {
      isOpen = false
      turn.close()
      releaseDatabase(opened)
    },
  }
}
