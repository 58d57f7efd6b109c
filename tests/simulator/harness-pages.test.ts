import { http, HttpResponse } from 'msw'
import {
  allow,
  launch as launchIn,
  mountComponent,
  server,
  setPatience,
  takeProblems,
  type LaunchOptions,
} from '../../simulator/jest/index.ts'
import { failOnProblems } from '../../simulator/jest/problems.ts'
import { makeMiniprogram } from '../support/miniprogram.ts'

/** A small mini-program with one of everything that the harness has to know. */
const miniprogram = makeMiniprogram({
  'app.json': {
    pages: ['pages/form/form', 'pages/broken/broken', 'pages/mine/mine', 'pages/shop/shop'],
    subpackages: [{ root: 'extra/', pages: ['pages/more/more'] }],
    usingComponents: { badge: '/components/badge/badge' },
    window: { navigationBarTitleText: '示例' },
    tabBar: {
      list: [
        { pagePath: 'pages/mine/mine', text: '我的' },
        { pagePath: 'pages/shop/shop', text: '商店' },
      ],
    },
  },
  'app.js': `
    const counter = require('./utils/counter')
    App({
      events: [],
      onShow() { this.events.push('app show') },
      onHide() { this.events.push('app hide') },
      count: () => counter.next(),
    })`,
  'utils/counter.js': `let count = 0; exports.next = () => ++count; exports.who = () => wx.getStorageSync('who')`,
  'pages/form/form.js': `
    let opened = 0
    Page({
      data: { said: '', opened: 0, isHidden: true, isOff: true },
      onLoad() { this.setData({ opened: ++opened }) },
      onShow() { getApp().events.push('page show') },
      onHide() { getApp().events.push('page hide') },
      onTap({ currentTarget }) { this.setData({ said: currentTarget.dataset.say }) },
      onAsk() { wx.showModal({ title: '真的吗', content: '再想想', success: (r) => this.setData({ said: r.confirm ? '真的' : '不' }) }) },
      onList() { wx.showActionSheet({ itemList: ['红', '绿'], success: (r) => this.setData({ said: '第' + r.tapIndex }) }) },
      onWait() { wx.showLoading({ title: '请稍候', mask: true }) },
      onLater() { setTimeout(() => this.setData({ said: '到点了' }), 60000) },
      onFetch() { wx.request({ url: 'https://api.example.com/word', success: (r) => this.setData({ said: r.data }), fail: (e) => this.setData({ said: '不通' }) }) },
      onPhone({ detail }) { this.setData({ said: detail.code ? '有号码' : '没有号码' }) },
      onReview({ detail }) { this.setData({ said: detail.pass ? '审核通过' : '审核不通过' }) },
      onSubmit({ detail }) { this.setData({ said: JSON.stringify(detail.value) }) },
      onConfirm({ detail }) { this.setData({ said: '搜 ' + detail.value }) },
      onMore() { wx.navigateTo({ url: '/extra/pages/more/more?from=form' }) },
      onSelf() { wx.navigateTo({ url: '/pages/form/form' }) },
      onShop() { wx.switchTab({ url: '/pages/shop/shop' }) },
      onWho() { this.setData({ said: require('../../utils/counter').who() }) },
    })`,
  'pages/form/form.wxml': `
    <view class="head">第{{opened}}次</view>
    <view wx:if="{{said}}" data-testid="said">{{said}}</view>
    <button hidden bindtap="onTap" data-say="藏">藏着</button>
    <view hidden="{{isHidden}}"><button bindtap="onTap" data-say="深">深处</button></view>
    <view style="display: none"><text>看不见</text></view>
    <button disabled="{{isOff}}" bindtap="onTap" data-say="灰">灰的</button>
    <button aria-label="关闭" bindtap="onTap" data-say="关">×</button>
    <view class="row"><text>茶</text><button bindtap="onTap" data-say="茶">买</button></view>
    <view class="row"><text>杯</text><button bindtap="onTap" data-say="杯">买</button></view>
    <button bindtap="onAsk">问</button><button bindtap="onList">选</button>
    <button bindtap="onWait">等</button><button bindtap="onLater">稍后</button>
    <button bindtap="onFetch">取</button><button open-type="getPhoneNumber" bindgetphonenumber="onPhone">号码</button>
    <form bindsubmit="onSubmit">
      <label for="who">姓名</label><input id="who" name="who" type="nickname" maxlength="4" bindnicknamereview="onReview" />
      <input name="city" placeholder="城市" bindconfirm="onConfirm" />
      <input name="secret" placeholder="密码" password disabled />
      <label>留言<textarea name="note" /></label>
      <button form-type="submit">提交</button>
    </form>
    <button bindtap="onMore">更多</button><button bindtap="onSelf">再开</button><button bindtap="onWho">谁</button>
    <button bindtap="onShop">商店</button>
    <badge text="新" />`,
  'pages/broken/broken.js': `
    Page({
      data: {},
      onThrow() { throw new Error('handler broke') },
      async onReject() { throw new Error('nobody caught it') },
      onRejectPlain() { Promise.reject({ errMsg: 'login:fail' }) },
      onConsole() { console.error('it', { went: 'wrong' }) },
      onApi() { try { wx.createUDPSocket() } catch (error) {} },
      onUrl() { wx.request({ url: 'https://api.example.com/unknown?token=1', fail() {} }) },
    })`,
  'pages/broken/broken.wxml': `
    <button bindtap="onThrow">抛</button><button bindtap="onReject">拒</button>
    <button bindtap="onRejectPlain">拒物</button><button bindtap="onConsole">报</button>
    <button bindtap="onApi">缺</button><button bindtap="onUrl">网</button>`,
  'pages/mine/mine.js': `Page({ onTabItemTap(item) { this.setData({ tab: item.text }) } })`,
  'pages/mine/mine.wxml': `<view>我的页面 {{tab}}</view>`,
  'pages/shop/shop.js': `Page({})`,
  'pages/shop/shop.wxml': `<view>商店页面</view>`,
  'extra/pages/more/more.json': { usingComponents: { stars: 'tiny-stars' } },
  'extra/pages/more/more.js': `
    const { word } = require('tiny-word')
    Page({ data: { word }, onLoad(query) { this.setData(query) } })`,
  'extra/pages/more/more.wxml': `<stars word="{{word}}" /><view>来自 {{from}}</view>`,
  'miniprogram_npm/tiny-word/index.js': `exports.word = '小词'`,
  'miniprogram_npm/tiny-stars/index.json': { component: true },
  'miniprogram_npm/tiny-stars/index.js': `Component({ properties: { word: String } })`,
  'miniprogram_npm/tiny-stars/index.wxml': `<view>★{{word}}</view>`,
  'components/badge/badge.json': { component: true },
  'components/badge/badge.js': `Component({ properties: { text: String } })`,
  'components/badge/badge.wxml': `<view>徽章{{text}}</view>`,
  'components/lost/lost.json': { component: true, usingComponents: { gone: '../gone/gone' } },
  'components/lost/lost.js': `Component({})`,
  'components/lost/lost.wxml': `<gone />`,
})

