type SetTimeout = (run: () => void, milliseconds: number) => unknown
type Settle = (value: unknown) => void

/**
 * `Promise` as base libraries of iOS 15 and older have it: made of timers, so that every `then` is a
 * macrotask, after events that came before it.
 */
export function timerPromise(setTimeout: SetTimeout) {
  return class TimerPromise {
    #state: 'pending' | 'resolved' | 'rejected' = 'pending'
    #value: unknown
    #waiting: (() => void)[] = []

    constructor(work: (resolve: Settle, reject: Settle) => void) {
      let isDone = false
      const once = (settle: Settle) => (value: unknown) => {
        if (isDone) return
        isDone = true
        settle(value)
      }
      const reject: Settle = (reason) => this.#settle('rejected', reason)
      const resolve: Settle = (value) => this.#resolve(value)
      try {
        work(once(resolve), once(reject))
      } catch (error) {
        once(reject)(error)
      }
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
          if (!listener) return isGood ? resolve(this.#value) : reject(this.#value)
          try {
            resolve(listener(this.#value))
          } catch (error) {
            reject(error)
          }
        }
        if (this.#state === 'pending') this.#waiting.push(run)
        else setTimeout(run, 0)
      })
    }

    catch(onError: Settle): TimerPromise {
      return this.then(undefined, onError)
    }

    #resolve(value: unknown) {
      const { then } = (value ?? {}) as { then?: unknown }
      if (typeof then !== 'function') return this.#settle('resolved', value)
      setTimeout(() => {
        try {
          then.call(
            value,
            (inner: unknown) => this.#resolve(inner),
            (reason: unknown) => this.#settle('rejected', reason),
          )
        } catch (error) {
          this.#settle('rejected', error)
        }
      }, 0)
    }

    #settle(state: 'resolved' | 'rejected', value: unknown) {
      if (this.#state !== 'pending') return
      this.#state = state
      this.#value = value
      for (const run of this.#waiting.splice(0)) setTimeout(run, 0)
    }
  }
}
