import { api } from './api'
import type { Call } from './task'

/** A page or a component: whatever has this handler, or will have. */
interface Owner {
  onUnload?: () => unknown
}

/** `api`, for one page. */
export type PageApi = typeof api & {
  /** Ends the calls under way; later ones end at once. A component calls it when it is detached. */
  end: () => void
}

/**
 * `api` for one page: calls under way end with `ERR_ABORTED` when the page is closed.
 *
 *     onLoad() {
 *       this.api = apiOf(this)
 *     }
 */
export function apiOf(page: Owner): PageApi {
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
  const own = { end } as Record<string, unknown>
  Object.keys(api).forEach((name) => {
    const begin = api[name as keyof typeof api] as (...args: unknown[]) => Call<unknown>
    own[name] = (...args: unknown[]) => {
      const call = begin(...args)
      calls.add(call)
      const forget = () => void calls.delete(call)
      call.then(forget, forget)
      if (isEnded) call.abort()
      return call
    }
  })
  return own as unknown as PageApi
}