const launch = (url?: string, options: LaunchOptions = {}) =>
  launchIn(url, { miniprogram, ...options })

const PATIENCE_MS = 2000

afterEach(() => {
  jest.useRealTimers()
  setPatience(PATIENCE_MS)
})

describe('the user', () => {
  test.each([
    ['藏着', 'button "藏着": it is hidden'],
    ['深处', 'it is hidden, by the <view> around it'],
    ['看不见', 'it is hidden, by the <view> around it'],
    ['灰的', 'button "灰的": the button is disabled'],
    ['不存在', 'Nothing on the screen says 不存在'],
    ['买', 'Each of 2 things on the screen says 买; one is wanted.'],
  ])('can not tap %s, and is told why', async (text, reason) => {
    const { user, screen } = launch()
    await expect(user.tap(text)).rejects.toThrow(reason)
    expect(screen.queryByTestId('said')).toBeNull()
  })

  test('can not tap what a dialog or a masked note covers', async () => {
    const { user, screen, dialogs } = launch()
    await user.tap('问')
    await expect(user.tap('关闭')).rejects.toThrow('a modal dialog lies over it')
    await expect(user.type('城市', '广州')).rejects.toThrow('a modal dialog lies over it')
    await expect(user.back()).rejects.toThrow('a modal dialog lies over the arrow')
    await user.tap('取消')
    screen.getByText('不')
    await user.tap('等')
    await expect(user.tap('关闭')).rejects.toThrow('note "请稍候" covers the page')
    dialogs.hideToast()
    await user.tap('关闭')
    expect(screen.getByTestId('said').text).toBe('关')
  })

  test('can not tap what lies on a page below, or is gone', async () => {
    const { user, screen } = launch()
    const below = screen.getByText('更多')
    await user.tap(below)
    await expect(user.tap(below)).rejects.toThrow(
      'its page is not in front, but extra/pages/more/more',
    )
    const above = screen.getByText('来自 form')
    await user.back()
    await expect(user.tap(above)).rejects.toThrow('it is no longer on the screen')
    await expect(user.back()).rejects.toThrow('pages/form/form is the first page')
  })

  test('taps by words, by label, by what was found, and by a button of a dialog', async () => {
    const { user, screen } = launch()
    await user.tap('关闭')
    expect(screen.getByTestId('said').text).toBe('关')
    const [, cup] = screen.getAllByRole('button', { name: '买' })
    await user.tap(cup as NonNullable<typeof cup>)
    expect(screen.getByTestId('said').text).toBe('杯')
    await user.tap('选')
    await user.tap('绿')
    expect(screen.getByTestId('said').text).toBe('第1')
    await user.tap('问')
    await user.confirm()
    expect(screen.getByTestId('said').text).toBe('真的')
  })

  test('types as the keyboard lets them, has a name reviewed, and submits', async () => {
    const { user, screen } = launch()
    await user.type('姓名', '一二三四五')
    expect(screen.valueOf('姓名')).toBe('一二三四')
    screen.getByText('审核通过')
    await user.type('姓名', '坏名', 'refuse')
    screen.getByText('审核不通过')
    expect(screen.valueOf('姓名')).toBe('')
    await user.type(screen.getByPlaceholderText('城市'), '广州')
    await user.pressEnter('城市')
    screen.getByText('搜 广州')
    await user.type('留言', '好')
    await expect(user.type('密码', 'x')).rejects.toThrow('the input is disabled')
    await expect(user.type(screen.getByText('徽章新'), 'x')).rejects.toThrow('is no field')
    await user.submit()
    expect(JSON.parse(screen.getByTestId('said').text)).toEqual({
      who: '',
      city: '广州',
      secret: '',
      note: '好',
    })
  })

  test('gives the phone number, or not', async () => {
    const { user, screen } = launch()
    await user.tap('号码')
    await user.givePhoneNumber()
    await screen.findByText('有号码')
    await user.tap('号码')
    setPatience(20)
    await expect(user.chooseAvatar()).rejects.toThrow('No window that asks for avatar opened')
    await user.deny()
    await screen.findByText('没有号码')
  })

  test('leaves the app and comes back, and finds the page as it was', async () => {
    const { user, app } = launch()
    const { events } = app.get() as { events: string[] }
    await user.leave()
    await user.comeBack()
    expect(events).toEqual([
      'app show',
      'page show',
      'page hide',
      'app hide',
      'app show',
      'page show',
    ])
  })

  test("changes a permission by WeChat's own menu", async () => {
    const { user, wx } = launch()
    await user.setPermission('scope.camera', false)
    const { authSetting } = await wx.getSetting()
    expect(authSetting).toMatchObject({ 'scope.camera': false })
  })

  test('uses the tab bar where there is one', async () => {
    const { user, screen } = launch('/pages/mine/mine')
    await user.tap('商店')
    screen.getByText('商店页面')
    await user.tap(screen.getByRole('tab', { name: '我的' }))
    screen.getByText('我的页面 我的')
    expect(screen.print()).toContain('(tab bar) [我的] [商店]')
    expect(launch().screen.queryByRole('tab')).toBeNull()
  })

  test('signs another account in: it has a storage of its own', () => {
    const first = launch(undefined, { stored: { who: '小满' } })
    const second = first.switchAccount('anonymous', '/pages/shop/shop')
    expect(second.storage.get('who')).toBeUndefined()
    expect(second.screen.page?.path).toBe('pages/shop/shop')
    expect(second.platform.user).toBe('anonymous')
    const again = second.switchAccount('developer')
    expect(again.storage.get('who')).toBe('小满')
  })
})

