import { http, HttpResponse } from 'msw'
import type * as Account from '../../miniprogram/services/account'
import type * as Core from '../../miniprogram/services/index'
import type * as PermissionModule from '../../miniprogram/services/permission'
import type * as PhoneModule from '../../miniprogram/services/phone'
import type * as PrivacyModule from '../../miniprogram/services/privacy'
import type * as ProfileModule from '../../miniprogram/services/profile'
import { launch, type Launched, type LaunchOptions } from '../../simulator/jest/index.ts'
import { eventOf } from '../support/button.ts'
import { reviewNickname } from '../../simulator/wx/open-api/nickname.ts'
import { ORIGIN, server } from '../support/server.ts'

/** A running mini-program and its services, some of them as a page would import them. */
function open(options: LaunchOptions = {}) {
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

async function signedIn(options?: LaunchOptions) {
  const opened = open(options)
  await opened.core.signIn()
  return opened
}

/** Presses a button and lets the person answer what opens. */
async function press(
  { context, user, idle }: Launched,
  openType: string,
  answer?: 'allow' | 'deny',
) {
  const event = eventOf(context, openType)
  if (answer) await user[answer]()
  await idle()
  return (await event) as { type: string; detail: never } | undefined
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code: string }) => error.code,
  )

test('binds the phone number of a user who allows it, and shows it masked', async () => {
  const { phone, phoneNumber } = await signedIn()
  const event = await press(phone, 'getPhoneNumber', 'allow')
  expect(await phoneNumber.bindPhone(event?.detail as never)).toMatch(/^\d{3}\*{4}\d{2,4}$/)
})

test('binds the phone number by encrypted data where WeChat gives no code', async () => {
  const { phone, phoneNumber } = await signedIn()
  const event = await press(phone, 'getPhoneNumber', 'allow')
  const { code: _, ...old } = (event as { detail: object }).detail as { code: string }
  expect(await phoneNumber.bindPhone(old as never)).toContain('****')
})

test('a user who keeps the phone number to themselves is no error of the app', async () => {
  const { phone, phoneNumber } = await signedIn()
  const event = await press(phone, 'getPhoneNumber', 'deny')
  expect(await codeOf(phoneNumber.bindPhone(event?.detail as never))).toBe('ERR_USER_DENIED')
})

test('says that the phone numbers are used up', async () => {
  const { phone, phoneNumber } = await signedIn()
  await phone.backend.scenario('phone-quota')
  const event = await press(phone, 'getPhoneNumber', 'allow')
  expect(await codeOf(phoneNumber.bindPhone(event?.detail as never))).toBe('ERR_PHONE_QUOTA')
})

