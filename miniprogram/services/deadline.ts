import { LoginError } from './errors'

/**
 * Runs `start` and rejects with `ERR_TIMEOUT` if it has not settled in time: WeChat's own `timeout`
 * options are not enough, since a callback may never come.
 *
 * @param onTimeout called when time is up, to end what was started
 */
export function withDeadline<T>(
  what: string,
  milliseconds: number,
  start: (resolve: (value: T) => void, reject: (error: LoginError) => void) => (() => void) | void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | void
    const timer = setTimeout(() => {
      reject(new LoginError('ERR_TIMEOUT', `${what} did not answer in ${milliseconds} ms`))
      if (stop) stop()
    }, milliseconds)
    const finish = <Value>(settle: (value: Value) => void) => {
      return (value: Value) => {
        clearTimeout(timer)
        settle(value)
      }
    }
    stop = start(finish(resolve), finish(reject))
  })
}
