import { http, HttpResponse } from 'msw'
import { reviewNickname } from '../../simulator/wx/open-api/nickname.ts'
import { ORIGIN, server } from '../support/server.ts'
import { open, signedIn, press, codeOf } from './person.ts'

test('binds the phone number by encrypted data where WeChat gives no code', async () => {
  const { phone, phoneNumber } = await signedIn()
  const event = await press(phone, 'getPhoneNumber', 'allow')
  const { code: _, ...old } = (event as { detail: object }).detail as { code: string }
  expect(await phoneNumber.bindPhone(old as never)).toContain('****')
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
  expect(thrown).toMatchObject({ name: 'ServiceError', code })
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
