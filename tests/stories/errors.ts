import { http, HttpResponse } from 'msw'
import type { ServiceErrorCode } from '../../miniprogram/services/errors.ts'
import type { Launched, LaunchOptions } from '../../simulator/jest/index.ts'
import { ORIGIN, server } from '../support/server.ts'
import { agreeAndTap, servicesOf } from '../support/sign-in.ts'

/** The ways in which what a page does goes wrong. */

/** A way in which a user meets an error on a page. */
export interface Meeting {
  options?: LaunchOptions
  /** Makes it go wrong. */
  cause: (phone: Launched) => unknown
  /** The user's action, where it is not the page's usual one. */
  act?: (phone: Launched) => Promise<unknown>
  /** The sign-in page's flow. */
  flow?: string
}

/** Every error code of the core: how a user meets it on a page, or the reason why nobody can. */
export type Table = Record<ServiceErrorCode, Meeting | string>

/** The backend answers this, whatever it is asked. */
export const otherwise = (answer: () => Response | Promise<Response>, path = '/api/*') =>
  server.use(http.all(`${ORIGIN}${path}`, answer))

/** The backend refuses everything. */
export const refuse = (status: number, code: string) =>
  otherwise(() => HttpResponse.json({ error: { code } }, { status }))

/** Lets a `wx` API fail with what WeChat says then. */
export const failing =
  (api: string, failure: { errMsg: string; errno?: number }) => (phone: Launched) =>
    Object.assign(phone.wx, {
      [api]: ({ fail }: { fail: (failure: object) => void }) => {
        fail({ ...failure, errMsg: `${api}:fail ${failure.errMsg}` })
        return { abort() {} }
      },
    })

/** WeChat's answer to the phone number button, once the user has allowed it. */
export const phoneAnswer = (answer: object) => (phone: Launched) =>
  Object.assign(phone.platform, { phoneNumber: () => Promise.resolve(answer) })

/** The session is over, and so is the silent sign-in after it. */
const renewalFails = (fail: (phone: Launched) => unknown) => ({
  cause: async (phone: Launched) => {
    await phone.backend.scenario('session-expired')
    await fail(phone)
  },
})

/** A situation of the mock server. */
export const scenario = (name: string) => (phone: Launched) => phone.backend.scenario(name)
/** WeChat can not be asked for a code. */
export const noCode = () => otherwise(() => HttpResponse.error(), '/__client/login')

/** Somebody taps "sign out" elsewhere while the backend takes its time. */
export const signOutMeanwhile = (phone: Launched) =>
  otherwise(() => {
    servicesOf(phone).signOut('')
    return HttpResponse.json({})
  })

/** The connection is lost once WeChat has given its code. */
export const lostAfterConsent = (phone: Launched) => {
  const { login } = phone.platform
  phone.platform.login = async () => {
    const code = await login()
    phone.network.isOnline = false
    return code
  }
}

/** Errors that any call in the user's name can meet. */
export const calls = {
  ERR_OFFLINE: { cause: ({ network }: Launched) => (network.isOnline = false) },
  ERR_NETWORK: { cause: () => otherwise(() => HttpResponse.error()) },
  ERR_TIMEOUT: { cause: failing('request', { errMsg: 'timeout', errno: 5 }) },
  ERR_SERVER: { cause: () => otherwise(() => HttpResponse.json({}, { status: 500 })) },
  ERR_REJECTED: { cause: () => refuse(400, 'invalid_request') },
  ERR_SESSION_EXPIRED: {
    cause: () => {
      for (const path of ['session', 'profile', 'account']) {
        otherwise(() => HttpResponse.json({}, { status: 401 }), `/api/${path}`)
      }
    },
  },
  ERR_SIGNED_OUT: { cause: signOutMeanwhile },
  ERR_USER_CHANGED: renewalFails((phone) => (phone.platform.user = 'visitor')),
  ERR_WECHAT_LOGIN: renewalFails(noCode),
  ERR_CODE_INVALID: renewalFails(scenario('code-used')),
  ERR_USER_BLOCKED: renewalFails(scenario('user-blocked')),
  ERR_RATE_LIMITED: renewalFails(scenario('rate-limited')),
  ERR_WECHAT_BUSY: renewalFails(scenario('wechat-busy')),
} satisfies Partial<Table>

/** Without a button: `wx.getUserProfile`, which needs no consent window to be answered here. */
export const profileFails = (failure: { errMsg: string; errno?: number }): Meeting => ({
  flow: 'getUserProfile',
  cause: failing('getUserProfile', failure),
  act: agreeAndTap,
})

/** The user refused the camera before, as the settings page shows. */
export const cameraRefused = async (phone: Launched) => {
  await phone.platform.authorize('scope.camera', false)
  ;(phone.module('services/permission') as { forgetPermissions: () => void }).forgetPermissions()
  await phone.user.back()
  await phone.user.tap('设置')
  await phone.screen.findByText('去更改')
}
