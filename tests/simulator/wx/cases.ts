import type { TestPhone } from './phone.ts'

/** Cases that the contracts of several APIs have in common. */

/** The error of an option that is missing or of another kind. */
export const wrongKind = (name: string, kind = 'String', actual = 'Undefined') => ({
  errMsg: `:fail parameter error: parameter.${name} should be ${kind} instead of ${actual};`,
  errno: 1001,
})

/** A call without an option that the API needs. */
export const without = (name: string, kind = 'String') => ({
  when: `without ${name}`,
  options: {},
  ...wrongKind(name, kind),
})

/** The one effect of an API that the phone recorded. */
export const did = (api: string, options: object) => (on: TestPhone) =>
  expect(on.effects.of(api)).toEqual([expect.objectContaining(options)])

/** Chooses the first in the window that is open. */
export const chooses = ({ choose }: TestPhone) => choose()

/** Leaves the window that is open. */
export const leaves = ({ leave }: TestPhone) => leave()

/** A call whose window the person leaves. */
export const cancelled = (options?: object) => ({
  when: 'when the person leaves the window',
  ...(options && { options }),
  meanwhile: leaves,
  errMsg: ':fail cancel',
})

/** A phone of a mini-program that shows a privacy agreement first. */
export const needsPrivacy = { privacy: { isNeeded: true } }

/** A call that waits for the privacy agreement, which the person refuses. */
export const refusesPrivacy = {
  when: 'when the user refuses the privacy agreement',
  phone: needsPrivacy,
  meanwhile: ({ deny }: TestPhone) => deny(),
  errMsg: ':fail privacy permission is not authorized',
  errno: 104,
}

/** A call that asks for a permission, which the person refuses. */
export const refusesPermission = {
  when: 'when the person refuses',
  meanwhile: ({ deny }: TestPhone) => deny(),
  errMsg: ':fail auth deny',
  errno: 103,
}

/** A call of an API that the mini-program's privacy guideline leaves out. */
export const undeclared = (api: string) => ({
  when: 'where the guideline does not name it',
  phone: { privacy: { undeclared: [api] } },
  errMsg: ':fail api scope is not declared in the privacy agreement',
  errno: 112,
})

/** Takes the phone's network away. */
export const offline = (on: TestPhone) => {
  on.network.isOnline = false
}

/** The failure of what WeChat's servers are asked for without a network. */
export const NO_NETWORK = { errMsg: ':fail cgi fail, network error', errno: 108 }

/** `errMsg` of what WeChat does in a tap only, called without one. */
export const NO_TAP = ':fail can only be invoked by user TAP gesture.'

/** The person gave the mini-program their profile before. */
export const allowUserInfo = ({ platform }: TestPhone) => platform.authorize('scope.userInfo', true)

/** Presses the button of a modal that goes on. */
export const confirm = ({ answer }: TestPhone) => answer('modal', 'confirm')

/** Some text, such as a signature. */
export const text = expect.any(String) as string
