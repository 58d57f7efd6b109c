import { launch, type Launched, type LaunchOptions } from '../../simulator/jest/index.ts'
import { agreeAndTap, SIGN_IN, signedIn } from '../support/sign-in.ts'

/**
 * Every flow that the tutorials teach; `docs/tutorials.md` says which step is where.
 */
const forced = (flow: string, options: LaunchOptions = {}) =>
  launch(`/pages/sign-in/sign-in?flow=${flow}`, options)

/** Signs in with a consent, then out: the user has authorized before. */
async function authorizedBefore(options: LaunchOptions = {}): Promise<Launched> {
  const phone = await signedIn(options)
  await phone.user.tap('退出登录')
  await phone.user.confirm()
  await phone.idle()
  return phone
}

const backendUser = async ({ backend }: Launched) => (await backend.users())[0]

test('open-type="getUserInfo": allowing gives the user info, then wx.login a code, then the backend an id', async () => {
  const phone = launch(SIGN_IN)
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
  const steps = ['POST /__client/user-info', 'POST /__client/login', 'POST /api/login']
  expect(phone.network.log.filter((line) => steps.includes(line))).toEqual(steps)
  const user = await backendUser(phone)
  expect(user?.profile).toMatchObject({
    nickName: '小满',
    city: 'Guangzhou',
    province: 'Guangdong',
  })
  // The tutorial's own key, so that its code finds what it wrote; never the openid or a key.
  expect(phone.storage.get('userinfo')).toMatchObject({ id: user?.id, nickName: '小满' })
  expect(JSON.stringify([phone.storage.get('userinfo'), phone.storage.get('session')])).not.toMatch(
    new RegExp(`session_key|${user?.openid}`),
  )
})

test('open-type="getUserInfo": refusing is detail without userInfo, and no wx.login follows', async () => {
  const phone = launch(SIGN_IN)
  await agreeAndTap(phone)
  await phone.user.deny()
  await phone.screen.findByText('已取消')
  expect(phone.network.log).not.toContain('POST /__client/login')
})

test('wx.canIUse decides: without the button it asks to upgrade WeChat', async () => {
  const phone = launch(SIGN_IN, { device: { baseLibrary: '1.2.9' } })
  phone.screen.getByText('请升级微信版本后再登录')
  expect(phone.screen.queryByText('我已阅读并同意')).toBeNull()
  await phone.user.tap('暂不登录')
  await phone.screen.findByText('你好，欢迎来看看')
  forced('upgrade').screen.getByText('请升级微信版本后再登录')
})

test('wx.getSetting: who has authorized before gets wx.getUserInfo without a window', async () => {
  const phone = await authorizedBefore()
  await phone.user.tap('去登录')
  await phone.idle()
  await agreeAndTap(phone)
  expect(phone.dialogs.current).toBeUndefined()
  await phone.screen.findByText('小满')
  expect(await phone.backend.sessions()).toHaveLength(1)
})

test('wx.getSetting: a permission that WeChat has forgotten leads back to the button', async () => {
  const phone = await authorizedBefore()
  await phone.user.tap('去登录')
  await phone.idle()
  await phone.platform.authorize('scope.userInfo', false)
  await agreeAndTap(phone)
  await phone.screen.findByText('微信登录没有成功，请再试一次')
  await phone.user.tap('微信授权登录')
  await phone.user.allow()
  await phone.screen.findByText('小满')
})

test('wx.getUserInfo without an earlier authorization fails, and says so', async () => {
  const phone = forced('getUserInfo')
  await agreeAndTap(phone)
  await phone.screen.findByText('微信登录没有成功，请再试一次')
  expect(phone.network.log).not.toContain('POST /__client/login')
})

test('wx.getUserProfile runs where it gave names, asks every time, and takes a no', async () => {
  const phone = launch(SIGN_IN, { device: { baseLibrary: '2.27.0' } })
  await agreeAndTap(phone)
  await phone.screen.findByText('用于显示你的昵称和头像')
  await phone.user.deny()
  await phone.screen.findByText('已取消')
  await phone.user.tap('微信授权登录')
  await phone.user.allow()
  await phone.screen.findByText('小满')
})

