import { contract } from './support/contract.ts'

// What the code that frameworks make counts on, and people write seldom.

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
