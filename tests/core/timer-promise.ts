type SetTimeout = (run: () => void, milliseconds: number) => unknown
type Settle = (value: unknown) => void

/** Does it; what it throws goes to `onError`. */
function attempt(work: () => void, onError: Settle) {
  try {
    work()
  } catch (error) {
    onError(error)
  }
}

/** Both, of which only the first call counts. */
function firstOf(...[resolve, reject]: [Settle, Settle]): [Settle, Settle] {
  let isDone = false
  const once = (settle: Settle) => (value: unknown) => {
    if (isDone) return
    isDone = true
    settle(value)
  }
  return [once(resolve), once(reject)]
}

/**
 * `Promise` as base libraries of iOS 15 and older have it: made of timers, so that every `then` is a
 * macrotask, after events that came before it.
 */
export function timerPromise(setTimeout: SetTimeout) {
  return class TimerPromise {
    #state: 'pending' | 'resolved' | 'rejected' = 'pending'
    #value: unknown
    #waiting: (() => void)[] = []
    readonly #resolve: Settle = (value) => this.#follow(value)
    readonly #reject: Settle = (reason) => this.#settle('rejected', reason)

    constructor(work: (resolve: Settle, reject: Settle) => void) {
      const [resolve, reject] = firstOf(this.#resolve, this.#reject)
      attempt(() => work(resolve, reject), reject)
    }

    static resolve(value?: unknown) {
      return value instanceof TimerPromise ? value : new TimerPromise((resolve) => resolve(value))
    }

    static reject(reason: unknown) {
      return new TimerPromise((_, reject) => reject(reason))
    }

    // oxlint-disable-next-line unicorn/no-thenable -- it is a promise
    then(onValue?: Settle | null, onError?: Settle | null): TimerPromise {
      return new TimerPromise((resolve, reject) => {
        const run = () => {
          const isGood = this.#state === 'resolved'
          const listener = isGood ? onValue : onError
          if (listener) attempt(() => resolve(listener(this.#value)), reject)
          else (isGood ? resolve : reject)(this.#value)
        }
        if (this.#state === 'pending') this.#waiting.push(run)
        else setTimeout(run, 0)
      })
    }

    catch(onError: Settle): TimerPromise {
      return this.then(undefined, onError)
    }

    #follow(value: unknown) {
      const { then } = (value ?? {}) as { then?: unknown }
      if (typeof then !== 'function') return this.#settle('resolved', value)
      setTimeout(
        () => attempt(() => then.call(value, this.#resolve, this.#reject), this.#reject),
        0,
      )
    }

    #settle(state: 'resolved' | 'rejected', value: unknown) {
      if (this.#state !== 'pending') return
      this.#state = state
      this.#value = value
      for (const run of this.#waiting.splice(0)) setTimeout(run, 0)
    }
  }
}
