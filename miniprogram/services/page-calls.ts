import { api } from './api'
import type { Call } from './task'

/** A page or a component: whatever has this handler, or will have. */
interface Owner {
  onUnload?: () => unknown
}

type Calls<Own> = { [Name in keyof Own]: (...args: never[]) => Call<unknown> }

/** `api`, for one page. */
export type PageApi<Own = typeof api> = Own & {
  /** Ends the calls in flight; later ones end at once. A component calls it when it is detached. */
  end: () => void
}

/**
 * `api` for one page: calls in flight end with `ERR_ABORTED` when the page is closed.
 *
 *     onLoad() {
 *       this.api = apiOf(this)
 *     }
 *
 * @param own what begins calls, where it is more than `api`: `{ ...api, stream }`
 */
export function apiOf<Own extends Calls<Own> = typeof api>(
  page: Owner,
  own: Own = api as unknown as Own,
): PageApi<Own> {
  const calls = new Set<Call<unknown>>()
  let isEnded = false
  const end = () => {
    isEnded = true
    calls.forEach((call) => call.abort())
  }
  const { onUnload } = page
  page.onUnload = function onPageUnload(this: unknown) {
    end()
    return onUnload && onUnload.call(this)
  }
  const result = { end } as Record<string, unknown>
  const beginnings = own as unknown as Record<string, (...args: unknown[]) => Call<unknown>>
  Object.keys(beginnings).forEach((name) => {
    result[name] = (...args: unknown[]) => {
      const call = beginnings[name]!(...args)
      calls.add(call)
      const forget = () => void calls.delete(call)
      call.then(forget, forget)
      if (isEnded) call.abort()
      return call
    }
  })
  return result as unknown as PageApi<Own>
}
