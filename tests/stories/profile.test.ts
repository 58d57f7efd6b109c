import { http, HttpResponse } from 'msw'
import { launch, type Launched, type LaunchOptions } from '../../simulator/jest/index.ts'
import { ORIGIN, server } from '../support/server.ts'
import { servicesOf, signedIn, signedInAt } from '../support/sign-in.ts'

const onProfile = (options: LaunchOptions = {}) => signedInAt('/pages/profile/profile', options)
const profileOf = async ({ backend }: Launched) => (await backend.users())[0]?.profile
const uploads = ({ network }: Launched) => network.log.filter((line) => line === 'POST /api/avatar')

test('shows what the backend has, and nothing to save', async () => {
  const phone = await onProfile()
  expect(phone.screen.valueOf('昵称')).toBe('小满')
  phone.screen.getByText('未绑定')
  await expect(phone.user.tap('保存')).rejects.toThrow('the button is disabled')
  expect(phone.screen.queryByText('撤销修改')).toBeNull()
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

test('invites a signed-out user to sign in', async () => {
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

test('on the home page no answer stands that is not true any more', async () => {
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
