import type { Database } from 'libsql'
import { createClock, type Clock } from './clock.ts'
import { openDatabase, releaseDatabase } from './database.ts'
import { RowCache } from './row-cache.ts'
import { GroupCommit } from './group-commit.ts'
import { createStatements, type Statement } from './statements.ts'
import { Transactions } from './transactions.ts'

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
   * would already. Wait for it before you answer.
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
  const cache = new RowCache()
  const turn = new GroupCommit({
    begin: () => db.exec('BEGIN'),
    commit: () => db.exec('COMMIT'),
    rollback: () => {
      cache.clear()
      if (db.inTransaction) db.exec('ROLLBACK')
    },
  })
  const transactions = new Transactions(db, cache)
  const sql = createStatements(db, () => {
    turn.open()
    transactions.beforeWrite()
    cache.clear()
  })
  let isOpen = true
  return {
    location,
    clock: savedClock(sql),
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
    transaction: (work) => transactions.run(work),
    refill(tables, work) {
      turn.close()
      withoutForeignKeys(db, () => {
        transactions.run(() => {
          for (const table of tables) sql(`DELETE FROM ${table}`).run()
          work()
        })
        turn.close()
      })
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

/** Row by row SQLite would look for what refers to each: seconds, where there is nothing. */
function withoutForeignKeys(db: Database, work: () => void) {
  db.exec('PRAGMA foreign_keys = OFF')
  try {
    work()
  } finally {
    db.exec('PRAGMA foreign_keys = ON')
  }
}

/** The clock, as far ahead of the machine's as it was when the store was last open. */
function savedClock(sql: Store['sql']): Clock {
  const saved = sql(`SELECT value FROM settings WHERE key = 'clock_offset_ms'`).get<{
    value: string
  }>()
  return createClock(Number(saved?.value ?? 0), (offsetMs) =>
    sql(`INSERT INTO settings VALUES ('clock_offset_ms', ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`).run(String(offsetMs)),
  )
}
