import { contract } from './support/contract.ts'

/** A page with a component `box` of these files. */
const withBox = (
  page: string,
  box: { js: string; wxml?: string; json?: object },
  js = 'Page({})',
) => ({
  'index.json': { usingComponents: { box: '/components/box/box' } },
  'index.wxml': page,
  'index.js': js,
  'components/box/box.json': { component: true, ...box.json },
  'components/box/box.js': box.js,
  'components/box/box.wxml': box.wxml ?? '<view>{{said}}</view>',
})

contract(
  'properties may have the names of what a component has itself',
  withBox(
    '<box dataset="{{d}}" class-name="c" data="x" id="y" style="color: red" hidden="{{false}}" is="z" />',
    {
      js: `Component({
      properties: { dataset: null, className: String, data: String, id: String, style: String, hidden: Boolean, is: String },
      data: { said: '' },
      attached() { this.setData({ said: this.properties.dataset.a + this.data.className + this.data.data }) }
    })`,
    },
    'Page({ data: { d: { a: 1 } } })',
  ),
  async (phone) => {
    await phone.see('1cx')
  },
)

contract(
  'a property of several types takes each, and its value may be missing',
  withBox(
    '<box a="5" b="{{6}}" c="{{list}}" d="{{list}}" />',
    {
      js: `Component({
      properties: {
        a: { type: [String, Number], value: 1 }, b: { type: String, optionalTypes: [Number] },
        c: { type: Array, optionalTypes: [Object] }, d: { type: Object, value: null }, e: [String, Number], f: { value: 7 },
      },
      data: { said: '' },
      attached() { this.setData({ said: JSON.stringify([this.data.a, this.data.b, this.data.c, this.data.f]) }) }
    })`,
    },
    'Page({ data: { list: [1] } })',
  ),
  async (phone) => {
    await phone.see('["5",6,[1],7]')
  },
)

contract(
  'an observer by name that does not exist is no end; the old way of observers too',
  withBox(
    '<box a="{{a}}" /><view bindtap="more">more</view>',
    {
      js: `Component({
      properties: { a: { type: Number, observer: 'onA' }, b: { type: Number, observer: 'missing' },
        c: { type: Number, observer(now, old) { this.setData({ said: this.data.said + now + old }) } } },
      observers: { 'a, b': 'onBoth', c: 'nothing' },
      data: { said: '' },
      methods: {
        onA(now, old) { this.setData({ said: 'a' + now + old, b: 3, c: 4 }) },
        onBoth() { this.both = true },
      }
    })`,
    },
    'Page({ data: { a: 1 }, more() { this.setData({ a: 2 }) } })',
  ),
  async (phone) => {
    await phone.tap('more')
    await phone.see('a21')
  },
)

contract(
  "behaviors: WeChat's own by name, a script's with definitionFilter",
  {
    ...withBox(
      '<box bindsaid="hear" name="n" value="v" />',
      {
        js: `const shared = require('../../shared.js')
        Component({
          behaviors: [shared, 'wx://form-field', 'wx://component-export'],
          extra: { word: 'filtered' },
          data: { said: '' },
          export() { return { secret: 42 } },
          attached() { this.setData({ said: this.data.word + this.data.value + this.data.name }) },
        })`,
      },
      `Page({ data: {}, find() { return this.selectComponent('.b') } })`,
    ),
    'shared.js': `module.exports = Behavior({
      definitionFilter(definition) { definition.data = { ...definition.data, ...definition.extra } }
    })`,
    'index.wxml': '<box class="b" name="n" value="v" />',
  },
  async (phone) => {
    await phone.see('filteredvn')
    expect(await phone.call('find')).toEqual({ secret: 42 })
  },
)

contract(
  'components of a form: wx://form-field gives a value, wx://form-field-button submits',
  {
    'index.json': { usingComponents: { field: '/c/field', send: '/c/send' } },
    'index.wxml': `<form bindsubmit="submit"><field name="own" /><input name="plain" value="p" />
      <send /></form><view>{{heard}}</view>`,
    'index.js': `Page({ data: { heard: '' }, submit(e) { this.setData({ heard: JSON.stringify(e.detail.value) }) } })`,
    'c/field.json': { component: true },
    'c/field.js': `Component({ behaviors: ['wx://form-field'], data: { value: 'start' },
      methods: { tap() { this.setData({ value: 'tapped' }) } } })`,
    'c/field.wxml': '<view bindtap="tap">set</view>',
    'c/send.json': { component: true },
    'c/send.js': `Component({ behaviors: ['wx://form-field-button'] })`,
    'c/send.wxml': '<button form-type="submit">send</button>',
  },
  async (phone) => {
    await phone.tap('set')
    await phone.tap('send')
    await phone.see('{"own":"tapped","plain":"p"}')
  },
)

