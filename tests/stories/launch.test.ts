import { http, HttpResponse } from 'msw'
import type * as Account from '../../miniprogram/services/account'
import { launch, type Launched } from '../../simulator/jest/index.ts'
import { ORIGIN, server } from '../support/server.ts'
import { agreeAndTap, SIGN_IN, signedIn } from '../support/sign-in.ts'
import { DAY, HOUR, passTime } from '../support/time.ts'

afterEach(() => {
  jest.restoreAllMocks()
})

/** Requests to the developer's backend and to WeChat, in order. */
const logins = ({ network }: Launched) =>
  network.log.filter((line) => line === 'POST /__client/login' || line === 'POST /api/login')

test('a first launch shows the signed-out home page and sends no request', async () => {
  const phone = launch()
  await phone.screen.findByText('去登录')
  expect(phone.network.log).toEqual([])
})

test('a second launch shows the user from storage without any network', async () => {
  const phone = (await signedIn()).relaunch()
  phone.screen.getByText('小满')
  await phone.screen.findByText('退出登录')
  expect(phone.network.log).toEqual([])
})

test('a second launch shows the user even where there is no network', async () => {
  const first = await signedIn()
  server.use(http.all(`${ORIGIN}/*`, () => HttpResponse.error()))
  first.relaunch().screen.getByText('小满')
})

test('a launch with an expired session signs in once, silently', async () => {
  const first = await signedIn()
  const token = (first.storage.get('session') as { token: string }).token
  passTime(8 * DAY)
  const phone = first.relaunch()
  phone.screen.getByText('小满')
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText('服务器：你是 小满，登录还有 168 小时有效')
  expect(logins(phone)).toEqual(['POST /__client/login', 'POST /api/login'])
  expect((phone.storage.get('session') as { token: string }).token).not.toBe(token)
})

test('a launch with an expired session still shows the user when nobody can be reached', async () => {
  const first = await signedIn()
  passTime(8 * DAY)
  server.use(http.all(`${ORIGIN}/*`, () => HttpResponse.error()))
  const phone = first.relaunch()
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText('微信登录没有成功，请再试一次')
  phone.screen.getByText('小满')
})

test('a day later WeChat is asked once whether its session is good, and no login follows', async () => {
  const first = await signedIn()
  passTime(25 * HOUR)
  const phone = first.relaunch()
  await phone.screen.findByText('小满')
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText(/^服务器：你是 小满/)
  expect(phone.network.log).toEqual(['POST /__client/check-session', 'GET /api/session'])
  expect(phone.relaunch().network.log).toEqual([])
})

test("a launch signs in again when WeChat's session has ended", async () => {
  const first = await signedIn()
  passTime(4 * DAY)
  const phone = first.relaunch()
  await phone.idle()
  expect(logins(phone)).toEqual(['POST /__client/login', 'POST /api/login'])
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText('服务器：你是 小满，登录还有 168 小时有效')
})

test.each([
  ['a text', 'garbage'],
  ['an empty object', {}],
  ['an older version', { version: 0, token: 't', userId: 'u', expiresAt: 9e15, checkedAt: 9e15 }],
  ['a wrong type', { version: 1, token: 7, userId: 'u', expiresAt: 9e15, checkedAt: 9e15 }],
  ['a date that is none', { version: 1, token: 't', userId: 'u', expiresAt: null, checkedAt: 1 }],
  ['a list', [1, 2]],
])('a launch with garbage as session (%s) is signed out and can sign in', async (_, session) => {
  const phone = launch('/pages/home/home', {
    stored: { session, userinfo: { id: 'u', nickName: 'Old', avatarUrl: '' } },
  })
  await phone.user.tap('去登录')
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('小满')
})

