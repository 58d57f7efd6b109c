import { ProtocolError } from '../protocol.ts'
import type { AutomatedPhone } from './phone.ts'
import { waitFor } from './wait.ts'

type AnyFunction = (...args: unknown[]) => unknown
type Outcome = { ok: true; result: unknown } | { ok: false; error: unknown }

/** APIs that give their result at once, by WeChat's names for them. */
const AT_ONCE =
  /Sync$|^(?:on|off|create|report)[A-Z]|^canIUse$|^nextTick$|^get(?:\w*Manager|MenuButtonBoundingClientRect|(?:App|Device|System|Window)(?:BaseInfo|Info|Setting))$/

/** A name such as `cloud.callFunction` reaches into a namespace. */
export function holderOf(
  wx: object,
  method: string,
): { holder: Record<string, unknown>; name: string } {
  const names = method.split('.')
  const name = names.pop() ?? ''
  let holder = wx as Record<string, unknown>
  for (const step of names) {
    const next = holder[step]
    if (next === null || typeof next !== 'object')
      throw new ProtocolError(`wx.${method} not exists`)
    holder = next as Record<string, unknown>
  }
  return { holder, name }
}

/**
 * Calls `wx.METHOD(...args)`. An API that calls back settles as its callbacks do: with the result of
 * `success`, or rejected with that of `fail`.
 *
 * @throws ProtocolError `wx.METHOD not exists`; the plain result with its `errMsg` where the call
 *   failed; and, where the page is not left because a window waits, that window's words
 */
export async function callWx(
  phone: AutomatedPhone,
  method: string,
  args: unknown[],
): Promise<unknown> {
  const { holder, name } = holderOf(phone.simulator.wx, method)
  const api = holder[name]
  if (typeof api !== 'function') throw new ProtocolError(`wx.${method} not exists`)
  const call = api as AnyFunction
  const [first, ...others] = args
  const isOptions = args.length === 0 || (first !== null && typeof first === 'object')
  if (AT_ONCE.test(name) || !isOptions) return call.apply(holder, args)
  const settled = withCallbacks((callbacks) =>
    call.call(holder, { ...withoutNulls(first as object | undefined), ...callbacks }, ...others),
  )
  const outcome = await Promise.race([settled, ...heldBack(phone, name)])
  if (outcome.ok) return outcome.result
  throw outcome.error
}

/** The client writes `null` for `undefined`: `navigateBack` comes with `{url: null}`. */
const withoutNulls = (options: object = {}) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null))

function withCallbacks(call: (callbacks: object) => unknown): Promise<Outcome> {
  return new Promise((resolve) => {
    const good = (result: unknown) => resolve({ ok: true, result })
    const bad = (error: unknown) => resolve({ ok: false, error })
    try {
      const returned = call({ success: good, fail: bad })
      // Also what returns a promise in spite of callbacks settles the call.
      if (returned instanceof Promise) returned.then(good, bad)
    } catch (error) {
      bad(error)
    }
  })
}

/** Long enough for a page to be drawn, short enough for a script that is blocked meanwhile. */
const PATIENCE_MS = 1_000

/** Leaving a page may wait for a window that only the script's next step answers. */
function heldBack(phone: AutomatedPhone, name: string): Promise<Outcome>[] {
  if (!/^(?:navigateBack|navigateTo|redirectTo|reLaunch|switchTab)$/.test(name)) return []
  const { dialogs } = phone.simulator
  const before = dialogs.current
  const blocked = waitFor(
    () => (dialogs.current !== before ? dialogs.current : undefined),
    PATIENCE_MS,
  )
  return [
    blocked.then((dialog): Outcome | Promise<Outcome> => {
      if (!dialog) return new Promise(() => {})
      const words = 'text' in dialog ? dialog.text : dialog.title
      const error = new ProtocolError(
        `${name}:fail a window waits for an answer: ${words}. Answer it with native().confirmModal() or cancelModal().`,
      )
      // The page's own onLoad may open a window too: then the route is done, and settles first.
      return new Promise((resolve) => setTimeout(() => resolve({ ok: false, error }), 50))
    }),
  ]
}
