import type * as Permissions from '../../miniprogram/services/permission'
import { launch, type Launched } from '../../simulator/jest/index.ts'
import { openSettings, signedIn, signedInAt } from '../support/sign-in.ts'

const permissionsOf = (phone: Launched) => phone.module('services/permission') as typeof Permissions

test('shows a permission in each state, and the way to change it', async () => {
  const phone = await openSettings()
  expect(phone.screen.print()).toMatch(/摄像头\n\s+用到时再询问\n\s+麦克风/) // and no button
  const asked = permissionsOf(phone).askPermission('scope.camera') // as the page would that needs it
  await phone.user.deny()
  await asked
  await phone.user.back()
  await phone.user.tap('设置')
  await phone.screen.findByText('已拒绝')
  expect(phone.screen.print()).toMatch(/摄像头\n\s+已拒绝\n\s+\[去更改\]/)
  await phone.user.tap('去更改')
  await phone.user.changeSettings({ 'scope.camera': true })
  await phone.screen.waitForGone('已拒绝')
  expect(phone.screen.print()).toMatch(/摄像头\n\s+已允许\n\s+\[去更改\]/)
})

test('knows what the user allowed at the sign-in button', async () => {
  const phone = await signedIn()
  await phone.user.tap('设置')
  await phone.screen.findByText('已允许')
  expect(phone.screen.print()).toMatch(/昵称和头像\n\s+已允许/)
})

test('says so when WeChat can not be asked for permissions', async () => {
  const phone = await signedIn()
  phone.wx.getSetting = ((options: { fail: (failure: object) => void }) =>
    options.fail({ errMsg: 'getSetting:fail internal error' })) as never
  permissionsOf(phone).forgetPermissions()
  await phone.user.tap('设置')
  await phone.screen.findByText('微信登录没有成功，请再试一次')
})

test('opens the privacy guideline, where WeChat has one', async () => {
  const phone = await openSettings()
  await phone.user.tap('隐私保护指引')
  await phone.screen.findByText('（隐私保护指引的内容）')
  const old = launch('/pages/settings/settings', { device: { baseLibrary: '2.32.2' } })
  expect(old.screen.queryByText('隐私保护指引')).toBeNull()
})

test('changes the language of what stands on the pages behind, too', async () => {
  const phone = await signedInAt('/pages/home/home')
  const choose = async (settings: string, language: string, choice: string) => {
    await phone.user.tap(settings)
    await phone.user.tap(language)
    await phone.user.tap(choice)
    await phone.user.back()
  }
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText(/^服务器：你是 小满/)
  await choose('设置', '语言', 'English')
  phone.screen.getByText('Server: you are 小满, signed in for 168 more hours')
  phone.network.isOnline = false
  await phone.user.tap('Ask the server who I am')
  await phone.screen.findByText('Your phone is offline. Connect it and try again')
  await choose('Settings', 'Language', '简体中文')
  phone.screen.getByText('手机没有联网，请连上网络后再试')
})

test('signs out after asking', async () => {
  const phone = await openSettings()
  await phone.user.tap('退出登录')
  await phone.user.cancel()
  expect(await phone.backend.sessions()).toHaveLength(1)
  await phone.user.tap('退出登录')
  await phone.user.confirm()
  expect(phone.screen.queryByText('账号')).toBeNull()
  expect(phone.storage.get('session')).toBeUndefined()
  await phone.idle()
  expect(await phone.backend.sessions()).toEqual([])
})

test('keeps the user signed in when deleting fails, and says so', async () => {
  const phone = await openSettings()
  phone.network.isOnline = false
  await phone.user.tap('注销账号并删除数据')
  await phone.user.confirm()
  await phone.screen.findByText('手机没有联网，请连上网络后再试')
  expect(phone.screen.queryByText('重试')).toBeNull() // what failed has a button of its own
  phone.screen.getByText('退出登录')
  phone.network.isOnline = true
  expect(await phone.backend.users()).toHaveLength(1)
})

test('shows the version, and which build it is', () => {
  launch('/pages/settings/settings').screen.getByText(/^\d+\.\d+\.\d+ 开发版$/)
})
