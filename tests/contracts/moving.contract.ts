import { contract, drawnContract } from './support/contract.ts'
import { heard } from './support/pages.ts'

contract(
  "Skyline's lists, grids and gestures show what is in them",
  {
    'index.wxml': `<scroll-view type="list" scroll-y><list-view><view>row</view></list-view></scroll-view>
      <grid-view cross-axis-count="{{3}}"><view>cell</view></grid-view>
      <sticky-section><sticky-header><view>head</view></sticky-header></sticky-section>
      <tap-gesture-handler onGestureEvent="x"><view>gesture</view></tap-gesture-handler>
      <share-element key="a"><view>shared</view></share-element><span>span</span>`,
  },
  async (phone) => {
    for (const word of ['row', 'cell', 'head', 'gesture', 'shared', 'span']) await phone.see(word)
  },
)

contract(
  'a swiper: turned by data it says so, and by which item',
  {
    'index.wxml': `<swiper current="{{at}}" bindchange="hear"><swiper-item item-id="a">one</swiper-item><swiper-item item-id="b">two</swiper-item></swiper>
      <view bindtap="turn">turn</view><view>{{heard}}</view>`,
    'index.js': `Page({ ${heard.replace('data: {', 'data: { at: 0,')}, turn() { this.setData({ at: 1 }) } })`,
  },
  async (phone) => {
    await phone.tap('turn')
    await phone.see('change{"current":1,"currentItemId":"b","source":""}')
  },
)

drawnContract(
  'a movable-view follows the finger within its area',
  {
    'index.wxml': `<movable-area style="width: 200px; height: 200px"><movable-view class="m" direction="horizontal" x="10" bindchange="hear">move</movable-view></movable-area>
      <view class="t">{{heard}}</view>`,
    'index.js': `Page({ ${heard} })`,
  },
  async (phone) => {
    await phone.look((page) => {
      const view = page.querySelector('wx-movable-view') as HTMLElement
      const at = (type: string, clientX: number) =>
        view.dispatchEvent(
          new PointerEvent(type, { bubbles: true, clientX, clientY: 5, pointerId: 1 }),
        )
      at('pointerdown', 20)
      at('pointermove', 50)
      at('pointerup', 50)
    })
    await phone.see('change{"x":40,"y":0,"source":"touch"}')
  },
)

contract(
  'a scroll-view refreshes when told, and lets go; only what data says anew scrolls',
  {
    'index.wxml': `<scroll-view scroll-y refresher-enabled refresher-triggered="{{on}}" scroll-top="{{top}}" style="height: 50px"
        bindrefresherrefresh="hear" bindrefresherrestore="hear"><view style="height: 500px">rows {{n}}</view></scroll-view>
      <view bindtap="flip">flip</view><view class="t">{{heard}}</view>`,
    'index.js': `Page({ data: { on: false, heard: '', top: 0, n: 0 }, flip() { this.setData({ on: !this.data.on }) },
      more() { this.setData({ n: 1 }) }, hear(e) { this.setData({ heard: this.data.heard + e.type + ' ' }) } })`,
  },
  async (phone) => {
    await phone.tap('flip')
    await phone.tap('flip')
    expect(await phone.texts('t')).toEqual(['refresherrefresh refresherrestore '])
    const top = () => phone.look((page) => page.querySelector('wx-scroll-view')?.scrollTop)
    await phone.look((page) => {
      const view = page.querySelector('wx-scroll-view')
      if (view) view.scrollTop = 30
    })
    await phone.call('more')
    await phone.see('rows 1')
    expect(await top()).toBe(30)
  },
)

drawnContract(
  'a scroll-view is pulled down: pulling, then refresh or abort',
  {
    'index.wxml': `<scroll-view scroll-y refresher-enabled style="height: 100px" bindrefresherpulling="hear" bindrefresherrefresh="hear"
        bindrefresherabort="hear"><view style="height: 500px">rows</view></scroll-view><view>{{heard}}</view>`,
    'index.js': `Page({ data: { heard: '' }, hear(e) { this.setData({ heard: this.data.heard + e.type.slice(9) + (e.detail.dy || '') + ' ' }) } })`,
  },
  async (phone) => {
    await phone.look((page) => {
      const view = page.querySelector('wx-scroll-view') as HTMLElement
      const pull = (by: number) => {
        const at = (type: string, clientY: number) =>
          view.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: 5, clientY }))
        at('pointerdown', 10)
        at('pointermove', 10 + by)
        at('pointerup', 10 + by)
      }
      pull(20)
      pull(60)
    })
    await phone.see('pulling20 abort20 pulling60 refresh')
  },
)
