import { contract } from './support/contract.ts'
import { withBox } from './support/box.ts'

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
