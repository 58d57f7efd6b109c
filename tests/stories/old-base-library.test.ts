import { http, HttpResponse } from 'msw'
import type * as Services from '../../miniprogram/services/index'
import { launch } from '../../simulator/jest/index.ts'
import { server } from '../support/server.ts'
import { agreeAndTap, SIGN_IN } from '../support/sign-in.ts'

/** The least one that project.config.json names; below, the simulated phone lacks more APIs. */
const LEAST = '2.10.4'

test('signs in, calls and signs out on the oldest base library', async () => {
  const phone = launch(SIGN_IN, { device: { baseLibrary: LEAST } })
  expect(typeof phone.wx.getPrivacySetting).toBe('undefined')
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
  await phone.backend.scenario('session-expired')
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText(/^服务器：你是 小满/)
  await phone.user.tap('退出登录')
  await phone.user.confirm()
  await phone.screen.findByText('去登录')
})

test('opens every page on the oldest base library', async () => {
  const phone = launch('/pages/home/home', { device: { baseLibrary: LEAST } })
  const { signIn } = phone.module('services/index') as typeof Services
  await signIn({ nickName: '小满' })
  await phone.user.tap('设置')
  await phone.screen.findByText('退出登录')
  await phone.user.back()
  await phone.user.tap('编辑个人资料')
  await phone.screen.findByText('保存')
})

test('the services sign in where hardly anything is there', async () => {
  const user = { id: 'ann', nickName: 'Ann', avatarUrl: '' }
  // Without getAccountInfoSync the build can't be told: it counts as released.
  server.use(
    http.post('https://api.example.com/api/login', () =>
      HttpResponse.json({ token: 't', expiresIn: 60, user }),
    ),
    http.get('https://api.example.com/now', () => HttpResponse.json('noon')),
  )
  const phone = launch('/pages/home/home', { device: { baseLibrary: '2.2.0' } })
  expect(typeof phone.wx.getAccountInfoSync).toBe('undefined')
  const { signIn, api, currentUser } = phone.module('services/index') as typeof Services
  await signIn()
  expect(currentUser()).toEqual(user)
  expect(await api.get('/now')).toBe('noon')
})
