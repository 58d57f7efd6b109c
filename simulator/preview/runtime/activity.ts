/** Actions of the person and the mini-program on the phone, for the inspector. */
export type Deed =
  /** The phone was started, or started again. */
  | { kind: 'start' }
  | { kind: 'page'; route: string }
  | { kind: 'tap'; label: string; openType: string; route: string }
  /** A window of WeChat's asks the person; and what they did with it. */
  | { kind: 'asked'; dialog: string; title: string }
  | { kind: 'answered'; dialog: string; title: string; answer: unknown }
  /** A call of `wx` that changes the storage. */
  | { kind: 'storage'; api: string; key: string; value: unknown }
  | { kind: 'console'; level: ConsoleLevel; values: readonly unknown[]; stack: string }

/** The methods of `console` that print. */
export type ConsoleLevel = 'log' | 'info' | 'warn' | 'error' | 'debug'

/** An action with its time. */
export type Activity = Deed & {
  id: number
  /** Milliseconds since 1970. */
  at: number
}

/** The number of activities that are kept for later subscribers. */
const MEMORY = 500

/** Everything that happened on this phone since it was started. */
export class ActivityLog {
  readonly #kept: Activity[] = []
  readonly #listeners = new Set<(activity: Activity) => void>()
  #lastId = 0

  add(deed: Deed) {
    const activity: Activity = { ...deed, id: ++this.#lastId, at: Date.now() }
    this.#kept.push(activity)
    if (this.#kept.length > MEMORY) this.#kept.shift()
    for (const listener of this.#listeners) listener(activity)
  }

  /** Calls the listener with everything so far, then with each new action. */
  listen(listener: (activity: Activity) => void) {
    for (const activity of this.#kept) listener(activity)
    this.#listeners.add(listener)
  }
}
