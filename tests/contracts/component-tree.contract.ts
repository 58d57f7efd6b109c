import { contract } from './support/contract.ts'
import { withBox } from './support/box.ts'

contract(
  'generics: the one that is named, and the default where none is',
  {
    'index.json': { usingComponents: { list: '/c/list', one: '/c/one' } },
    'index.wxml': '<list generic:item="one" /><list />',
    'c/list.json': { component: true, componentGenerics: { item: { default: '/c/other' } } },
    'c/list.js': 'Component({})',
    'c/list.wxml': '<item word="w" />',
    'c/one.json': { component: true },
    'c/one.js': 'Component({ properties: { word: String } })',
    'c/one.wxml': '<view>one {{word}}</view>',
    'c/other.json': { component: true },
    'c/other.js': 'Component({ properties: { word: String } })',
    'c/other.wxml': '<view>other {{word}}</view>',
  },
  async (phone) => {
    await phone.see('one w')
    await phone.see('other w')
  },
)

contract(
  'relations: both sides hear of each other, in order; without any there are none',
  {
    'index.json': { usingComponents: { tabs: '/c/tabs/tabs', tab: '/c/tab/tab' } },
    'index.wxml': `<tabs class="tabs"><tab wx:for="{{names}}" wx:key="*this" name="{{item}}" /></tabs>
      <tab class="alone" name="alone" /><view>{{said}}</view>`,
    'index.js': `Page({ data: { names: ['a', 'b'], said: '' },
      say() { const names = this.selectComponent('.tabs').names()
        const alone = this.selectComponent('.alone').getRelationNodes('../tabs/tabs').length
        const none = this.selectComponent('.alone').getRelationNodes('../other/other')
        this.setData({ said: names + alone + Array.isArray(none) }) },
      add() { this.setData({ names: ['b', 'c', 'a'] }) } })`,
    'c/tabs/tabs.json': { component: true },
    'c/tabs/tabs.js': `Component({
      relations: { '../tab/tab': { type: 'descendant', linked(target) { (this.log = this.log || []).push('+' + target.data.name) },
        unlinked(target) { this.log.push('-' + target.data.name) } } },
      methods: { names() { return this.getRelationNodes('../tab/tab').map((tab) => tab.data.name).join('') + this.log.join('') } }
    })`,
    'c/tabs/tabs.wxml': '<slot />',
    'c/tab/tab.json': { component: true },
    'c/tab/tab.js': `Component({ properties: { name: String }, relations: { '../tabs/tabs': { type: 'ancestor' } } })`,
    'c/tab/tab.wxml': '',
  },
  async (phone) => {
    await phone.call('say')
    await phone.see('ab+a+b0true')
    await phone.call('add')
    await phone.call('say')
    expect(await phone.data()).toMatchObject({ said: expect.stringMatching(/^bca/) })
  },
)

contract(
  'virtualHost, external classes, and slots with names',
  {
    'index.json': { usingComponents: { box: '/c/box' } },
    'index.wxml': `<box outer-class="mine" class="onhost" style="color: red" id="b"><view slot="head">head</view><view>body</view></box>`,
    'c/box.json': { component: true },
    'c/box.js': `Component({ externalClasses: ['outer-class', 'class'], options: { virtualHost: true, multipleSlots: true } })`,
    'c/box.wxml': '<view class="inner outer-class class"><slot name="head" /></view><slot />',
  },
  async (phone) => {
    await phone.see('head')
    await phone.see('body')
    expect(
      await phone.look((page) => {
        const inner = page.querySelector('.mine')
        return [inner?.classList.contains('onhost'), inner?.parentElement?.tagName.toLowerCase()]
      }),
    ).toEqual([true, 'page'])
  },
)

contract(
  'keyed lists keep their elements in any order',
  {
    'index.wxml': `<view wx:for="{{list}}" wx:key="id" class="t" bindtap="mark" data-id="{{item.id}}">{{item.id}}</view>
      <input wx:for="{{list}}" wx:key="id" placeholder="{{item.id}}" />`,
    'index.js': `Page({ data: { list: 'abcd'.split('').map((id) => ({ id })) },
      order(ids) { this.setData({ list: ids.split('').map((id) => ({ id })) }) } })`,
  },
  async (phone) => {
    await phone.type('b', 'typed')
    for (const order of ['dcba', 'badc', 'cdabe', 'eb', 'abcde', 'caebd']) {
      await phone.call('order', order)
      expect((await phone.texts('t')).join('')).toBe(order)
      expect(await phone.valueOf('b')).toBe('typed')
    }
  },
)

