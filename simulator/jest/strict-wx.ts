import type { Wx } from '../wx/call.ts'
import { isSimulated } from '../wx/wx.ts'
import { isAllowed, reportProblem } from './problems.ts'

/**
 * `wx` that fails the test where an API is called that is not simulated, even if the mini-program
 * catches the error. An API the test allows is absent, as on an old WeChat.
 */
export function strict(wx: Wx): Wx {
  return new Proxy(wx, {
    get(target, name) {
      const api = Reflect.get(target, name) as unknown
      if (isSimulated(api)) return api
      if (isAllowed('api', String(name))) return undefined
      return (...args: unknown[]) => {
        reportProblem(
          new Error(
            `wx.${String(name)} is not simulated. Give your test its own: ` +
              `wx.${String(name)} = () => ...`,
          ),
          'api',
        )
        return (api as (...args: unknown[]) => unknown)(...args)
      }
    },
  })
}
