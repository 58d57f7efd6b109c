import { contract } from './support/contract.ts'

// Features that code made by frameworks relies on, and that people write seldom.

contract(
  'wx has what all objects have, and tells by it which APIs there are',
  {
    'index.wxml': '<text>{{said}}</text>',
    'index.js': `Page({
      data: { said: '' },
      onLoad() {
        const said = ['login', 'nothing', 'hasOwnProperty'].map((name) => wx.hasOwnProperty(name))
        this.setData({ said: [...said, 'login' in wx, typeof wx.toString].join(' ') })
      },
    })`,
  },
  (phone) => phone.see('true false false true function'),
)

contract(
  'texts with nothing between them read as one, as a template of a framework makes them',
  {
    'index.wxml': `
      <template name="piece"><block>{{text}}</block></template>
      <text><template is="piece" wx:for="{{pieces}}" wx:key="text" data="{{...item}}" /></text>`,
    'index.js': `Page({ data: { pieces: [{ text: '数到 ' }, { text: '2' }, { text: '，好' }] } })`,
  },
  (phone) => phone.see('数到 2，好'),
)

contract(
  'what a template gives no value is as if it was not there, and nothing is said of it',
  {
    'index.wxml': `
      <view hover-stay-time="{{i.p1}}"><text space="{{i.p2}}" wx:for="{{i.none}}">无</text></view>
      <picker range="{{i.p3}}" header-text="{{i.p4}}"><view>选</view></picker>
      <button open-type="{{i.p5}}" form-type="{{i.p6}}" bindtap="tap">{{said}}</button>`,
    'index.js': `Page({
      data: { i: {}, said: '点' },
      tap() {
        this.setData({ said: '点了' })
      },
    })`,
  },
  async (phone) => {
    await phone.tap('点')
    await phone.see('点了')
    await phone.see('选')
  },
)

contract(
  'a component without words is found by its aria-label, and tapped where it is drawn',
  {
    'index.json': { usingComponents: { toggle: '/components/toggle/toggle' } },
    'index.wxml': `
      <toggle aria-label="{{label}}" bind:change="change" />
      <text>{{said}}</text>`,
    'index.js': `Page({
      data: { label: '夜间', said: '白天' },
      change() {
        this.setData({ said: '夜里', label: '日间' })
      },
    })`,
    'components/toggle/toggle.json': { component: true },
    'components/toggle/toggle.wxml': `
      <view class="outer"><view class="body" bindtap="toggle"><view class="dot" /></view></view>`,
    'components/toggle/toggle.wxss':
      '.body { width: 50px; height: 30px } .dot { width: 20px; height: 20px }',
    'components/toggle/toggle.js': `Component({
      methods: {
        toggle() {
          this.triggerEvent('change')
        },
      },
    })`,
  },
  async (phone) => {
    await phone.tap('夜间')
    await phone.see('夜里')
    await phone.tap('日间')
  },
)

contract(
  'an event that a component triggers is no event of the browser, whatever its name',
  {
    'index.json': { usingComponents: { pick: '/components/pick/pick' } },
    'index.wxml': `
      <view bindclick="hear" bindmousedown="hear" bindinput="hear" bindfocus="hear">
        <pick bind:click="hear" bind:scroll="hear" />
      </view>
      <text>{{heard}}</text>`,
    'index.js': `Page({
      data: { heard: '' },
      hear({ type, detail }) {
        this.setData({ heard: this.data.heard + type + detail.by + ' ' })
      },
    })`,
    'components/pick/pick.json': { component: true },
    'components/pick/pick.wxml': `
      <button hover-class="one two" bindtap="tell">选我</button>
      <input placeholder="名字" />`,
    'components/pick/pick.js': `Component({
      methods: {
        tell() {
          this.triggerEvent('click', { by: '组件' })
        },
      },
    })`,
  },
  async (phone) => {
    await phone.tap('选我')
    await phone.see('click组件')
    await phone.type('名字', '小满')
    await phone.tap('选我')
    await phone.see('click组件 click组件')
  },
)

contract(
  'an empty slot leaves its place empty, so that styles and global functions do as in WeChat',
  {
    'index.json': { usingComponents: { panel: '/components/panel/panel' } },
    'index.wxml': '<panel /><text>{{said}}</text>',
    'index.js': `Page({
      data: { said: '' },
      onLoad() {
        const later = global.setTimeout || setTimeout
        later(() => this.setData({ said: '过了一会' }))
      },
    })`,
    'components/panel/panel.json': { component: true },
    'components/panel/panel.js': 'Component({ options: { multipleSlots: true } })',
    'components/panel/panel.wxml': `
      <view class="own"><slot name="text"></slot></view>
      <view class="own"><slot name="space"> </slot></view>
      <view class="own"><slot name="default">没有给</slot></view>`,
  },
  async (phone) => {
    await phone.see('没有给')
    await phone.see('过了一会')
    const empty = await phone.look((page) => page.querySelectorAll('wx-view:empty').length)
    expect(empty).toBe(2)
  },
)

contract(
  "an object of a framework's own that bears a component's marks stands for it",
  {
    'index.json': { usingComponents: { card: '/components/card/card' } },
    'index.wxml': '<view id="a" style="height: 10px" /><card />',
    'components/card/card.json': { component: true },
    'components/card/card.wxml': '<view id="a" style="height: 40px"><text>{{words}}</text></view>',
    'components/card/card.js': `
      const marks = ['__wxExparserNodeId__', '__wxWebviewId__']
      Component({
        data: { words: '' },
        lifetimes: {
          ready() {
            const vm = {}
            marks.forEach((mark) => {
              if (Object.prototype.hasOwnProperty.call(this, mark)) vm[mark] = this[mark]
            })
            const copied = Object.keys({ ...this }).some((key) => marks.includes(key))
            const ask = (scope, then) =>
              wx.createSelectorQuery().in(scope).select('#a').boundingClientRect().exec(then)
            ask(vm, ([own]) => {
              ask({}, ([ofPage]) => {
                const words = [own.height, ofPage.height, typeof vm.__wxWebviewId__, copied]
                this.setData({ words: words.join(' ') })
              })
            })
          },
        },
      })`,
  },
  (phone) => phone.see('40 10 number false'),
)