contract(
  'model: both ways, on a field and on components within components',
  {
    ...withBox(
      `<box model:word="{{word}}" /><input model:value="{{word}}" placeholder="word" /><view>page {{word}}</view>`,
      {
        js: `Component({ properties: { word: String }, methods: { set() { this.setData({ word: 'from box' }) } } })`,
        wxml: '<input model:value="{{word}}" placeholder="inner" /><view bindtap="set">set</view>',
      },
      `Page({ data: { word: 'first' } })`,
    ),
  },
  async (phone) => {
    await phone.see('page first')
    await phone.tap('set')
    await phone.see('page from box')
    expect(await phone.valueOf('word')).toBe('from box')
    await phone.type('word', 'typed')
    await phone.see('page typed')
    expect(await phone.valueOf('inner')).toBe('typed')
    await phone.type('inner', 'within')
    await phone.see('page within')
  },
)

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
  'what every component can do',
  withBox(
    '<box class="b" /><view>{{said}}</view>',
    {
      js: `Component({ data: { n: 1, list: [1] }, methods: {
        all() {
          this.groupSetData(() => { this.setData({ n: 2 }); this.setData({ 'list[1]': 2, undef: undefined }) })
          this.setData(undefined)
          this.setData({ n: 3 }, () => { this.called = true })
          this.setUpdatePerformanceListener({}, () => {})
          this.triggerEvent('nobody')
          const names = ['createSelectorQuery', 'createIntersectionObserver', 'createMediaQueryObserver', 'animate',
            'clearAnimation', 'getTabBar', 'getPageId', 'selectOwnerComponent', 'selectAllComponents', 'hasBehavior',
            'getRelationNodes', 'triggerEvent', 'setUpdatePerformanceListener']
          return { missing: names.filter((name) => typeof this[name] !== 'function'),
            owner: this.selectOwnerComponent().route, data: this.data, page: typeof this.getPageId(), is: this.is }
        } } })`,
      wxml: '',
    },
    `Page({ run() { return this.selectComponent('.b').all() }, nothing() { return this.selectComponent('.none') } })`,
  ),
  async (phone) => {
    expect(await phone.call('run')).toEqual({
      missing: [],
      owner: 'pages/index/index',
      data: { n: 3, list: [1, 2] },
      page: 'string',
      is: 'components/box/box',
    })
    expect(await phone.call('nothing')).toBeNull()
  },
)

contract(
  'an event without detail has an empty one; bubbles and composed as asked',
  {
    ...withBox(
      '<view bindup="up"><box bindplain="hear" bindup="hear" /></view><view>{{heard}}</view>',
      {
        js: `Component({ methods: { tap() { this.triggerEvent('plain'); this.triggerEvent('up', { a: 1 }, { bubbles: true }) } } })`,
        wxml: '<view bindtap="tap">tap</view>',
      },
      `Page({ data: { heard: '' },
      hear(e) { this.setData({ heard: this.data.heard + e.type + JSON.stringify(e.detail) }) },
      up(e) { this.setData({ heard: this.data.heard + ' outside' }) } })`,
    ),
  },
  async (phone) => {
    await phone.tap('tap')
    await phone.see('plain{}up{"a":1} outside')
  },
)

contract(
  'pages of older ways: a behavior of a page, fields, methods called from outside',
  {
    'index.js': `const more = Behavior({ data: { a: 1 }, methods: { add() { this.setData({ a: this.data.a + this.step }) } } })
      Page({ behaviors: [more], step: 4, data: { b: 2 }, onLoad() { this.add() } })`,
    'index.wxml': '<view>{{a}} {{b}}</view>',
  },
  async (phone) => {
    await phone.see('5 2')
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
  'a style from shared values follows them, until it is cleared',
  {
    'index.wxml': '<view class="t" bindtap="move">box</view>',
    'index.js': `Page({
      onReady() {
        this.left = wx.worklet.shared(1)
        this.applyAnimatedStyle('.t', () => { 'worklet'; return { marginLeft: this.left.value + 'px' } }, {}, (style) => (this.id = style.styleId))
      },
      move() { this.left.value += 4 },
      end() { this.clearAnimatedStyle('.t', [this.id]); this.left.value = 90 } })`,
  },
  async (phone) => {
    const left = () =>
      phone.look((page) => (page.querySelector('.t') as HTMLElement).style.marginLeft)
    await phone.settle()
    expect(await left()).toBe('1px')
    await phone.tap('box')
    expect(await left()).toBe('5px')
    await phone.call('end')
    expect(await left()).toBe('')
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

contract(
  'data that holds itself, such as other components, is taken',
  {
    'index.json': { usingComponents: { card: '/components/card/card' } },
    'index.wxml':
      '<card id="card" value="{{tree}}" /><view>{{tree.children[0].parent.name}}</view><view>{{size}}</view>',
    'index.js': `Page({
      data: { tree: null },
      onLoad() {
        const tree = { name: 'root', children: [] }
        tree.children.push({ name: 'leaf', parent: tree })
        this.setData({ tree })
        this.setData({ card: this.selectComponent('#card') })
        const size = Object.keys(this.data.card).filter((key) => key.startsWith('_')).length
        this.setData({ size: 'size ' + size })
      }
    })`,
    'components/card/card.json': { component: true },
    'components/card/card.js': 'Component({ properties: { value: Object } })',
    'components/card/card.wxml': '<view>{{value.children[0].name}}</view>',
  },
  async (phone) => {
    await phone.see('root')
    await phone.see('leaf')
    await phone.see('size 0')
  },
)

contract(
  'data called hidden hides neither the page nor the component it belongs to',
  {
    'index.json': { usingComponents: { card: '/components/card/card' } },
    'index.wxml':
      '<view hidden="{{hidden}}">not seen</view><view hidden="{{!hidden}}">on the page</view><card />',
    'index.js': 'Page({ data: { hidden: true } })',
    'components/card/card.json': { component: true },
    'components/card/card.js': 'Component({ data: { hidden: true } })',
    'components/card/card.wxml': '<view>in the card</view>',
  },
  async (phone) => {
    await phone.see('on the page')
    await phone.see('in the card')
    await phone.gone('not seen')
  },
)
