import { backendUrl } from '../config'
import { errorFrom } from './contract'
import { withDeadline } from './deadline'
import { LoginError } from './errors'

const DEADLINE_MS = 15_000

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** From the backend's root: `/api/session`. */
  path: string
  data?: object
  /** Our session token; it travels in a header, never in the address. */
  token?: string
}

/**
 * One request to the backend; its JSON body on success, and on everything else a `LoginError`.
 *
 * @throws LoginError `ERR_NETWORK`, `ERR_TIMEOUT`, or what `contract.ts` makes of the refusal
 */
export function request({ method, path, data, token }: HttpRequest): Promise<unknown> {
  const what = `${method} ${path}`
  return withDeadline(what, DEADLINE_MS, (resolve, reject) => {
    const header: Record<string, string> = { 'content-type': 'application/json' }
    if (token) header.Authorization = `Bearer ${token}`
    const task = wx.request({
      url: backendUrl() + path,
      method,
      header,
      // WeChat turns the object of a POST into JSON; without one it would send no body at all.
      data: data || (method === 'GET' ? undefined : {}),
      timeout: DEADLINE_MS,
      success: ({ statusCode, data: body }) => {
        const isGood = statusCode >= 200 && statusCode < 300
        return isGood ? resolve(body) : reject(errorFrom(statusCode, body))
      },
      fail: ({ errMsg }) => reject(networkError(what, errMsg)),
    })
    return () => task.abort()
  })
}

/** The text after `request:fail ` differs by system; only "timeout" is told apart. */
function networkError(what: string, errMsg: string): LoginError {
  const code = errMsg.indexOf('timeout') >= 0 ? 'ERR_TIMEOUT' : 'ERR_NETWORK'
  return new LoginError(code, `${what}: ${errMsg}`)
}
