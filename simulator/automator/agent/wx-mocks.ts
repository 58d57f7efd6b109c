import { makeFunction } from './function.ts'
import type { AutomatedPhone } from './phone.ts'
import { holderOf } from './wx-calls.ts'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

/** A mock of an API: a result, or the text of a function. */
export interface Mock {
  method: string
  result?: unknown
  functionDeclaration?: string
  args?: unknown[]
}

interface Callbacks {
  success?: (result: unknown) => void
  fail?: (result: unknown) => void
  complete?: (result: unknown) => void
}

/** The storage key of mocks, kept over a reload of the phone: they must be there before `onLaunch`. */
const KEY = 'weapp-automator:mocks'

/** The APIs of `wx` that a script has replaced, until it restores them. */
export class WxMocks {
  readonly #originals = new Map<string, { value: unknown; wasThere: boolean }>()
  readonly #mocks = new Map<string, Mock>()
  readonly #phone: AutomatedPhone

  constructor(phone: AutomatedPhone) {
    this.#phone = phone
    for (const mock of JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Mock[]) this.set(mock)
  }

  set(mock: Mock) {
    const { holder, name } = holderOf(this.#phone.simulator.wx, mock.method)
    if (!this.#originals.has(mock.method)) {
      this.#originals.set(mock.method, { value: holder[name], wasThere: name in holder })
    }
    const origin = this.#originals.get(mock.method)?.value
    holder[name] = standIn(mock, origin, holder, this.#phone)
    this.#mocks.set(mock.method, mock)
    this.#keep()
  }

  restore(method: string) {
    const original = this.#originals.get(method)
    if (!original) return
    const { holder, name } = holderOf(this.#phone.simulator.wx, method)
    if (original.wasThere) holder[name] = original.value
    else delete holder[name]
    this.#originals.delete(method)
    this.#mocks.delete(method)
    this.#keep()
  }

  restoreAll() {
    for (const method of this.#originals.keys()) this.restore(method)
  }

  #keep() {
    sessionStorage.setItem(KEY, JSON.stringify([...this.#mocks.values()]))
  }
}

function standIn(
  mock: Mock,
  original: unknown,
  holder: object,
  phone: AutomatedPhone,
): AnyFunction {
  const origin =
    typeof original === 'function'
      ? (...args: unknown[]) => (original as AnyFunction).apply(holder, args)
      : undefined
  const run: AnyFunction =
    mock.functionDeclaration === undefined
      ? () => mock.result
      : makeFunction(mock.functionDeclaration, phone)
  const extra = mock.args ?? []
  return (...args) => {
    // Read now: a mock may put its own callbacks in their place before it calls the original.
    const { success, fail, complete } = (args[0] ?? {}) as Callbacks
    const returned = run.apply({ origin }, [...args, ...extra])
    if (!isCallback(mock.method, args[0])) return returned
    const hasCallbacks = Boolean(success ?? fail ?? complete)
    const outcome = Promise.resolve(returned).then((result) => {
      // It called back by itself, or left that to the original.
      if (result === undefined && mock.functionDeclaration !== undefined) return result
      const failed = hasFailed(result)
      ;(failed ? fail : success)?.(result)
      complete?.(result)
      if (failed && !hasCallbacks) throw result
      return result
    })
    if (!hasCallbacks) return outcome
    outcome.catch((error: unknown) => phone.simulator.context.reportError(error))
    return undefined
  }
}

const isCallback = (method: string, options: unknown) =>
  !method.endsWith('Sync') &&
  (options === undefined || (options !== null && typeof options === 'object'))

const hasFailed = (result: unknown) =>
  /:fail\b/.test((result as { errMsg?: string } | null | undefined)?.errMsg ?? '')