describe('the screen', () => {
  test('is found by role, label, placeholder and test id, in parts too', async () => {
    const { screen } = launch()
    expect(screen.getAllByRole('textbox')).toHaveLength(4)
    expect(screen.getByRole('textbox', { name: '留言' }).element?.tagName).toBe('WX-TEXTAREA')
    expect(screen.getByLabelText('姓名').element).toBe(screen.getField('姓名'))
    expect(screen.getByPlaceholderText(/^城/).role).toBe('textbox')
    expect(screen.queryByTestId('said')).toBeNull()
    expect(screen.queryByRole('button', { name: '藏着' })).toBeNull()
    const row = screen.getByText('茶').element?.parentElement as Element
    const { within } = screen
    expect(within(row).getByRole('button').text).toBe('买')
    expect(() => within(row).getByText('杯')).toThrow('It shows:\n  茶\n  [买]')
    expect(() => screen.queryByText('买')).toThrow('Each of 2 things')
    expect(screen.queryAllByText('没有')).toEqual([])
    await expect(screen.findAllByText(/^买$/)).resolves.toHaveLength(2)
    setPatience(20)
    await expect(screen.findByText('藏着')).rejects.toThrow('Nothing on the screen says 藏着')
    await expect(screen.findByText('买')).rejects.toThrow('Each of 2 things')
  })

  test('prints what a person sees', async () => {
    const { user, screen } = launch()
    await user.type('城市', '广州')
    await user.tap('问')
    expect(screen.print()).toBe(
      [
        'page pages/form/form "示例"',
        '  第1次',
        '  [灰的] (disabled)',
        '  [×]',
        '    茶',
        '    [买]',
        '    杯',
        '    [买]',
        '  [问]',
        '  [选]',
        '  [等]',
        '  [稍后]',
        '  [取]',
        '  [号码]',
        '    姓名',
        '    <input 姓名> ""',
        '    <input 城市> "广州"',
        '    <input 密码> "" (disabled)',
        '    留言',
        '    <textarea 留言> ""',
        '    [提交]',
        '  [更多]',
        '  [再开]',
        '  [谁]',
        '  [商店]',
        '  徽章新',
        '(modal dialog in front)',
        '  真的吗',
        '  再想想',
        '  [取消]',
        '  [确定]',
      ].join('\n'),
    )
    expect(screen.getByRole('dialog').text).toContain('真的吗')
    await user.cancel()
    await user.tap('等')
    expect(screen.print()).toContain('(loading) 请稍候')
    expect(screen.getByRole('status').text).toBe('请稍候')
  })
})