test.each([
  ['garbage', 7],
  ["another user's data", { id: 'somebody', nickName: 'Somebody', avatarUrl: '' }],
  ['a half-written entry', { id: 'same' }],
])('a launch shows the session’s user, not what %s says in `userinfo`', async (_, userinfo) => {
  const phone = await signedIn()
  phone.storage.set('userinfo', userinfo)
  const again = phone.relaunch()
  again.screen.getByText('小满')
  await again.user.tap('问问服务器我是谁')
  await again.screen.findByText(/^服务器：你是 小满/)
})

test('a user whose storage is full is signed in until the app is closed', async () => {
  const phone = launch(SIGN_IN)
  phone.storage.set = () => {
    throw new Error('setStorageSync:fail exceed storage max size 10Mb')
  }
  await agreeAndTap(phone)
  await phone.user.allow()
  await phone.screen.findByText('登录成功')
  await phone.screen.findByText('小满')
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText(/^服务器：你是 小满/)
  expect(await phone.backend.sessions()).toHaveLength(1)
})

test('a session that ended on the server is renewed once, and the call answered', async () => {
  const phone = await signedIn()
  await phone.backend.scenario('session-expired')
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText(/^服务器：你是 小满/)
  expect(logins(phone)).toHaveLength(4) // the first sign-in, and one more
  const sessions = await phone.backend.sessions() // those that are over may still be kept
  expect(sessions.filter(({ expiresAt }) => expiresAt > Date.now())).toHaveLength(1)
})

test('many calls that meet an expired session renew it once, and all are answered', async () => {
  const phone = await signedIn()
  await phone.backend.scenario('session-expired')
  await phone.backend.failNext('/api/session', { latencyMs: 30 })
  const account = phone.module('services/account') as typeof Account
  const answers = await Promise.all(Array.from({ length: 20 }, () => account.getSession()))
  expect(answers.map((answer) => answer.user.nickName)).toEqual(Array(20).fill('小满'))
  expect(logins(phone)).toHaveLength(4) // the first sign-in, and one more
})

test('a call says so when the session can not be renewed', async () => {
  const phone = await signedIn()
  await phone.backend.scenario('session-expired')
  await phone.backend.scenario('user-blocked')
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText('微信暂时不允许此账号登录')
})

test('a backend that refuses every token is asked twice and no more', async () => {
  const phone = await signedIn()
  await phone.backend.failNext('/api/session', { status: 401, times: 9 })
  await phone.user.tap('问问服务器我是谁')
  await phone.screen.findByText('登录已过期，请重新登录')
  expect(phone.network.log.filter((line) => line === 'GET /api/session')).toHaveLength(2)
})

test('signing out ends the session here and on the server, also for the next launch', async () => {
  const phone = await signedIn()
  await phone.user.tap('退出登录')
  await phone.user.confirm()
  phone.screen.getByText('去登录')
  expect(phone.storage.get('session')).toBeUndefined()
  expect(phone.storage.get('userinfo')).toBeUndefined()
  const again = phone.relaunch()
  again.screen.getByText('去登录')
  expect(again.network.log).toEqual([])
  expect(await again.backend.sessions()).toEqual([])
})

test('signing out while a renewal is under way leaves nobody signed in', async () => {
  const phone = await signedIn()
  await phone.backend.scenario('session-expired')
  await phone.backend.failNext('/api/login', { latencyMs: 50 })
  await phone.user.tap('问问服务器我是谁')
  await phone.user.tap('退出登录')
  await phone.user.confirm()
  await phone.screen.findByText('你已退出登录')
  expect(phone.storage.get('session')).toBeUndefined()
  phone.screen.getByText('去登录')
})

test('is shown without waiting for any network', () => {
  server.use(http.all(`${ORIGIN}/*`, () => new Promise<never>(() => {})))
  launch().screen.getByText('你好，欢迎来看看')
})

interface App {
  globalData: { userInfo: object | null }
  setGlobalUserInfo: (user: object) => void
  getGlobalUserInfo: () => object | null
  onError: (text: string) => void
  onUnhandledRejection: (event: object) => void
  onPageNotFound: () => void
}

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
