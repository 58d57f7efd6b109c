import { contract, faultContract } from './support/contract.ts'

contract(
  'texts as WeChat’s compiler has them: null, undefined, line breaks, entities',
  {
    'index.wxml': `<view class="t">{{none}}|{{missing}}|{{0}}|{{false}}</view>
      <view class="t">a\\nb</view><view class="t">{{'c\\nd'}}</view>
      <view class="t">&lt;b&gt; &amp; {{entity}}</view>
      <text class="t" decode>&lt;b&gt; {{entity}}</text>
      <text class="t" decode="{{false}}">{{entity}}</text>
      <input placeholder="Q&amp;A x{{none}}y" />`,
    'index.js': `Page({ data: { none: null, entity: '&lt;&nbsp;&gt;' } })`,
  },
  async (phone) => {
    expect(await phone.texts('t')).toEqual([
      'null||0|false',
      'a\nb',
      'c\nd',
      '&lt;b&gt; &amp; &lt;&nbsp;&gt;',
      '<b> <\u00a0>',
      '&lt;&nbsp;&gt;',
    ])
    expect(await phone.valueOf('Q&amp;A xnully')).toBe('')
  },
)

contract(
  'of two attributes of a name the last counts; handlers may be named by data',
  {
    'index.wxml': `<view class="a" class="t" bindtap="no" bindtap="{{handler}}">{{said}}</view>
      <view wx:for-items="{{[1, 2]}}" wx:key="*this" class="t">{{item}}</view>`,
    'index.js': `Page({
      data: { handler: 'first', said: 'tap me' },
      no() { this.setData({ said: 'wrong' }) },
      first() { this.setData({ said: 'first', handler: 'second' }) },
      second() { this.setData({ said: 'second' }) },
    })`,
  },
  async (phone) => {
    expect(await phone.texts('t')).toEqual(['tap me', '1', '2'])
    await phone.tap('tap me')
    await phone.tap('first')
    await phone.see('second')
  },
)

contract(
  'an event is an object of its own fields',
  {
    'index.wxml': `<view id="outer" data-a="1" mark:m="2" bindtap="hear"><view id="inner" data-b="{{ {c: 3} }}">tap</view></view>
      <view>{{heard}}</view>`,
    'index.js': `Page({
      data: { heard: '' },
      hear(event) {
        const { type, target, currentTarget, mark, detail, touches } = { ...event }
        const copy = Object.assign({}, currentTarget)
        this.setData({ heard: [type, target.id, target.dataset.b.c, copy.id, copy.dataset.a, mark.m,
          typeof detail.x, touches.length, Object.keys(copy).sort()].join() })
      }
    })`,
  },
  async (phone) => {
    await phone.tap('tap')
    await phone.see('tap,inner,3,outer,1,2,number,1,dataset,id,offsetLeft,offsetTop')
  },
)

contract(
  "a method's result stops no event",
  {
    'index.wxml': `<view bindtap="outer"><view bindtap="inner">tap</view></view><view>{{heard}}</view>`,
    'index.js': `Page({
      data: { heard: '' },
      inner() { this.setData({ heard: 'inner' }); return false },
      outer() { this.setData({ heard: this.data.heard + ' outer' }); return false },
    })`,
  },
  async (phone) => {
    await phone.tap('tap')
    await phone.see('inner outer')
  },
)

faultContract(
  'what WeChat’s compiler refuses is a fault with line and column',
  {
    'index.wxml': '<view>drawn</view>\n<view wx:else>other</view>\n<view>{{ a ?? b }}</view>',
  },
  [
    /pages\/index\/index\.wxml:2.*follows no wx:if/,
    /pages\/index\/index\.wxml:3.*"\?" is not expected/,
  ],
)
