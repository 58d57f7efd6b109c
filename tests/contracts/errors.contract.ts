import { contract } from './support/contract.ts'

/** Shows the errors reported to the mini-program on the page. */
const HEARD = '<view>{{heard}}</view>'
const APP = `
  const heard = []
  wx.onError(({ message }) => heard.push('wx ' + message.split('\\n')[0]))
  wx.onUnhandledRejection(({ reason }) => heard.push('wx ' + (reason.errMsg || reason.message)))
  App({
    heard,
    onError(message) { heard.push('app ' + message.split('\\n')[0]) },
    onUnhandledRejection({ reason, promise }) {
      promise.catch(() => {})
      heard.push('app ' + (reason.errMsg || reason.message))
    },
    LAUNCH
  })`
const app = (launch = '') => APP.replace('LAUNCH', launch)
const SHOW = 'show() { this.setData({ heard: getApp().heard.slice().sort().join() }) }'

contract(
  'what onLaunch throws: onShow runs, and the page opens',
  {
    'app.js': app(
      "onLaunch() { throw new Error('launch broke') }, onShow() { heard.push('shown') },",
    ),
    'index.wxml': HEARD,
    'index.js': `Page({ data: { heard: '' }, ${SHOW} })`,
  },
  async (phone) => {
    await phone.call('show')
    await phone.see('app launch broke,shown,wx launch broke')
    expect(await phone.takeProblems()).toEqual(['launch broke'])
  },
)

contract(
  'what app.js throws: the pages open all the same',
  {
    'app.js': "App({ name: 'app' })\nthrow new Error('app.js broke')",
    'index.wxml': '<view>open</view>',
  },
  async (phone) => {
    await phone.see('open')
    expect(await phone.takeProblems()).toEqual(['app.js broke'])
  },
)

contract(
  'what onLoad throws: onShow and onReady run, and the navigation succeeds',
  {
    'app.js': app(),
    'index.wxml': HEARD,
    'index.js': `Page({ data: { heard: '' }, ${SHOW},
      next() { return new Promise((resolve) => wx.reLaunch({ url: '/pages/b/b', complete: ({ errMsg }) => resolve(errMsg) })) } })`,
    'pages/b/b.wxml': '<view>{{said}}</view>',
    'pages/b/b.js': `Page({
      data: { said: '' },
      onLoad() { throw new Error('load broke') },
      onShow() { this.setData({ said: this.data.said + 'shown ' }) },
      onReady() { this.setData({ said: this.data.said + 'ready' }) },
    })`,
  },
  async (phone) => {
    expect(await phone.call('next')).toBe('reLaunch:ok')
    await phone.see('shown ready')
    expect(await phone.takeProblems()).toEqual(['load broke'])
  },
)

contract(
  'what a lifetime, an observer or a handler throws reaches onError; all else goes on',
  {
    'app.json': { usingComponents: { 'my-tag': '/components/tag/tag' } },
    'app.js': app(),
    'index.wxml': `${HEARD}<my-tag n="{{n}}" /><view bindtap="broken">break</view><view bindtap="show">show</view>`,
    'index.js': `Page({ data: { heard: '', n: 1 }, ${SHOW},
      broken() { this.setData({ n: 2 }); throw new Error('handler broke') } })`,
    'components/tag/tag.json': { component: true },
    'components/tag/tag.wxml': '<view>tag {{n}}</view>',
    'components/tag/tag.js': `Component({
      properties: { n: Number },
      observers: { n(n) { if (n === 2) throw new Error('observer broke') } },
      lifetimes: { attached() { throw new Error('attached broke') } },
    })`,
  },
  async (phone) => {
    await phone.see('tag 1')
    await phone.tap('break')
    await phone.see('tag 2')
    await phone.tap('show')
    const told = ['attached broke', 'handler broke', 'observer broke']
    await phone.see([...told.map((it) => `app ${it}`), ...told.map((it) => `wx ${it}`)].join())
    expect((await phone.takeProblems()).toSorted()).toEqual(told)
  },
)

contract(
  'a handler that is not there is said, with WeChat’s words',
  { 'index.wxml': '<view bindtap="gone">tap me</view>' },
  async (phone) => {
    await phone.tap('tap me')
    expect(await phone.takeProblems()).toEqual([
      'Component "pages/index/index" does not have a method "gone" to handle event "tap".',
    ])
  },
)

contract(
  'what a timer throws reaches onError; what comes after an await is an unhandled rejection',
  {
    'app.js': app(),
    'index.wxml': HEARD,
    'index.js': `Page({ data: { heard: '' }, ${SHOW},
      later() { setTimeout(() => { throw new Error('timer broke') }) },
      async after() { await null; throw new Error('async broke') },
      refused() { Promise.reject({ errMsg: 'login:fail refused' }) },
    })`,
  },
  async (phone) => {
    await phone.call('later')
    await phone.settle()
    void phone.call('after').catch(() => {})
    await phone.call('refused')
    await phone.settle()
    await phone.call('show')
    const { heard } = await phone.data()
    const told = String(heard).split(',')
    for (const one of ['timer broke', 'login:fail refused']) {
      expect(told).toEqual(expect.arrayContaining([`app ${one}`, `wx ${one}`]))
    }
    const problems = (await phone.takeProblems()).join('\n')
    expect(problems).toContain('timer broke')
    expect(problems).toContain('login:fail refused')
  },
)

contract(
  'a page that can’t be shown says why, and can be left',
  {
    'index.wxml': '<view bindtap="next">next</view>',
    'index.js': "Page({ next() { wx.navigateTo({ url: '/pages/b/b' }) } })",
    'pages/b/b.wxml': '<view>never</view>',
    'pages/b/b.js': "throw new Error('the script broke')",
  },
  async (phone) => {
    await phone.tap('next')
    await phone.see('the script broke')
    await phone.back()
    await phone.see('next')
    expect(await phone.takeProblems()).toEqual(['the script broke'])
  },
)

contract(
  'a component that can’t be shown leaves its page as it is',
  {
    'app.json': { usingComponents: { 'my-tag': '/components/tag/tag' } },
    'index.wxml': '<view>before</view><my-tag /><view>after</view>',
    'components/tag/tag.json': { component: true },
    'components/tag/tag.wxml': '<view>never</view>',
    'components/tag/tag.js': "throw new Error('the component broke')",
  },
  async (phone) => {
    await phone.see('before')
    await phone.see('after')
    expect(await phone.takeProblems()).toEqual(['the component broke'])
  },
)
