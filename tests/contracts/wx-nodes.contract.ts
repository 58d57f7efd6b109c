import { contract } from './support/contract.ts'

const page = {
  'index.wxml': `
    <view id="box" class="box" data-name="first" style="width: 100px; height: 40px"></view>
    <view class="box" style="width: 50px; height: 60px"></view>
    <scroll-view id="list" scroll-y style="height: 30px"><view>列表</view></scroll-view>
    <item id="item" />
    <button bindtap="ask">问</button>
    <text wx:if="{{answer}}">{{answer}}</text>`,
  'index.json': '{"usingComponents": {"item": "/components/item/item"}}',
  'components/item/item.json': '{"component": true}',
  'components/item/item.wxml': '<view class="inner" style="width: 70px; height: 20px"></view>',
  'components/item/item.js': `Component({
    methods: {
      measure(then) {
        this.createSelectorQuery().select('.inner').boundingClientRect(then).exec()
      },
    },
  })`,
}

contract(
  'a selector query measures what is on the page',
  {
    ...page,
    'index.js': `Page({
      data: { answer: '' },
      ask() {
        const query = wx.createSelectorQuery()
        query.select('#box').boundingClientRect()
        query.selectAll('.box').fields({ size: true, dataset: true })
        query.select('#missing').boundingClientRect()
        query.selectViewport().fields({ size: true })
        query.select('#list').fields({ properties: ['scroll-y'], scrollOffset: true })
        query.exec(([box, all, missing, view, list]) => {
          const below = all.map(({ width, height }) => width + 'x' + height).join(' ')
          this.setData({
            answer: [
              box.id, box.dataset.name, box.right - box.left, box.height, below,
              missing === null, view.width > 100, list['scroll-y'], list.scrollTop,
            ].join(),
          })
        })
      },
    })`,
  },
  async (phone) => {
    await phone.tap('问')
    await phone.see('box,first,100,40,100x40 50x60,true,true,true,0')
  },
)

contract(
  'a component measures its own inside only',
  {
    ...page,
    'index.js': `Page({
      data: { answer: '' },
      ask() {
        this.createSelectorQuery().select('.inner').boundingClientRect((outer) => {
          this.selectComponent('#item').measure((inner) => {
            this.setData({ answer: [outer === null, inner.width, inner.height].join() })
          })
        }).exec()
      },
    })`,
  },
  async (phone) => {
    await phone.tap('问')
    await phone.see('true,70,20')
  },
)

contract(
  'an intersection observer tells of what is in the window',
  {
    ...page,
    'index.js': `Page({
      data: { answer: '' },
      ask() {
        const observer = this.createIntersectionObserver()
        observer.relativeToViewport().observe('#box', ({ id, intersectionRatio, dataset }) => {
          observer.disconnect()
          this.setData({ answer: [id, intersectionRatio, dataset.name].join() })
        })
      },
    })`,
  },
  async (phone) => {
    await phone.tap('问')
    await phone.see('box,1,first')
  },
)

contract(
  'a selector query asks of the page it was made on, wherever the person is when it is answered',
  {
    ...page,
    'index.js': `Page({
      data: { answer: '' },
      ask() {
        wx.createSelectorQuery().select('#box').boundingClientRect((box) => {
          this.setData({ answer: 'height ' + (box && box.height) })
        }).exec()
        wx.navigateTo({ url: '/pages/other/other' })
      },
    })`,
    'pages/other/other.wxml': '<view>另一页</view>',
  },
  async (phone) => {
    await phone.tap('问')
    await phone.see('另一页')
    await phone.back()
    await phone.see('height 40')
  },
)