describe('what goes wrong fails the test', () => {
  test.each([
    ['抛', 'error', 'handler broke', 'It was thrown in a handler'],
    ['拒', 'rejection', 'nobody caught it', 'A promise was rejected and nobody handled it'],
    ['拒物', 'rejection', "{ errMsg: 'login:fail' }", 'give the call a fail'],
    ['报', 'console.error', "it { went: 'wrong' }", "allow('console.error'"],
    ['缺', 'api', 'wx.createUDPSocket is not simulated', "allow('api'"],
    [
      '网',
      'url',
      "No handler answers GET https://api.example.com/unknown (asked on pages/broken/broken). Give it one: server.use(http.get('https://api.example.com/unknown'",
      "allow('url'",
    ],
  ] as const)('%s: %s', async (button, kind, message, help) => {
    const { user, idle } = launch('/pages/broken/broken')
    await user.tap(button)
    await idle()
    let failure: Error | undefined
    try {
      failOnProblems()
    } catch (error) {
      failure = error as Error
    }
    for (const part of [message, help]) {
      expect(failure?.message).toContain(part)
      expect(failure?.stack).toContain(part)
    }
    expect(failure?.message).not.toContain('token')
    expect(takeProblems()).toEqual([])
    expect(kind).toBeTruthy()
  })

  test.each([
    ['抛', 'error', 'handler broke'],
    ['拒', 'rejection', /^nobody/],
    ['报', 'console.error', 'went'],
    ['缺', 'api', 'createUDPSocket'],
    ['网', 'url', 'api.example.com/unknown'],
  ] as const)('unless the test allows it: %s', async (button, kind, which) => {
    allow(kind, which)
    const { user, idle } = launch('/pages/broken/broken')
    await user.tap(button)
    await idle()
    expect(failOnProblems).not.toThrow()
  })

  test('and what was allowed is just that', async () => {
    allow('error', 'something else')
    allow('console.error', 'handler broke')
    const { user } = launch('/pages/broken/broken')
    await user.tap('抛')
    expect(failOnProblems).toThrow('handler broke')
  })

  test('several at once are all named', async () => {
    const { user } = launch('/pages/broken/broken')
    await user.tap('抛')
    await user.tap('报')
    expect(failOnProblems).toThrow("And 1 more:\n- console.error: it { went: 'wrong' }")
  })
})

