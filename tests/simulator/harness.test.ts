import { rmSync } from 'node:fs'
import { launch, mountComponent, setPatience, takeProblems } from '../../simulator/jest/index.ts'
import { failOnProblems } from '../../simulator/jest/problems.ts'
import { turn } from '../../simulator/jest/wait.ts'
import { writeProject } from '../contracts/support/project.ts'

const PATIENCE_MS = 2000

afterEach(() => setPatience(PATIENCE_MS))

test('an error that a handler throws fails the test', async () => {
  const { user, wx } = launch()
  wx.navigateTo = () => {
    throw new Error('broken handler')
  }
  await user.tap('去登录')
  expect(failOnProblems).toThrow('broken handler')
})

test('an error that a callback throws fails the test and reaches App.onError', async () => {
  const { wx, app, idle } = launch()
  const told: string[] = []
  Object.assign(app.get() as object, { onError: (text: string) => told.push(text) })
  wx.login({
    success() {
      throw new Error('broken callback')
    },
  })
  await idle()
  expect(failOnProblems).toThrow('broken callback')
  expect(told[0]).toContain('broken callback')
})

test('console.error fails the test', () => {
  console.error('broken on purpose, by the test of console.error')
  expect(takeProblems().map(String)).toEqual([
    'Error: console.error: broken on purpose, by the test of console.error',
  ])
})

test('a test without problems passes', () => {
  launch()
  expect(failOnProblems).not.toThrow()
})

test('a failed look at the screen prints what is there', async () => {
  const { screen } = launch()
  expect(() => screen.getByText('不存在')).toThrow(
    'page pages/home/home "登录示例"\n  你好，欢迎来看看\n  不登录也可以浏览。需要识别你的身份时，再请你登录。\n  [去登录]',
  )
  expect(screen.queryByText('不存在')).toBeNull()
  setPatience(20)
  await expect(screen.findByText('不存在')).rejects.toThrow('Nothing on the screen says 不存在')
})

test('what can not be tapped is refused', async () => {
  const { user } = launch()
  setPatience(20)
  await expect(user.tap('不存在')).rejects.toThrow('Nothing on the screen')
  await expect(user.tap('登录示例')).rejects.toThrow('is no button')
})

test('a disabled button can not be tapped', async () => {
  const { user, screen, backend } = launch('/pages/sign-in/sign-in')
  await backend.failNext('/api/login', { latencyMs: 3000 })
  await user.tap('我已阅读并同意')
  await user.tap('微信授权登录')
  await user.allow()
  while (!screen.print().includes('[微信授权登录] (disabled)')) await turn()
  await expect(user.tap('微信授权登录')).rejects.toThrow('the button is disabled')
})

test('an answer to a dialog that never opens says so', async () => {
  const { user } = launch()
  setPatience(20)
  await expect(user.allow()).rejects.toThrow('No consent dialog opened')
})

test('app and pages share the modules they import, and a relaunch starts them anew', async () => {
  const phone = launch('/pages/sign-in/sign-in')
  await phone.user.tap('我已阅读并同意')
  await phone.user.tap('微信授权登录')
  await phone.user.allow()
  await phone.screen.findByText('退出登录') // home learnt it from sign-in's services
  phone.storage.clear()
  phone.relaunch().screen.getByText('去登录') // nothing was left in memory
})

test('a component can be mounted alone', () => {
  const { screen, component } = mountComponent('components/user-card/user-card', {
    nickName: '小满',
  })
  screen.getByText('小满')
  screen.getByText('小') // stands in for the picture
  expect(component.instance.data).toMatchObject({ nickName: '小满', avatarUrl: '' })
})

test('a function of WXS that fails is printed and fails no test', async () => {
  const root = writeProject({
    'index.wxml': `<wxs module="m">module.exports = { deep: function (v) { return v.deep.er } }</wxs>
      <view>{{m.deep(nothing)}}</view><view>the rest</view>`,
  })
  const printed = jest.spyOn(console, 'warn').mockImplementation(() => {})
  try {
    const { screen } = launch(undefined, { miniprogram: root })
    await screen.findByText('the rest')
    expect(failOnProblems).not.toThrow()
    expect(printed).toHaveBeenCalledWith(expect.stringMatching(/^pages\/index\/index\.wxml:1: /))
  } finally {
    printed.mockRestore()
    rmSync(root, { recursive: true })
  }
})