test.each([
  ['getPhoneNumber:fail user deny', undefined, 'ERR_USER_DENIED'],
  ['getPhoneNumber:fail:user cancel', undefined, 'ERR_USER_DENIED'],
  ['getPhoneNumber:fail:cancel to bind phone', undefined, 'ERR_USER_DENIED'],
  ['getPhoneNumber:fail:cancel to confirm login', undefined, 'ERR_USER_DENIED'],
  ['getPhoneNumber:fail something new', undefined, 'ERR_USER_DENIED'],
  ['getPhoneNumber:fail no permission', undefined, 'ERR_UNSUPPORTED'],
  ['getPhoneNumber:fail 该 appid 没有权限', undefined, 'ERR_UNSUPPORTED'],
  ['getPhoneNumber:fail privacy permission is not authorized', 104, 'ERR_PRIVACY_REFUSED'],
  ['getPhoneNumber:fail', 112, 'ERR_PRIVACY_UNDECLARED'],
  ['getPhoneNumber:fail appid no enough quota', 1400001, 'ERR_PHONE_QUOTA'],
])('understands the refusal "%s" (%s)', (errMsg, errno, code) => {
  const { phoneNumber } = open()
  let thrown: unknown
  try {
    phoneNumber.phoneCodeFrom({ errMsg, errno })
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({ name: 'LoginError', code })
})

test('a chosen picture is uploaded with the token, and is the user’s everywhere', async () => {
  const { phone, core, profile } = await signedIn()
  await phone.backend.scenario('session-expired') // the upload renews the session like any call
  const event = await press(phone, 'chooseAvatar', 'allow')
  const steps: number[] = []
  const file = profile.avatarFrom(event?.detail as never)
  const user = await profile.saveAvatar(file, (percent) => steps.push(percent))
  expect(user.avatarUrl).toMatch(new RegExp(`^${ORIGIN}/api/avatars/`))
  expect(core.currentUser()).toEqual(user)
  expect((await phone.backend.users())[0]?.profile).toMatchObject({
    avatarUrl: user.avatarUrl.replace(ORIGIN, ''),
  })
  expect(steps.at(-1)).toBe(100)
})

test('closing the picture chooser fires no event, and reads as a refusal where it fires one', async () => {
  const { phone, profile } = await signedIn()
  expect(await press(phone, 'chooseAvatar', 'deny')).toBeUndefined()
  expect(() => profile.avatarFrom({ errMsg: 'chooseAvatar:fail cancel' })).toThrow(
    expect.objectContaining({ code: 'ERR_USER_DENIED' }),
  )
})

test('a nickname is saved when WeChat lets it pass, and shown', async () => {
  const { core, phone, profile } = await signedIn()
  const events: string[] = []
  core.subscribe((event) => events.push(event))
  await profile.saveNickname(` ${reviewNickname('阿福', 'pass').value} `)
  expect(core.currentUser()?.nickName).toBe('阿福')
  expect((await phone.backend.users())[0]?.profile).toMatchObject({ nickName: '阿福' })
  expect(events).toContain('profileChanged')
  await phone.screen.findByText('阿福')
})

test('a nickname that WeChat’s review cleared is not saved', async () => {
  const { phone, profile } = await signedIn()
  const before = await phone.backend.users()
  const { value } = reviewNickname('bad words', 'refuse')
  expect(await codeOf(profile.saveNickname(value))).toBe('ERR_NICKNAME_EMPTY')
  expect(await phone.backend.users()).toEqual(before)
})

test('takes over WeChat’s own profile, encrypted', async () => {
  const { phone, core, profile } = await signedIn()
  await press(phone, 'getUserInfo', 'allow')
  const user = await profile.saveWechatProfile()
  expect(user.nickName).toBe('小满')
  expect(core.currentUser()?.nickName).toBe('小满')
})

test('a stale session_key is renewed once, and WeChat asked again', async () => {
  const { phone, profile } = await signedIn()
  await press(phone, 'getUserInfo', 'allow')
  await phone.backend.scenario('session-key-rotated')
  expect((await profile.saveWechatProfile()).nickName).toBe('小满')
  expect(phone.network.log.filter((line) => line === 'POST /api/profile/wechat')).toHaveLength(2)
})

test('a key that stays stale is an error after one retry', async () => {
  const { phone, profile } = await signedIn()
  await press(phone, 'getUserInfo', 'allow')
  const stale = { error: { code: 'wechat_session_stale', message: '', requestId: '' } }
  server.use(
    http.post(`${ORIGIN}/api/profile/wechat`, () => HttpResponse.json(stale, { status: 409 })),
  )
  expect(await codeOf(profile.saveWechatProfile())).toBe('ERR_KEY_STALE')
  expect(phone.network.log.filter((line) => line === 'POST /api/profile/wechat')).toHaveLength(2)
})

test('getUserProfile works in a tap, and says so elsewhere', async () => {
  const { phone, profile } = await signedIn()
  expect(await codeOf(profile.getUserProfile('show your name'))).toBe('ERR_TAP_NEEDED')
  const asked = phone.gesture.tap(() => profile.getUserProfile('show your name'))
  await phone.user.allow()
  const user = await profile.sendWechatProfile(await asked)
  expect(user.nickName).toBe('小满')
  const refused = codeOf(phone.gesture.tap(() => profile.getUserProfile('show your name')))
  await phone.user.deny()
  expect(await refused).toBe('ERR_USER_DENIED')
})

test('knows the anonymous user that WeChat gives today', async () => {
  const { phone, profile } = await signedIn()
  await phone.backend.scenario('anonymous-profile')
  const event = await press(phone, 'getUserInfo')
  const { userInfo } = (event as { detail: { userInfo: never } }).detail
  expect(profile.isAnonymous(userInfo)).toBe(true)
  const named = {
    nickName: '微信用户',
    avatarUrl: 'https://thirdwx.qlogo.cn/mmopen/vi_32/mine/132',
  }
  expect(profile.isAnonymous(named)).toBe(false)
})

test('deleting the account leaves nobody signed in and nothing on the backend', async () => {
  const { phone, core } = await signedIn()
  const account = phone.module('services/account') as typeof Account
  await account.deleteAccount()
  expect(core.currentUser()).toBeUndefined()
  expect(phone.storage.get('session')).toBeUndefined()
  expect(await phone.backend.users()).toEqual([])
  expect(await phone.backend.sessions()).toEqual([])
})

test('a permission has three states, and WeChat is asked for them once', async () => {
  const { phone, permission } = open()
  expect(await permission.permissionOf('scope.camera')).toBe('not asked')
  const asked = permission.askPermission('scope.camera')
  await phone.user.deny()
  expect(await asked).toBe('refused')
  expect(await permission.askPermission('scope.camera')).toBe('refused') // no window opens
  const before = phone.network.log.length
  await permission.permissionOf('scope.camera')
  expect(phone.network.log).toHaveLength(before)
})

test('a refused permission is granted on WeChat’s settings page, opened by a tap', async () => {
  const { phone, permission } = open()
  const asked = permission.askPermission('scope.record')
  await phone.user.deny()
  await asked
  expect(await codeOf(permission.openPermissions('scope.record'))).toBe('ERR_TAP_NEEDED')
  const opened = phone.gesture.tap(() => permission.openPermissions('scope.record'))
  await phone.user.changeSettings({ 'scope.record': true })
  expect(await opened).toBe('granted')
  expect(await permission.permissionOf('scope.record')).toBe('granted')
})

test('what the user changed while the app was in the background is noticed', async () => {
  const { phone, permission } = open()
  expect(await permission.permissionOf('scope.werun')).toBe('not asked')
  phone.app.hide()
  await phone.platform.authorize('scope.werun', true)
  phone.app.show()
  expect(await permission.permissionOf('scope.werun')).toBe('granted')
})

const needed = { privacy: { isNeeded: true } }

/** The dialog of a page: whether it is shown. */
function dialogOf({ onPrivacyNeeded }: typeof PrivacyModule) {
  const dialog = { isShown: false, close: () => {} }
  dialog.close = onPrivacyNeeded((isNeeded) => (dialog.isShown = isNeeded))
  return dialog
}

const agreed = (id: string) => ({ type: 'agreeprivacyauthorization', currentTarget: { id } })

test('calls wait for the privacy dialog, on whichever page, and go on when the user agrees', async () => {
  const { phone, privacy } = await signedIn(needed)
  const home = dialogOf(privacy)
  const avatar = eventOf(phone.context, 'chooseAvatar')
  const number = eventOf(phone.context, 'getPhoneNumber')
  await phone.idle()
  const tab = dialogOf(privacy) // another page, opened while calls wait
  expect([home.isShown, tab.isShown]).toEqual([true, true])

  await eventOf(phone.context, 'agreePrivacyAuthorization', 'agree')
  privacy.agreePrivacy(agreed('agree'))
  expect([home.isShown, tab.isShown]).toEqual([false, false])
  await phone.user.allow()
  await phone.user.allow()
  expect(await avatar).toMatchObject({ type: 'chooseavatar' })
  expect(await number).toMatchObject({ detail: { errMsg: 'getPhoneNumber:ok' } })
  expect(phone.privacy.reports).toContain('exposureAuthorization')
})

test('calls fail when the user does not agree to the privacy guideline', async () => {
  const { phone, privacy, phoneNumber } = await signedIn(needed)
  const dialog = dialogOf(privacy)
  const pressed = eventOf(phone.context, 'getPhoneNumber')
  await phone.idle()
  privacy.refusePrivacy()
  const { detail } = (await pressed) as unknown as { detail: { errMsg: string; errno: number } }
  expect(await codeOf(phoneNumber.bindPhone(detail))).toBe('ERR_PRIVACY_REFUSED')
  expect(dialog.isShown).toBe(false)
})

test('agreeing takes the button’s own event with its id', async () => {
  const { privacy } = await signedIn(needed)
  expect(() => privacy.agreePrivacy({ type: 'tap', currentTarget: { id: 'agree' } })).toThrow(
    /event/,
  )
  expect(() => privacy.agreePrivacy(agreed(''))).toThrow(/id/)
})

test('no call waits for ever when the last page with a dialog is gone', async () => {
  jest.useFakeTimers()
  try {
    const { phone, privacy } = open(needed)
    const dialog = dialogOf(privacy)
    const pressed = eventOf(phone.context, 'chooseAvatar')
    await jest.advanceTimersByTimeAsync(1)
    dialog.close()
    await jest.advanceTimersByTimeAsync(1000)
    expect(await pressed).toMatchObject({ type: 'error' })
  } finally {
    jest.useRealTimers()
  }
})

test('without a dialog of its own the app leaves the asking to WeChat', async () => {
  const { phone, privacy } = await signedIn(needed)
  expect(await privacy.readPrivacy()).toEqual({
    isNeeded: true,
    contractName: '《小程序隐私保护指引》',
  })
  const required = codeOf(privacy.requirePrivacy())
  await phone.user.deny()
  expect(await required).toBe('ERR_PRIVACY_REFUSED')
})

test('a WeChat older than the privacy agreement asks nothing', async () => {
  const { phone, privacy } = await signedIn({ ...needed, device: { baseLibrary: '2.32.2' } })
  const dialog = dialogOf(privacy)
  const event = await press(phone, 'chooseAvatar', 'allow')
  expect(event?.type).toBe('chooseavatar')
  expect(dialog.isShown).toBe(false)
  expect(await privacy.readPrivacy()).toEqual({ isNeeded: false, contractName: '' })
  await privacy.requirePrivacy()
})
