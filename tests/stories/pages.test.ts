import { http, HttpResponse } from 'msw'
import type * as Permissions from '../../miniprogram/services/permission'
import { launch, type Launched, type LaunchOptions } from '../../simulator/jest/index.ts'
import { ORIGIN, server } from '../support/server.ts'
import { agreeAndTap, servicesOf, SIGN_IN, signedIn, signedInAt } from '../support/sign-in.ts'

const onProfile = (options: LaunchOptions = {}) => signedInAt('/pages/profile/profile', options)

async function onSettings(options: LaunchOptions = {}): Promise<Launched> {
  const phone = await signedInAt('/pages/home/home', options)
  await phone.user.tap('设置')
  await phone.idle()
  return phone
}

const profileOf = async ({ backend }: Launched) => (await backend.users())[0]?.profile
const permissionsOf = (phone: Launched) => phone.module('services/permission') as typeof Permissions
const uploads = ({ network }: Launched) => network.log.filter((line) => line === 'POST /api/avatar')

describe('home', () => {
  test('asks for a session at the moment it needs one, then does what the user wanted', async () => {
    const phone = launch()
    await phone.user.tap('问问服务器我是谁')
    expect(phone.network.log.filter((line) => line.includes('/api/'))).toEqual([])
    await agreeAndTap(phone)
    await phone.user.allow()
    await phone.screen.findByText('服务器：你是 小满，登录还有 168 小时有效')
  })

  test('lets no answer stand that is not true any more', async () => {
    const phone = await signedInAt('/pages/home/home')
    await phone.user.tap('问问服务器我是谁')
    await phone.screen.findByText(/^服务器：你是 小满/)
    await phone.user.tap('编辑个人资料')
    await phone.idle()
    await phone.user.type('昵称', '阿福')
    await phone.user.tap('保存')
    await phone.idle()
    await phone.user.back()
    phone.screen.getByText('阿福')
    expect(phone.screen.queryByText(/^服务器：/)).toBeNull()
  })

  test('forgets what the user wanted when they would rather not sign in', async () => {
    const phone = launch()
    await phone.user.tap('问问服务器我是谁')
    await phone.user.tap('暂不登录')
    await phone.user.tap('去登录')
    await agreeAndTap(phone)
    await phone.user.allow()
    await phone.screen.findByText('小满')
    await phone.idle()
    expect(phone.screen.queryByText(/^服务器/)).toBeNull()
  })

  test('is shown without waiting for any network', () => {
    server.use(http.all(`${ORIGIN}/*`, () => new Promise<never>(() => {})))
    launch().screen.getByText('你好，欢迎来看看')
  })

  test('tries again when the user asks for it', async () => {
    const phone = await signedIn()
    server.use(http.all(`${ORIGIN}/api/*`, () => HttpResponse.error()))
    await phone.user.tap('问问服务器我是谁')
    await phone.screen.findByText('连不上服务器，请检查网络后再试')
    server.resetHandlers()
    await phone.user.tap('重试')
    await phone.screen.findByText(/^服务器：你是 小满/)
    expect(phone.screen.queryByText('连不上服务器，请检查网络后再试')).toBeNull()
  })

  test('invites a user without a name of their own to choose one', async () => {
    const phone = launch(SIGN_IN)
    await phone.backend.scenario('anonymous-profile')
    await agreeAndTap(phone)
    await phone.screen.findByText('选一张头像，起个名字')
  })

  test('stays signed in when the user would rather not sign out', async () => {
    const phone = await signedIn()
    await phone.user.tap('退出登录')
    await phone.user.cancel()
    phone.screen.getByText('小满')
    expect(await phone.backend.sessions()).toHaveLength(1)
  })
})

describe('sign-in', () => {
  test('asks nobody anything before the user has ticked the agreement', async () => {
    const phone = launch(SIGN_IN)
    await phone.user.tap('微信授权登录')
    phone.screen.getByText('请先阅读并勾选同意，再登录')
    expect(phone.dialogs.current).toBeUndefined()
    await phone.user.tap('我已阅读并同意')
    expect(phone.screen.queryByText('请先阅读并勾选同意，再登录')).toBeNull()
    await phone.user.tap('我已阅读并同意') // unticked again
    await phone.user.tap('微信授权登录')
    phone.screen.getByText('请先阅读并勾选同意，再登录')
    expect(phone.storage.get('session')).toBeUndefined()
  })

  test('opens the privacy guideline', async () => {
    const phone = launch(SIGN_IN)
    await phone.user.tap('《隐私保护指引》')
    await phone.screen.findByText('（隐私保护指引的内容）')
  })
})