test('wx.getUserProfile can be shown on a newer WeChat too, and gives nobody’s name there', async () => {
  const phone = forced('getUserProfile')
  await phone.backend.scenario('anonymous-profile')
  await agreeAndTap(phone)
  await phone.screen.findByText('微信用户')
  phone.screen.getByText('选一张头像，起个名字')
})

test('wx.authorize opens no window for user info: the button has to', async () => {
  const phone = forced('authorize')
  await agreeAndTap(phone)
  await phone.screen.findByText('微信不再弹窗询问，请点按钮授权')
  await phone.user.tap('微信授权登录')
  await phone.user.allow()
  await phone.screen.findByText('小满')
})

test('wx.authorize succeeds at once for who has authorized before', async () => {
  const phone = await authorizedBefore()
  await phone.wx.navigateTo({ url: '/pages/sign-in/sign-in?flow=authorize' })
  await agreeAndTap(phone)
  await phone.screen.findByText('小满')
})

test('wx.login then wx.getUserInfo: encryptedData and iv go to the backend, which decrypts them', async () => {
  const phone = await authorizedBefore()
  await phone.wx.navigateTo({ url: '/pages/sign-in/sign-in?flow=loginFirst' })
  await agreeAndTap(phone)
  await phone.screen.findByText('小满')
  expect(phone.network.log).toContain('POST /api/profile/wechat')
})

test('wx.login then wx.getUserInfo: 您还未授权登录 leads to the authorize page', async () => {
  const phone = forced('loginFirst')
  await agreeAndTap(phone)
  await phone.screen.findByText('您还未授权登录，请前往授权')
  await phone.user.confirm()
  await phone.idle()
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
  expect((await backendUser(phone))?.profile).toMatchObject({ nickName: '小满' })
})

test('wx.login then wx.getUserInfo: who would rather not authorize is signed in without a name', async () => {
  const phone = forced('loginFirst')
  await agreeAndTap(phone)
  await phone.user.cancel()
  await phone.screen.findByText('选一张头像，起个名字')
  phone.screen.getByText('未命名用户')
})

test('wx.login then wx.getUserInfo: 获取用户登录状态失败 when the login fails', async () => {
  const phone = forced('loginFirst')
  await phone.backend.scenario('wechat-busy')
  await agreeAndTap(phone)
  await phone.screen.findByText('获取用户登录状态失败，请稍后再试')
  await phone.user.confirm()
  phone.screen.getByText('微信服务器繁忙，请稍后再试')
  expect(phone.storage.get('session')).toBeUndefined()
})

test('open-data shows the name by itself; wx.login alone signs in', async () => {
  const phone = forced('openData')
  phone.screen.getByText('由微信显示的昵称')
  expect(document.querySelector('wx-open-data')).not.toBeNull()
  await agreeAndTap(phone)
  await phone.screen.findByText('未命名用户')
  expect(phone.network.log).not.toContain('POST /__client/user-info')
})

test('wx.checkSession: a session that WeChat has ended is replaced by a new wx.login', async () => {
  const phone = await authorizedBefore()
  await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.screen.findByText('小满')
  await phone.backend.scenario('session-key-rotated')
  const { saveWechatProfile } = phone.module('services/profile') as {
    saveWechatProfile: () => Promise<{ nickName: string }>
  }
  const before = phone.network.log.filter((line) => line === 'POST /__client/login').length
  expect(await saveWechatProfile()).toMatchObject({ nickName: '小满' })
  const after = phone.network.log.filter((line) => line === 'POST /__client/login').length
  expect(after).toBe(before + 1)
})

test('App: setGlobalUserInfo and getGlobalUserInfo share the user with every page', async () => {
  const phone = launch(SIGN_IN)
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
  const app = phone.app.get() as unknown as { getGlobalUserInfo: () => { nickName: string } }
  expect(app.getGlobalUserInfo().nickName).toBe('小满')
})

test('code2Session: the backend, not the phone, asks WeChat with appid and secret', async () => {
  const phone = launch(SIGN_IN)
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
  expect(phone.network.log.filter((line) => line.includes('api.weixin.qq.com'))).toEqual([])
  expect((await backendUser(phone))?.openid).toMatch(/^.{28}$/)
})
