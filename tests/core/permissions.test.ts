import type * as PrivacyModule from '../../miniprogram/services/privacy'
import { eventOf } from '../support/button.ts'
import { open, signedIn, press, codeOf } from './person.ts'

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
