import { setImmediate } from 'node:timers'

interface Timer {
  at: number
  run: () => void
}

/** Timers in one go: no schedule needs so many. */
const LIMIT = 5000

/** Lets every promise that can settle do so. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

let present: VirtualTime | undefined

const globalsNow = () => {
  if (!present) throw new Error('There is no VirtualTime yet')
  return present.globals
}

/** The timers and the clock of the `VirtualTime` that was made or ran last. */
export const presentTime: VirtualTime['globals'] = {
  setTimeout: (run, delay) => globalsNow().setTimeout(run, delay),
  clearTimeout: (id) => globalsNow().clearTimeout(id),
  Date: Object.assign(function VirtualDate() {}, {
    now: () => globalsNow().Date.now(),
    parse: Date.parse,
  }),
}

/** A clock that moves only when it is advanced, and the timers that depend on it. */
export class VirtualTime {
  /** Milliseconds of true time. */
  now = 1_700_000_000_000
  /** The error of the phone's clock. */
  clockError = 0
  /** Milliseconds the mini-program slept in the background so far. */
  slept = 0
  readonly #timers = new Map<number, Timer>()
  #ids = 0

  readonly globals = {
    setTimeout: (run: () => void, delay = 0) => {
      this.#timers.set(++this.#ids, { at: this.now + Math.max(delay, 1), run })
      return this.#ids
    },
    clearTimeout: (id: number) => void this.#timers.delete(id),
    Date: Object.assign(function VirtualDate() {}, {
      now: () => this.now + this.clockError,
      parse: Date.parse,
    }),
  }

  constructor() {
    // oxlint-disable-next-line typescript/no-this-alias, unicorn/no-this-assignment
    present = this
  }

  /** Runs until `promise` has settled and what it left behind is done, but no further. */
  async runFor(promise: Promise<unknown>) {
    let isSettled = false
    const settle = () => void (isSettled = true)
    promise.then(settle, settle)
    await this.run(Infinity, () => isSettled)
    await this.run(this.now + 100)
  }

  /** Runs until nothing is due before `until`, or at all, or `isDone`. */
  async run(until = Infinity, isDone = () => false) {
    // oxlint-disable-next-line typescript/no-this-alias, unicorn/no-this-assignment
    present = this
    for (let events = 0; ; events++) {
      if (events > LIMIT) throw new Error('This goes on for ever')
      await turn()
      if (isDone()) return
      const [id, timer] = this.#next() ?? []
      if (id === undefined || !timer || timer.at > until) break
      this.#timers.delete(id)
      this.now = Math.max(this.now, timer.at)
      timer.run()
    }
    if (until !== Infinity) this.now = Math.max(this.now, until)
  }

  /** Time passes without any code running: timers that became due fire late. */
  sleep(milliseconds: number) {
    this.now += milliseconds
    this.slept += milliseconds
  }

  #next(): [number, Timer] | undefined {
    let next: [number, Timer] | undefined
    for (const entry of this.#timers) if (!next || entry[1].at < next[1].at) next = entry
    return next
  }
}
