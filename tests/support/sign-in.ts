import type * as Services from '../../miniprogram/services/index'
import { launch, type Launched, type LaunchOptions } from '../../simulator/jest/index.ts'

/** The sign-in page's address. */
export const SIGN_IN = '/pages/sign-in/sign-in'

/** On the sign-in page: agrees, and taps the button. */
export async function agreeAndTap({ user }: Launched) {
  await user.tap('我已阅读并同意')
  await user.tap('微信授权登录')
}

/** Signs in as a user does, from the home page or the sign-in page. */
export async function signIn(phone: Launched): Promise<Launched> {
  if (phone.screen.queryByText('去登录')) await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
  await phone.idle()
  return phone
}

/** A phone whose user has signed in by the button; it shows the home page. */
export const signedIn = (options: LaunchOptions = {}) => signIn(launch(SIGN_IN, options))

/** A phone that is signed in already, at any page: for tests of what comes after. */
export async function signedInAt(url: string, options: LaunchOptions = {}): Promise<Launched> {
  const phone = launch(url, options)
  await servicesOf(phone).signIn({ nickName: '小满' })
  await phone.idle()
  return phone
}

/** The settings page of who is signed in, opened from the home page. */
export async function openSettings(options: LaunchOptions = {}): Promise<Launched> {
  const phone = await signedInAt('/pages/home/home', options)
  await phone.user.tap('设置')
  await phone.idle()
  return phone
}

/** The services of this launch, to do what happens elsewhere in the app. */
export const servicesOf = (phone: Launched) => phone.module('services/index') as typeof Services
