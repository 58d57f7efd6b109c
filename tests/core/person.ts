import type * as Core from '../../miniprogram/services/index'
import type * as PermissionModule from '../../miniprogram/services/permission'
import type * as PhoneModule from '../../miniprogram/services/phone'
import type * as PrivacyModule from '../../miniprogram/services/privacy'
import type * as ProfileModule from '../../miniprogram/services/profile'
import { launch, type Launched, type LaunchOptions } from '../../simulator/jest/index.ts'
import { eventOf } from '../support/button.ts'

/** A running mini-program and its services, some of them as a page would import them. */
export function open(options: LaunchOptions = {}) {
  const phone = launch('/pages/home/home', options)
  return {
    phone,
    core: phone.module('services/index') as typeof Core,
    permission: phone.module('services/permission') as typeof PermissionModule,
    phoneNumber: phone.module('services/phone') as typeof PhoneModule,
    privacy: phone.module('services/privacy') as typeof PrivacyModule,
    profile: phone.module('services/profile') as typeof ProfileModule,
  }
}

/** The same, with somebody signed in. */
export async function signedIn(options?: LaunchOptions) {
  const opened = open(options)
  await opened.core.signIn()
  return opened
}

/** Presses a button and lets the person answer what opens. */
export async function press(
  { context, user, idle }: Launched,
  openType: string,
  answer?: 'allow' | 'deny',
) {
  const event = eventOf(context, openType)
  if (answer) await user[answer]()
  await idle()
  return (await event) as { type: string; detail: never } | undefined
}

/** The code of the error that a call ends in. */
export const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  )
