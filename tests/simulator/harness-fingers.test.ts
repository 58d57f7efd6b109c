import { rmSync } from 'node:fs'
import { launch, type Launched } from '../../simulator/jest/index.ts'
import { writeProject } from '../contracts/support/project.ts'

const HEAR = `hear(e) { this.setData({ heard: this.data.heard + e.type + JSON.stringify(e.detail) + ' ' }) }`

async function onPage(wxml: string, data: object, play: (phone: Launched) => Promise<void>) {
  const root = writeProject({
    'index.wxml': `${wxml}<view>{{heard}}</view>`,
    'index.js': `Page({ data: ${JSON.stringify({ heard: '', ...data })}, ${HEAR},
      touch(e) { const [at] = e.changedTouches; this.setData({ heard: this.data.heard + e.type + at.pageX + ',' + at.clientY + ' ' }) } })`,
  })
  try {
    await play(launch(undefined, { miniprogram: root }))
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('a slider is moved by whole steps; a disabled one is not', async () => {
  const wxml = `<slider aria-label="volume" step="5" bindchanging="hear" bindchange="hear" />
    <slider aria-label="dead" disabled bindchange="hear" />`
  await onPage(wxml, {}, async ({ user, screen }) => {
    await user.slide('volume', 33)
    screen.getByText('changing{"value":35} change{"value":35}')
    await expect(user.slide('dead', 5)).rejects.toThrow('the slider is disabled')
    await expect(user.slide('changing{"value":35} change{"value":35}', 5)).rejects.toThrow(
      'There is no such slider',
    )
  })
})

test('columns of a picker-view are turned to items that are there', async () => {
  const wxml = `<picker-view value="{{[0, 1]}}" bindchange="hear">
      <picker-view-column><view>a</view><view>b</view></picker-view-column>
      <picker-view-column><view>x</view><view>y</view><view>z</view></picker-view-column>
    </picker-view>`
  await onPage(wxml, {}, async ({ user, screen }) => {
    await user.pick('a', [1, 2])
    screen.getByText(/change\{"value":\[1,2\]\}$/)
    await expect(user.pick('a', [0, 3])).rejects.toThrow('Column 1 has 3 items')
    expect(screen.queryAllByText(/0,3/)).toEqual([])
  })
})

test('a movable-view is dragged along its direction, and what lies there hears the finger', async () => {
  const wxml = `<movable-area style="width: 200px; height: 200px">
      <movable-view direction="horizontal" x="10" bindchange="hear">move</movable-view>
    </movable-area><view bindtouchstart="touch" bindtouchmove="touch" bindtouchend="touch"><text>row</text></view>`
  await onPage(wxml, {}, async ({ user, screen }) => {
    await user.drag('move', { x: 30, y: 9 })
    screen.getByText('change{"x":40,"y":0,"source":"touch"}')
    await user.drag('row', { x: -80, y: 2 })
    screen.getByText(/touchstart0,0 touchmove-80,2 touchend-80,2$/)
  })
})

test('a swiper is turned, and a finger may stay', async () => {
  const wxml = `<swiper bindchange="hear"><swiper-item item-id="a"><text>one</text></swiper-item>
      <swiper-item item-id="b"><text>two</text></swiper-item></swiper>
    <view bindlongpress="hear">hold</view>`
  await onPage(wxml, {}, async ({ user, screen }) => {
    await user.swipe('one', 1)
    screen.getByText('change{"current":1,"currentItemId":"b","source":"touch"}')
    await expect(user.swipe('one', 2)).rejects.toThrow('the swiper has 2 slides')
    await user.longPress('hold')
    screen.getByText(/longpress\{"x":0,"y":0\}$/)
  })
})