describe('the mini-program', () => {
  test("'s subpackages, packages and components of app.json are found", async () => {
    const { user, screen } = launch()
    screen.getByText('徽章新')
    await user.tap('更多')
    expect(screen.page).toEqual({
      path: 'extra/pages/more/more',
      query: { from: 'form' },
      title: '示例',
    })
    screen.getByText('★小词')
    screen.getByText('来自 form')
  })

  test("'s scripts run once a launch, pages' too", async () => {
    const phone = launch()
    await phone.user.tap('再开')
    phone.screen.getByText('第2次') // the script ran once, so its variable counts on
    const count = (launched: typeof phone) => (launched.app.get() as { count(): number }).count()
    expect([count(phone), count(phone)]).toEqual([1, 2])
    const counter = phone.module('utils/counter') as { next(): number }
    expect(counter.next()).toBe(3) // the very one that app.js has
    expect(count(phone.relaunch())).toBe(1)
  })

  test('says what is missing', () => {
    expect(() => mountComponent('components/lost/lost', {}, { miniprogram })).toThrow(
      'components/lost/lost.json: component <gone> is not found at "../gone/gone"',
    )
    expect(() => launch('/pages/none/none')).toThrow('pages/none/none is no page of app.json')
    expect(() => launch().module('utils/none')).toThrow("module 'utils/none.js' is not defined")
    expect(() => launchIn(undefined, { miniprogram: 'nowhere' })).toThrow(
      /There is no app\.json in .*nowhere/,
    )
  })
})

test('two phones in one test share nothing but the servers', async () => {
  const ann = launch(undefined, { stored: { who: 'Ann' } })
  const bob = launch(undefined, { stored: { who: 'Bob' } })
  await ann.user.tap('谁') // after Bob's phone was started
  await bob.user.tap('谁')
  expect(ann.screen.getByTestId('said').text).toBe('Ann')
  expect(bob.screen.getByTestId('said').text).toBe('Bob')
  await ann.user.tap('更多')
  ann.screen.getByText('来自 form')
  expect(bob.screen.page?.path).toBe('pages/form/form')
  await ann.user.back()
  await ann.user.tap('问')
  await bob.user.tap('关闭') // Ann's dialog does not lie over it
  expect(bob.screen.dialog).toBeUndefined()
  const count = (phone: typeof ann) => (phone.app.get() as { count(): number }).count()
  expect([count(ann), count(ann), count(bob)]).toEqual([1, 2, 1])
})

test('a request meets the handlers of the test before anything else', async () => {
  server.use(http.get('https://api.example.com/word', () => HttpResponse.json('好的')))
  const { user, screen } = launch()
  await user.tap('取')
  await screen.findByText('好的')
})

test('and they are gone in the next test', async () => {
  allow('url', 'api.example.com/word')
  const { user, screen } = launch()
  await user.tap('取')
  await screen.findByText('不通')
})

test('fake timers stop the mini-program, and neither the person nor the network', async () => {
  jest.useFakeTimers()
  server.use(http.get('https://api.example.com/word', () => HttpResponse.json('好的')))
  const { user, screen } = launch()
  await user.tap('取')
  await screen.findByText('好的')
  await user.tap('稍后')
  jest.advanceTimersByTime(59_999)
  expect(screen.queryByText('到点了')).toBeNull()
  jest.advanceTimersByTime(1)
  screen.getByText('到点了')
})
