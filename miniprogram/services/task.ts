import { codeOf, ServiceError } from './errors'

/** Work in progress, as its caller sees it: a promise that settles in time and can be called off. */
export interface Call<T> extends Promise<T> {
  /** Rejects with `ERR_ABORTED`, unless it has settled, and stops what was started. */
  abort: () => void
}

/** Every task that has not settled yet. */
const underWay = new Set<Task<unknown>>()

/**
 * One piece of work with its scope: whose it is, until when, and how it is stopped. It settles
 * once, with a value or a `ServiceError`, at its deadline at the latest: WeChat's own `timeout`
 * options are not enough for that, since a callback may never come.
 */
export class Task<T> {
  /** True once it has settled: its work must not change anything after that. */
  isOver: boolean
  /** It belongs to the signed-in user, so that signing out ends it. */
  isPrivate: boolean
  /** The user in whose name it runs, once that is known. */
  userId: string | undefined
  /** Number of callers that share it: when the last one aborts, the task ends. */
  sharers: number
  /** Rejects with `ERR_ABORTED`, unless it has settled. May be passed on as a callback. */
  abort: () => void

  private readonly what: string
  private readonly promise: Promise<T>
  private reject!: (error: ServiceError) => void
  private timer: ReturnType<typeof setTimeout> | undefined
  private stop: (() => void) | undefined

  /**
   * @param what for error messages: `GET /api/orders`
   * @param milliseconds until it is ended with `ERR_TIMEOUT`
   * @param work begins at once, so that a tap which led here still counts for WeChat
   */
  constructor(
    what: string,
    milliseconds: number,
    work: (task: Task<unknown>) => PromiseLike<T>,
    isPrivate = false,
  ) {
    this.what = what
    this.isOver = false
    this.isPrivate = isPrivate
    this.sharers = 0
    this.abort = () => this.end(new ServiceError('ERR_ABORTED', what))
    this.promise = new Promise((resolve, reject) => {
      this.reject = reject
      underWay.add(this)
      this.extend(milliseconds)
      try {
        work(this).then(
          (value) => {
            this.settle()
            resolve(value)
          },
          (error) => this.fail(error),
        )
      } catch (error) {
        this.fail(error)
      }
    })
  }

  /** Ends it now: rejects with `error` unless it has settled, and stops what was started. */
  end(error: unknown) {
    if (this.isOver) return
    this.fail(error)
    if (this.stop) quietly(this.stop)
  }

  /** Registers a way to stop the work it waits for now. Called at once if it is over already. */
  onEnd(stop: () => void) {
    this.stop = stop
    if (this.isOver) quietly(stop)
  }

  /** Waits for `part`, which ends with this task. */
  wait<U>(part: Call<U>): Call<U> {
    this.onEnd(() => part.abort())
    return part
  }

  /** Throws when it is over, so that its work goes no further. To be called after every `await`. */
  check() {
    if (this.isOver) throw new ServiceError('ERR_ABORTED', this.what)
  }

  /** Gives it `milliseconds` from now. */
  extend(milliseconds: number) {
    clearTimeout(this.timer!)
    if (this.isOver) return
    this.timer = setTimeout(() => {
      this.end(new ServiceError('ERR_TIMEOUT', `${this.what} did not end in ${milliseconds} ms`))
    }, milliseconds)
  }

  // oxlint-disable-next-line unicorn/no-thenable -- callers await the task itself
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: ServiceError) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.promise.then(onValue, onError)
  }

  catch<B = never>(onError?: ((error: ServiceError) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.promise.then(undefined, onError)
  }

  /** Written out, since the oldest phones have no `Promise.prototype.finally`. */
  finally(onSettled?: (() => void) | null): Promise<T> {
    const run = () => Promise.resolve(onSettled ? onSettled() : undefined)
    return this.promise.then(
      (value) => run().then(() => value),
      (error) =>
        run().then(() => {
          throw error
        }),
    )
  }

  /** Whatever went wrong, the caller gets the one typed error. */
  private fail(error: unknown) {
    this.settle()
    const isTyped = error instanceof ServiceError
    this.reject(isTyped ? error : new ServiceError(codeOf(error), `${this.what}: ${String(error)}`))
  }

  /** A second settlement changes nothing: a promise settles once. */
  private settle() {
    this.isOver = true
    clearTimeout(this.timer!)
    underWay.delete(this)
  }
}

/** Begins a task and gives it to the caller as the promise that it is. */
export function begin<T>(...scope: ConstructorParameters<typeof Task<T>>): Call<T> & Task<T> {
  return new Task<T>(...scope) as Call<T> & Task<T>
}

/**
 * A caller's share of a task that several callers wait for. Aborting it ends the task only if no other
 * caller is left.
 */
export function share<T>(shared: Task<T>, what: string, milliseconds: number): Call<T> & Task<T> {
  shared.sharers++
  const own = begin<T>(what, milliseconds, () => shared, shared.isPrivate)
  own.userId = shared.userId
  own.onEnd(() => {
    if (--shared.sharers === 0) shared.abort()
  })
  return own
}

/** Ends every task in progress that `isMeant`. */
export function endTasks(error: ServiceError, isMeant: (task: Task<unknown>) => boolean) {
  underWay.forEach((task) => {
    if (isMeant(task)) task.end(error)
  })
}

/** Runs what stops something: whatever goes wrong there must not keep others from ending. */
function quietly(stop: () => void) {
  try {
    stop()
  } catch {
    // WeChat's `abort` may throw, or be missing.
  }
}
