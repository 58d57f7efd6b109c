import { setImmediate } from 'node:timers' // a document of jsdom hides the global one

/** The statements that a transaction begins and ends with. */
export interface CommitDatabase {
  begin(): void
  commit(): void
  rollback(): void
}

/**
 * Group commit. What is written during one turn of the event loop (all requests that arrived
 * together) is one transaction, committed when the turn ends; no answer leaves before that.
 */
export class GroupCommit {
  readonly #database: CommitDatabase
  #isOpen = false
  #end: Promise<void> | undefined
  #waiting: { resolve(): void; reject(error: unknown): void } | undefined
  #lost = 0

  constructor(database: CommitDatabase) {
    this.#database = database
  }

  /** The number of turns that were rolled back while no request waited for them. */
  get lost(): number {
    return this.#lost
  }

  /** To be called before each write. */
  open() {
    if (this.#isOpen) return
    this.#database.begin()
    this.#isOpen = true
    setImmediate(() => this.close())
  }

  /**
   * Settles when everything written so far is in the file; absent when it is already. Rejects when
   * it could not be written: then none of the turn's writes was.
   */
  get end(): Promise<void> | undefined {
    if (!this.#isOpen) return undefined
    return (this.#end ??= new Promise((resolve, reject) => (this.#waiting = { resolve, reject })))
  }

  /** Ends the turn now. */
  close() {
    if (!this.#isOpen) return
    const waiting = this.#waiting
    this.#isOpen = false
    this.#end = undefined
    this.#waiting = undefined
    try {
      this.#database.commit()
      waiting?.resolve()
    } catch (error) {
      this.#database.rollback()
      if (waiting) waiting.reject(error)
      else this.#lost += 1
    }
  }
}
