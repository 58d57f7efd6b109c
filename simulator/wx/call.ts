import type { Device } from './device.ts'
import { ApiFailure, DeviceFailure, failText } from './failure.ts'
import type { Frequency } from './frequency.ts'
import type { Gesture } from './gesture.ts'
import { changes, isSince, known } from './versions.ts'
import { isBlockedInSinglePage, SINGLE_PAGE } from './single-page.ts'

/** The type of `wx`. */
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

/** Counts calls in flight, so that tests can wait until the phone is idle. */
export interface Activity {
  pending: number
}

/** The way a call was made. */
export interface Call {
  /** True if it came directly from a user's tap: some APIs require that. */
  byTap: boolean
  /** The component or page given after the options, as `wx.canvasToTempFilePath` takes it. */
  scope?: unknown
}

/** Makes an API in WeChat's form out of a function that returns, or throws `ApiFailure`. */
export type MakeApi = <Name extends keyof Wx>(
  name: Name,
  run: (options: Options<Name>, call: Call) => object | void | Promise<object | void>,
) => Wx[Name]

/**
 * Which APIs give a promise. `practice`: all, as phones do. `documented`: only those whose page says
 * so, to find code that relies on the others.
 */
export type PromiseRule = 'practice' | 'documented'

/** The asynchronous APIs here whose page says that they give no promise. */
const withoutPromise: ReadonlySet<string> = new Set([
  'login',
  'getUserInfo',
  'getPrivacySetting',
  'requirePrivacyAuthorize',
  'openPrivacyContract',
  'enableAlertBeforeUnload',
  'disableAlertBeforeUnload',
  'getSystemInfoAsync',
])

/** Rules for calls. */
export interface CallRules {
  activity: Activity
  device: Device
  frequency: Frequency
  gesture: Gesture
  promises: PromiseRule
  /** The mini-program was opened in single-page mode. */
  isSinglePage: () => boolean
  /** Called with errors of callbacks, as WeChat calls `App.onError`. */
  reportError: (error: unknown) => void
}

/**
 * WeChat's calling convention: `errMsg` in every result, callbacks never before the call returned,
 * `complete` after the other with the same object, and a promise only when no callback was given.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/api.html
 */
export function apiMaker(rules: CallRules): MakeApi {
  const { device, frequency, gesture, promises } = rules
  const givesPromise = (name: string) =>
    isSince(device, changes.promises) && (promises === 'practice' || !withoutPromise.has(name))

  return (name, run) => {
    const api = (given?: Callbacks | null, scope?: unknown) => {
      const options = given ?? {}
      const call = { byTap: gesture.isLive, scope }
      const outcome = settle(name, rules, async () => {
        if (rules.isSinglePage() && isBlockedInSinglePage(name)) throw new ApiFailure(SINGLE_PAGE)
        frequency.count(name)
        return run(known(name, 'options', options, device) as never, call)
      })
      const hasCallback = options.success ?? options.fail ?? options.complete
      if (!hasCallback && givesPromise(name)) return toPromise(outcome)
      void outcome.then(({ ok, result }) => {
        const settled = ok ? options.success : options.fail
        callSafely(rules, [settled, options.complete], result)
      })
      return undefined
    }
    return api as unknown as Wx[typeof name]
  }
}

/** Calls each given callback; an error in one is reported and does not stop the others. */
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
  { activity, device, reportError }: CallRules,
  run: () => Promise<object | void>,
): Promise<Outcome> {
  activity.pending++
  try {
    await Promise.resolve() // never call back before the call returned
    const result = known(name, 'results', { ...(await run()) }, device)
    return { ok: true, result: { ...result, errMsg: `${name}:ok` } }
  } catch (error) {
    if (!(error instanceof ApiFailure)) return ownFault(name, error, reportError)
    const hasErrno = error.errno !== undefined && isSince(device, changes.errno)
    const errno = hasErrno ? { errno: error.errno } : {}
    const errCode = error instanceof DeviceFailure ? { errCode: error.errCode } : {}
    return { ok: false, result: { errMsg: failText(name, error.reason), ...errno, ...errCode } }
  } finally {
    activity.pending--
  }
}

/** Not one of WeChat's failures but a bug of the simulator or its host: it must not be swallowed. */
function ownFault(name: string, error: unknown, reportError: CallRules['reportError']): Outcome {
  reportError(error)
  const reason = error instanceof Error ? error.message : String(error)
  return { ok: false, result: { errMsg: failText(name, reason) } }
}

async function toPromise(outcome: Promise<Outcome>): Promise<object> {
  const { ok, result } = await outcome
  if (ok) return result
  throw result // WeChat rejects with the plain result object
}
