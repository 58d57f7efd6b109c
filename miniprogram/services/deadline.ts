import { codeOf, LoginError } from './errors'

/** A promise that settles in time, and that may be ended earlier. */
export interface Timed<T> extends Promise<T> {
  /** Rejects with `error` now, unless it has settled, and stops what was started. */
  end: (error: LoginError) => void
}

export type Settle<T> = (value: T) => void

/**
 * Runs `start` and rejects with `ERR_TIMEOUT` if it has not settled in time: WeChat's own `timeout`
 * options are not enough, since a callback may never come.
 *
 * @param start begins the work and returns how to stop it; `isOver` tells whether anybody still
 *   waits for it
 */
export function withDeadline<T>(
  what: string,
  milliseconds: number,
  start: (
    resolve: Settle<T>,
    reject: Settle<unknown>,
    isOver: () => boolean,
  ) => (() => void) | undefined | void,
): Timed<T> {
  let end: Timed<T>['end'] = () => {}
  const timed = new Promise<T>((resolve, reject) => {
    let isOver = false
    let stop: (() => void) | undefined | void
    const finish = <Value>(settle: Settle<Value>) => {
      return (value: Value) => {
        if (isOver) return
        isOver = true
        clearTimeout(timer)
        settle(value)
      }
    }
    // Whatever went wrong, the caller gets the one typed error.
    const fail = finish<unknown>((error) => {
      reject(
        error instanceof LoginError
          ? error
          : new LoginError(codeOf(error), `${what}: ${String(error)}`),
      )
    })
    end = (error) => {
      if (isOver) return
      fail(error)
      if (stop) stop()
    }
    const timer = setTimeout(() => {
      end(new LoginError('ERR_TIMEOUT', `${what} did not end in ${milliseconds} ms`))
    }, milliseconds)
    try {
      stop = start(finish(resolve), fail, () => isOver)
    } catch (error) {
      fail(error)
    }
  }) as Timed<T>
  timed.end = end
  return timed
}
