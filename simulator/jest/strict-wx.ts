import type { Wx } from '../wx/call.ts'
import { isAllowed, reportProblem } from './problems.ts'

/**
 * `wx` that fails the test where an API is not simulated, even if the mini-program catches the error.
 * An API the test allows is absent, as on an old WeChat.
 */
export function strict(wx: Wx): Wx {
  return new Proxy(wx, {
    get(target, name) {
      try {
        return Reflect.get(target, name) as unknown
      } catch (error) {
        if (isAllowed('api', String(name))) return undefined
        reportProblem(error, 'api')
        throw error
      }
    },
  })
}