contract(
  'ready comes once, after onLoad of the page, also of what appears later',
  {
    'app.js': 'App({ log: [] })',
    ...withBox(
      '<box name="first" /><box wx:if="{{more}}" name="later" /><view>{{log}}</view>',
      {
        js: `Component({ properties: { name: String },
        lifetimes: {
          attached() { getApp().log.push(this.data.name + ' attached') },
          ready() { getApp().log.push(this.data.name + ' ready') },
          detached() { getApp().log.push(this.data.name + ' detached') },
        } })`,
        wxml: '',
      },
      `Page({ data: { more: false, log: '' },
      onLoad() { getApp().log.push('load') }, onShow() { getApp().log.push('show') }, onReady() { getApp().log.push('page ready') },
      say() { this.setData({ log: getApp().log.join() }) },
      add() { this.setData({ more: true }) }, take() { this.setData({ more: false }) } })`,
    ),
  },
  async (phone) => {
    await phone.settle()
    await phone.call('add')
    await phone.settle()
    await phone.call('take')
    await phone.call('say')
    await phone.see(
      'first attached,load,show,first ready,page ready,later attached,later ready,later detached',
    )
  },
)

contract(
  'a page that Component made: its query in properties, and onLoad',
  {
    'index.js': `Page({ go() { wx.navigateTo({ url: '/pages/two/two?id=7&name=a' }) } })`,
    'index.wxml': '<view bindtap="go">go</view>',
    'pages/two/two.js': `Component({
      properties: { id: Number, name: String }, data: { said: '' },
      methods: { onLoad(query) { this.setData({ said: [this.data.id + 1, this.properties.name, query.id].join() }) } }
    })`,
    'pages/two/two.wxml': '<view>{{said}}</view>',
  },
  async (phone) => {
    await phone.tap('go')
    await phone.see('8,a,7')
  },
)

contract(
  'a tab bar of its own: drawn on each tab, found by getTabBar',
  {
    'app.json': {
      tabBar: {
        custom: true,
        list: [
          { pagePath: 'pages/index/index', text: 'one' },
          { pagePath: 'pages/two/two', text: 'two' },
        ],
      },
    },
    'index.js': `Page({ onShow() { this.getTabBar().setData({ chosen: 'first' }) } })`,
    'pages/two/two.js': `Page({ onShow() { this.getTabBar().setData({ chosen: 'second' }) }, go() { wx.navigateTo({ url: '/pages/deep/deep' }) } })`,
    'pages/two/two.wxml': '<view bindtap="go">deeper</view>',
    'pages/deep/deep.js': `Page({ data: { none: '' }, onLoad() { this.setData({ none: String(this.getTabBar() == null) }) } })`,
    'pages/deep/deep.wxml': '<view>none {{none}}</view>',
    'custom-tab-bar/index.json': { component: true },
    'custom-tab-bar/index.js': `Component({ data: { chosen: '' }, methods: { go() { wx.switchTab({ url: '/pages/two/two' }) } } })`,
    'custom-tab-bar/index.wxml': '<view bindtap="go">bar {{chosen}}</view>',
  },
  async (phone) => {
    await phone.tap('bar first')
    await phone.see('bar second')
    await phone.tap('deeper')
    await phone.see('none true')
  },
)

contract(
  'what stands in a slot is shown while nothing is put into it; a generic nobody names is nothing',
  {
    'index.json': { usingComponents: { box: '/c/box' } },
    'index.wxml': `<box><view>put in</view></box><box class="empty" /><box><view wx:if="{{late}}" slot="foot">late</view></box>
      <view bindtap="more">more</view>`,
    'index.js': 'Page({ data: { late: false }, more() { this.setData({ late: true }) } })',
    'c/box.json': { component: true, componentGenerics: { item: true } },
    'c/box.js': 'Component({ options: { multipleSlots: true } })',
    'c/box.wxml':
      '<item>in generic</item><slot><view class="t">default</view></slot><slot name="foot"><text class="t">foot {{1 + 1}}</text></slot>',
  },
  async (phone) => {
    await phone.see('put in')
    const shown = () =>
      phone.look((page) =>
        [...page.querySelectorAll('.t, [class$="--t"]')]
          .filter((one) => !one.closest('[hidden]'))
          .map(({ textContent }) => textContent),
      )
    expect(await shown()).toEqual(['foot 2', 'default', 'foot 2', 'default', 'foot 2'])
    await phone.tap('more')
    await phone.see('late')
    await phone.settle()
    expect(await shown()).toEqual(['foot 2', 'default', 'foot 2', 'default'])
  },
)

contract(
  'a tab bar that is missing is no end, nor is a component without an element of its own',
  {
    'app.json': {
      tabBar: {
        custom: true,
        list: [
          { pagePath: 'pages/index/index', text: 'one' },
          { pagePath: 'pages/two/two', text: 'two' },
        ],
      },
    },
    'index.json': { usingComponents: { field: '/c/field' } },
    'index.wxml': `<form bindsubmit="send"><field /><button form-type="submit">send</button></form><view>{{sent}}</view>`,
    'index.js': `Page({ data: { sent: '' }, send(e) { this.setData({ sent: JSON.stringify(e.detail.value) }) } })`,
    'pages/two/two.wxml': 'two',
    'c/field.json': { component: true },
    'c/field.js': `Component({ options: { virtualHost: true }, behaviors: ['wx://form-field-group'],
      created() { this.query = this.createSelectorQuery() } })`,
    'c/field.wxml': '<input name="a" value="1" /><label><switch name="b" /></label>',
  },
  async (phone) => {
    await phone.tap('send')
    await phone.see('{"a":"1","b":false}')
  },
)
