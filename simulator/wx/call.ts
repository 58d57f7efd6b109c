import type { Gesture } from './gesture.ts'

/** Why a simulated call fails; `reason` stands after `<api>:fail ` in `errMsg`. */
export class ApiFailure extends Error {
  override name = 'ApiFailure' as const
  readonly reason: string
  readonly errno: number | undefined

  constructor(reason: string, errno?: number) {
    super(reason)
    this.reason = reason
    this.errno = errno
  }
}

export type Wx = WechatMiniprogram.Wx

interface Callbacks {
  success?: (result: object) => void
  fail?: (result: object) => void
  complete?: (result: object) => void
}

/** The options of an API without its callbacks; APIs whose options may be left out get `{}`. */
export type Options<Name extends keyof Wx> = Wx[Name] extends (options: infer Given) => unknown
  ? Omit<NonNullable<Given>, keyof Callbacks>
  : never

/** Counts calls under way, so that tests can tell "nothing happens any more" from "not yet". */
export interface Activity {
  pending: number
}

/** How a call was made. */
export interface Call {
  /** It came straight from a person's tap: some APIs work only then. */
  byTap: boolean
}

/** Makes an API in WeChat's form out of a function that returns, or throws `ApiFailure`. */
export type MakeApi = <Name extends keyof Wx>(
  name: Name,
  run: (options: Options<Name>, call: Call) => object | void | Promise<object | void>,
) => Wx[Name]

/**
 * WeChat's calling convention: `errMsg` in every result, callbacks never before the call returned,
 * `complete` after the other with the same object, and a promise only when no callback was given.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/api.html
 *
 * @param reportError told of what a callback throws, as WeChat tells `App.onError`
 */
export function apiMaker(
  activity: Activity,
  gesture: Gesture,
  reportError: (error: unknown) => void,
): MakeApi {
  return (name, run) => {
    const api = (options: Callbacks = {}) => {
      const call = { byTap: gesture.isLive }
      const outcome = settle(name, activity, async () => run(options as never, call))
      if (!options.success && !options.fail && !options.complete) return toPromise(outcome)
      void outcome.then(({ ok, result }) => {
        const settled = ok ? options.success : options.fail
        callSafely({ reportError }, [settled, options.complete], result)
      })
      return undefined
    }
    return api as unknown as Wx[typeof name]
  }
}

/** Calls each callback there is; what one throws is reported and keeps none of the others back. */
export function callSafely(
  { reportError }: { reportError: (error: unknown) => void },
  callbacks: (((result: never) => void) | undefined)[],
  result: object,
) {
  for (const callback of callbacks) {
    try {
      callback?.(result as never)
    } catch (error) {
      reportError(error)
    }
  }
}

interface Outcome {
  ok: boolean
  result: object
}

async function settle(
  name: string,
  activity: Activity,
  run: () => Promise<object | void>,
): Promise<Outcome> {
  activity.pending++
  try {
    await Promise.resolve() // never call back before the call returned
    return { ok: true, result: { ...(await run()), errMsg: `${name}:ok` } }
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    const errno = error.errno === undefined ? {} : { errno: error.errno }
    return { ok: false, result: { errMsg: `${name}:fail ${error.reason}`, ...errno } }
  } finally {
    activity.pending--
  }
}

async function toPromise(outcome: Promise<Outcome>): Promise<object> {
  const { ok, result } = await outcome
  if (ok) return result
  throw result // WeChat rejects with the plain result object
}
