import { launch as launchIn, type LaunchOptions } from '../../simulator/jest/index.ts'
import { makeMiniprogram } from '../support/miniprogram.ts'

/** A small mini-program with one of everything that the harness has to know. */
export const miniprogram = makeMiniprogram({
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
      onSlowly() { setTimeout(() => this.setData({ isSlow: true }), 30) },
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
    <button bindtap="onSlowly">慢慢来</button>
    <block wx:if="{{isSlow}}"><button bindtap="onTap" data-say="慢">慢的</button><input placeholder="慢的字" /></block>
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

/** Opens it. */
export const launch = (url?: string, options: LaunchOptions = {}) =>
  launchIn(url, { miniprogram, ...options })