describe('profile', () => {
  test('shows what the backend has, and nothing to save', async () => {
    const phone = await onProfile()
    expect(phone.screen.valueOf('昵称')).toBe('小满')
    phone.screen.getByText('未绑定')
    await expect(phone.user.tap('保存')).rejects.toThrow('the button is disabled')
    expect(phone.screen.queryByText('撤销修改')).toBeNull()
  })

  test('saves a new name, here and on the backend', async () => {
    const phone = await onProfile()
    await phone.user.type('昵称', ' 阿福 ')
    phone.screen.getByText('有未保存的修改')
    await phone.user.tap('保存')
    await phone.screen.findByText('已保存')
    expect(phone.screen.queryByText('有未保存的修改')).toBeNull()
    expect(phone.screen.valueOf('昵称')).toBe('阿福')
    expect(await profileOf(phone)).toMatchObject({ nickName: '阿福' })
    expect(phone.storage.get('userinfo')).toMatchObject({ nickName: '阿福' })
  })

  test('uploads a chosen picture only when it is saved, and shows the backend’s', async () => {
    const phone = await onProfile()
    await phone.user.tap('更换头像')
    await phone.user.allow()
    await phone.screen.findByText('保存后，图片会上传到我们的服务器，用来显示你的头像。')
    expect(uploads(phone)).toEqual([])
    await phone.user.tap('保存')
    await phone.screen.findByText('已保存')
    expect(uploads(phone)).toHaveLength(1)
    expect(await profileOf(phone)).toMatchObject({
      nickName: '小满',
      avatarUrl: expect.stringMatching(/^\/api\/avatars\//) as string,
    })
    expect(phone.storage.get('userinfo')).toMatchObject({
      avatarUrl: expect.stringMatching(/\/api\/avatars\//) as string,
    })
    await phone.user.type('昵称', '阿福')
    await phone.user.tap('保存')
    await phone.screen.waitForGone('有未保存的修改')
    expect(uploads(phone)).toHaveLength(1) // and not once more with the next change
  })

  test('does not upload a picture again when saving is tried again', async () => {
    const phone = await onProfile()
    const choose = async () => {
      await phone.user.tap('更换头像')
      await phone.user.allow()
      await phone.idle()
    }
    await choose()
    await phone.user.type('昵称', '阿福')
    await phone.backend.failNext('/api/profile', { status: 500 })
    await phone.user.tap('保存')
    await phone.screen.findByText('服务器出了问题，请稍后再试')
    expect(await profileOf(phone)).toMatchObject({ nickName: '小满' }) // all is saved, or nothing
    await phone.user.tap('保存')
    await phone.screen.findByText('已保存')
    expect(uploads(phone)).toHaveLength(1)
    expect(await profileOf(phone)).toMatchObject({
      nickName: '阿福',
      avatarUrl: expect.stringMatching(/^\/api\/avatars\//) as string,
    })
    await choose() // another one
    await phone.user.tap('保存')
    await phone.screen.waitForGone('有未保存的修改')
    expect(uploads(phone)).toHaveLength(2)
  })

  test('undoes a draft: nothing is sent', async () => {
    const phone = await onProfile()
    await phone.user.type('昵称', '阿福')
    await phone.user.tap('更换头像')
    await phone.user.allow()
    await phone.screen.findByText('有未保存的修改')
    await phone.user.tap('撤销修改')
    expect(phone.screen.valueOf('昵称')).toBe('小满')
    expect(phone.screen.queryByText('有未保存的修改')).toBeNull()
    expect(uploads(phone)).toEqual([])
    expect(await profileOf(phone)).toMatchObject({ nickName: '小满' })
  })

  test('explains a name that WeChat’s review has cleared, and takes the next', async () => {
    const phone = await onProfile()
    await phone.user.type('昵称', '不好的名字', 'refuse')
    phone.screen.getByText('微信审核没有通过这个昵称，已把它清空。请换一个')
    expect(phone.screen.valueOf('昵称')).toBe('')
    await phone.user.tap('保存')
    await phone.screen.findByText('昵称为空或未通过微信审核，请换一个')
    expect(await profileOf(phone)).toMatchObject({ nickName: '小满' })
    await phone.user.type('昵称', '阿福')
    expect(phone.screen.queryByText(/审核没有通过这个昵称/)).toBeNull()
    await phone.user.tap('保存')
    await phone.screen.findByText('已保存')
  })

  test('keeps the draft when saving fails', async () => {
    const phone = await onProfile()
    await phone.user.type('昵称', '阿福')
    await phone.backend.failNext('/api/profile', { status: 500 })
    await phone.user.tap('保存')
    await phone.screen.findByText('服务器出了问题，请稍后再试')
    expect(phone.screen.valueOf('昵称')).toBe('阿福')
    await phone.user.tap('保存')
    await phone.screen.findByText('已保存')
    expect(phone.screen.queryByText('服务器出了问题，请稍后再试')).toBeNull()
    expect(await profileOf(phone)).toMatchObject({ nickName: '阿福' })
  })

  test('a picture chosen before the backend answered leaves the name to it', async () => {
    const phone = await signedInAt('/pages/home/home')
    await servicesOf(phone).api.put('/api/profile', { nickName: '阿福' }) // from another phone
    await phone.backend.failNext('/api/profile', { latencyMs: 100 })
    await phone.user.tap('编辑个人资料')
    await phone.user.tap('更换头像')
    await phone.user.allow()
    await phone.screen.findByText('有未保存的修改')
    expect(phone.screen.valueOf('昵称')).toBe('小满')
    await phone.screen.findByText('未绑定') // the answer is there
    expect(phone.screen.valueOf('昵称')).toBe('阿福')
    phone.screen.getByText('有未保存的修改')
  })

  test('a closed picture chooser changes nothing', async () => {
    const phone = await onProfile()
    await phone.user.tap('更换头像')
    await phone.user.deny()
    expect(phone.screen.queryByText('有未保存的修改')).toBeNull()
  })

  test('binds a phone number and shows it masked', async () => {
    const phone = await onProfile()
    await phone.user.tap('绑定手机号')
    await phone.user.allow()
    await phone.screen.findByText('手机号已绑定')
    phone.screen.getByText(/^\d{3}\*+\d{2,4}$/)
    phone.screen.getByText('更换手机号')
  })

  test('a refused phone number is no fault, and everything else works on', async () => {
    const phone = await onProfile()
    await phone.user.tap('绑定手机号')
    await phone.user.deny()
    await phone.screen.findByText('已取消')
    phone.screen.getByText('未绑定')
    await phone.user.type('昵称', '阿福')
    expect(phone.screen.queryByText('已取消')).toBeNull()
  })

  test('says so when WeChat’s quota of phone numbers is used up', async () => {
    const phone = await onProfile()
    await phone.backend.scenario('phone-quota')
    await phone.user.tap('绑定手机号')
    await phone.user.allow()
    await phone.screen.findByText('手机号验证暂时不可用，请稍后再试')
  })

  test('asks for the privacy agreement where it is needed, and goes on when it is given', async () => {
    const phone = await onProfile({ privacy: { isNeeded: true } })
    await phone.user.tap('绑定手机号')
    await phone.screen.findByText('《小程序隐私保护指引》')
    await phone.user.tap('同意')
    await phone.user.allow()
    await phone.screen.findByText('手机号已绑定')
    expect(phone.screen.queryByText('隐私保护提示')).toBeNull()
  })

  test.each([['绑定手机号'], ['更换头像']])(
    'a refused privacy agreement ends only %s, with a way to the guideline',
    async (button) => {
      const phone = await onProfile({ privacy: { isNeeded: true } })
      await phone.user.tap(button)
      await phone.user.tap('不同意')
      await phone.screen.findByText('需要先同意隐私保护指引才能使用')
      await phone.user.tap('去查看')
      await phone.screen.findByText('（隐私保护指引的内容）')
    },
  )

  test('says so when the backend can not be reached, and loads again', async () => {
    const phone = await signedIn()
    server.use(http.get(`${ORIGIN}/api/profile`, () => HttpResponse.error()))
    await phone.user.tap('编辑个人资料')
    await phone.screen.findByText('连不上服务器，请检查网络后再试')
    expect(phone.screen.valueOf('昵称')).toBe('小满') // what the phone remembers
    expect(phone.screen.queryByText('未绑定')).toBeNull() // of the number it knows nothing
    server.resetHandlers()
    await phone.user.tap('重试')
    await phone.idle()
    expect(phone.screen.queryByText('连不上服务器，请检查网络后再试')).toBeNull()
    expect(phone.network.log.filter((line) => line === 'GET /api/profile')).toHaveLength(2)
  })

  test('invites who is signed out to sign in', async () => {
    const phone = launch('/pages/profile/profile')
    phone.screen.getByText('登录后可以编辑')
    await phone.user.tap('登录')
    phone.screen.getByText('登录后继续')
    expect(phone.network.log.filter((line) => line.includes('/api/'))).toEqual([])
  })

  test('lets WeChat ask before an unsaved draft is left, where it can', async () => {
    const phone = await signedInAt('/pages/home/home')
    await phone.user.tap('编辑个人资料')
    await phone.user.type('昵称', '阿福')
    await phone.user.back()
    phone.screen.getByText('修改还没有保存，确定离开吗？')
    await phone.user.cancel()
    expect(phone.screen.valueOf('昵称')).toBe('阿福')
    await phone.user.tap('撤销修改')
    await phone.user.back()
    phone.screen.getByText('设置') // nothing to lose, nothing asked
  })
})

describe('settings', () => {
  test('shows a permission in each state, and the way to change it', async () => {
    const phone = await onSettings()
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
    const phone = await onSettings()
    await phone.user.tap('隐私保护指引')
    await phone.screen.findByText('（隐私保护指引的内容）')
    const old = launch('/pages/settings/settings', { device: { baseLibrary: '2.32.2' } })
    expect(old.screen.queryByText('隐私保护指引')).toBeNull()
  })

  test('changes the language at once, and for the next start', async () => {
    const phone = await onSettings()
    await phone.user.tap('语言')
    await phone.user.tap('English')
    await phone.screen.findByText('Permissions')
    phone.screen.getByText('Camera')
    await phone.user.back()
    phone.screen.getByText('Ask the server who I am')
    const again = phone.relaunch('/pages/settings/settings')
    again.screen.getByText('Privacy guideline')
    await again.user.tap('Language')
    await again.user.tap('As in WeChat')
    await again.screen.findByText('权限')
    expect(again.storage.get('language')).toBeUndefined()
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
    const phone = await onSettings()
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

  test('deletes account and data after asking, here and on the backend', async () => {
    const phone = await onSettings()
    await phone.user.tap('注销账号并删除数据')
    await phone.user.cancel()
    expect(await phone.backend.users()).toHaveLength(1)
    await phone.user.tap('注销账号并删除数据')
    await phone.user.confirm()
    await phone.screen.findByText('账号已注销')
    expect(await phone.backend.users()).toEqual([])
    expect(phone.storage.get('userinfo')).toBeUndefined()
    await phone.user.back()
    phone.screen.getByText('去登录')
  })

  test('keeps the user signed in when deleting fails, and says so', async () => {
    const phone = await onSettings()
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
})

interface App {
  globalData: { userInfo: object | null }
  setGlobalUserInfo: (user: object) => void
  getGlobalUserInfo: () => object | null
  onError: (text: string) => void
  onUnhandledRejection: (event: object) => void
  onPageNotFound: () => void
}

describe('app', () => {
  test('keeps the user where code of the tutorials looks for it', async () => {
    const phone = await signedIn()
    const app = phone.app.get() as unknown as App
    expect(app.getGlobalUserInfo()).toEqual(phone.storage.get('userinfo'))
    app.setGlobalUserInfo({ nickName: '阿福', gender: 1, token: 'never kept' })
    expect(app.getGlobalUserInfo()).toMatchObject({ nickName: '阿福' })
    expect(phone.storage.get('userinfo')).toEqual(app.globalData.userInfo)
    expect(app.globalData.userInfo).not.toHaveProperty('token')
    phone.screen.getByText('阿福')
    await phone.user.tap('退出登录')
    await phone.user.confirm()
    expect(app.getGlobalUserInfo()).toBeNull()
    app.setGlobalUserInfo({ nickName: '阿福' })
    expect(phone.storage.get('userinfo')).toBeUndefined()
  })

  test('hands faults nobody handled to WeChat’s log, but no closed picture chooser', () => {
    const phone = launch()
    const app = phone.app.get() as unknown as App
    app.onError('before there is a log')
    const log: unknown[] = []
    Object.assign(phone.wx, {
      getRealtimeLogManager: () => ({ error: (text: unknown) => log.push(text) }),
    })
    app.onError('broken')
    app.onError('[Component] <button>: chooseAvatar:fail cancel')
    app.onUnhandledRejection({ reason: new Error('rejected') })
    expect(log).toEqual(['broken', expect.stringContaining('rejected')])
  })

  test('leads home from a page that does not exist', async () => {
    const phone = launch('/pages/settings/settings')
    ;(phone.app.get() as unknown as App).onPageNotFound()
    await phone.screen.findByText('你好，欢迎来看看')
  })

  test('offers a new version, and restarts only if the user wants it', async () => {
    const phone = launch()
    phone.updates.find('ready')
    await phone.user.cancel()
    expect(phone.updates.isApplied).toBe(false)
    phone.updates.find('ready')
    await phone.user.confirm()
    expect(phone.updates.isApplied).toBe(true)
  })
})
