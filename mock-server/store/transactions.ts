import type { Database } from 'libsql'
import type { RowCache } from './row-cache.ts'

/** Transactions of the store's callers: savepoints within the commit that many requests share. */
export class Transactions {
  readonly #db: Database
  readonly #cache: RowCache
  /** The transaction that runs; it has a savepoint once it has written. */
  #running: { isSaved: boolean } | undefined

  constructor(db: Database, cache: RowCache) {
    this.#db = db
    this.#cache = cache
  }

  /** To be called before each write, so that one which only reads costs nothing. */
  beforeWrite() {
    if (!this.#running || this.#running.isSaved) return
    this.#db.exec('SAVEPOINT work')
    this.#running.isSaved = true
  }

  /** Runs `work` whole or not at all; inside another transaction as part of it. */
  run<Result>(work: () => Result): Result {
    if (this.#running) return work()
    const own = (this.#running = { isSaved: false })
    try {
      const result = work()
      if (own.isSaved) this.#db.exec('RELEASE work')
      return result
    } catch (error) {
      if (own.isSaved) {
        this.#cache.clear()
        this.#db.exec('ROLLBACK TO work; RELEASE work')
      }
      throw error
    } finally {
      this.#running = undefined
    }
  }
}
