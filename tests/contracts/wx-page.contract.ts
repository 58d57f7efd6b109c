import { contract } from './support/contract.ts'

const answered = '<text wx:if="{{answer}}">{{answer}}</text>'

contract(
  'wx.pageScrollTo moves the page, which hears of it',
  {
    'index.wxml': `<view style="height: 3000px"></view>${answered}`,
    'index.js': `Page({
      data: { answer: '' },
      go() { wx.pageScrollTo({ scrollTop: 100, duration: 0 }) },
      onPageScroll({ scrollTop }) { this.setData({ answer: '到了 ' + scrollTop }) },
    })`,
  },
  async (phone) => {
    await phone.call('go')
    await phone.see('到了 100')
  },
)

contract(
  'what is thrown in onLaunch, in a lifecycle function and in a callback reaches App.onError, and the rest goes on',
  {
    'index.wxml': `<button bindtap="go">去</button>${answered}`,
    'app.js': `App({
      errors: [],
      onLaunch() { throw new Error('launch') },
      onShow() { this.isShown = true },
      onError(text) { this.errors.push(/launch|load|callback/.exec(text)[0]) },
    })`,
    'index.js': `Page({
      data: { answer: '' },
      onLoad() { throw new Error('load') },
      onShow() { this.shown = true },
      go() {
        wx.setStorage({
          key: 'a', data: 1,
          success() { throw new Error('callback') },
          complete: () => {
            const app = getApp()
            setTimeout(() => this.setData({ answer: [app.isShown, this.shown, app.errors.join(' ')].join() }))
          },
        })
      },
    })`,
  },
  async (phone) => {
    await phone.tap('去')
    await phone.see('true,true,launch load callback')
    expect(await phone.takeProblems()).toHaveLength(3)
  },
)

contract(
  'names that WeChat does not have are undefined, and may be set',
  {
    'index.wxml': '<text>{{answer}}</text>',
    'index.js': `
      wx.lin = wx.lin || { version: 1 }
      Page({
        data: { answer: '' },
        onLoad() {
          this.setData({ answer: [typeof wx.nothing, wx.lin.version, typeof wx.createUDPSocket, !!wx.cloud].join() })
        },
      })`,
  },
  async (phone) => {
    await phone.see('undefined,1,function,true')
  },
)

contract(
  'what is not simulated says so when it is called',
  {
    'index.wxml': `<button bindtap="go">去</button>${answered}`,
    'index.js': `Page({
      data: { answer: '' },
      go() { wx.createUDPSocket({ fail: ({ errMsg }) => this.setData({ answer: errMsg }) }) },
    })`,
  },
  async (phone) => {
    await phone.tap('去')
    await phone.see('createUDPSocket:fail not simulated by weapp-login-kit')
    expect((await phone.takeProblems()).join()).toContain('wx.createUDPSocket is not simulated')
  },
)

contract(
  'animations, events and files work as on a phone',
  {
    'index.wxml': '<text>{{answer}}</text>',
    'index.js': `Page({
      data: { answer: '' },
      onLoad() {
        const { actions } = wx.createAnimation().rotate(45).step().export()
        const fs = wx.getFileSystemManager()
        fs.writeFileSync(wx.env.USER_DATA_PATH + '/a.txt', '你好', 'utf8')
        wx.vibrateShort({
          success: ({ errMsg }) => this.setData({
            answer: [
              actions[0].animates[0].type,
              fs.readFileSync(wx.env.USER_DATA_PATH + '/a.txt', 'utf8'),
              errMsg,
            ].join(),
          }),
        })
      },
    })`,
  },
  async (phone) => {
    await phone.see('rotate,你好,vibrateShort:ok')
  },
)

contract(
  'getSystemInfo has called back when it returns; getSystemInfoAsync has not',
  {
    'app.js': `App({
      onLaunch() {
        wx.getSystemInfo({ success: ({ windowWidth }) => { this.width = windowWidth } })
        wx.getSystemInfoAsync({ success: ({ windowHeight }) => { this.height = windowHeight } })
        this.atOnce = [this.width > 0, this.height === undefined].join()
      },
    })`,
    'index.wxml': '<view>{{said}}</view>',
    'index.js': 'Page({ data: { said: getApp().atOnce } })',
  },
  async (phone) => {
    await phone.see('true,true')
  },
)
