import { codeOf, LoginError } from './errors'

/** A promise that settles in time, and that may be ended earlier. */
export interface Timed<T> extends Promise<T> {
  /** Rejects with `error` now, unless it has settled, and stops what was started. */
  end: (error: LoginError) => void
  /** It has settled. */
  isOver?: true
  /** How to stop what was started. */
  stop?: () => void
  /** In whose name it runs; `''`: nobody's yet; absent: it concerns no user. */
  owner?: string
}

export type Settle<T> = (value: T) => void

/** All that has not settled yet. A sign-out ends what concerns a user. */
export const underWay = new Set<Timed<unknown>>()

/**
 * Runs `start` and rejects with `ERR_TIMEOUT` if it has not settled in time: WeChat's own `timeout`
 * options are not enough, since a callback may never come.
 *
 * Every call passes here, so there is one promise and one timer, and nothing is copied.
 *
 * @param start begins the work; what it throws rejects
 */
export function withDeadline<T>(
  what: string,
  milliseconds: number,
  start: (resolve: Settle<T>, reject: Settle<unknown>, timed: Timed<T>) => void,
): Timed<T> {
  let resolve!: Settle<T>
  let reject!: Settle<LoginError>
  const timed = new Promise<T>((...settles) => {
    ;[resolve, reject] = settles
  }) as Timed<T>
  const isFirst = () => {
    if (timed.isOver) return false
    clearTimeout(timer)
    underWay.delete(timed)
    return (timed.isOver = true)
  }
  // Whatever went wrong, the caller gets the one typed error.
  const fail = (error: unknown) => {
    if (isFirst()) {
      reject(
        error instanceof LoginError
          ? error
          : new LoginError(codeOf(error), `${what}: ${String(error)}`),
      )
    }
  }
  timed.end = (error) => {
    if (timed.isOver) return
    fail(error)
    if (timed.stop) timed.stop()
  }
  const timer = setTimeout(() => {
    timed.end(new LoginError('ERR_TIMEOUT', `${what} did not end in ${milliseconds} ms`))
  }, milliseconds)
  underWay.add(timed)
  try {
    start((value) => isFirst() && resolve(value), fail, timed)
  } catch (error) {
    fail(error)
  }
  return timed
}
