import { contract } from './support/contract.ts'
import { heard } from './support/pages.ts'

contract(
  'slider: steps, limits, changing and change, its value in a form',
  {
    'index.wxml': `<form bindsubmit="submit"><slider name="size" min="10" max="50" step="5" value="{{v}}" show-value
        bindchanging="hear" bindchange="hear" /><button form-type="submit">send</button></form>
      <view>{{heard}}</view><view>{{sent}}</view>`,
    'index.js': `Page({ ${heard.replace('data: {', 'data: { v: 20, sent: 0,')},
      submit(e) { this.setData({ sent: 'sent ' + e.detail.value.size }) } })`,
  },
  async (phone) => {
    await phone.see('20')
    await phone.look((page) => {
      const range = page.querySelector('wx-slider input') as HTMLInputElement
      range.value = '33'
      range.dispatchEvent(new Event('input', { bubbles: true }))
      range.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await phone.see('changing{"value":35} change{"value":35}')
    await phone.tap('send')
    await phone.see('sent 35')
  },
)

contract(
  'picker-view: turning a column',
  {
    'index.wxml': `<picker-view value="{{[0, 1]}}" indicator-style="height: 40px" style="height: 200px" bindchange="hear" bindpickstart="hear">
        <picker-view-column><view>a</view><view>b</view></picker-view-column>
        <picker-view-column><view>x</view><view>y</view><view>z</view></picker-view-column>
      </picker-view><view>{{heard}}</view>`,
    'index.js': `Page({ ${heard} })`,
  },
  async (phone) => {
    await phone.settle()
    await phone.look((page) => {
      const column = page.querySelector('wx-picker-view-column') as HTMLElement
      const item = column.firstElementChild as HTMLElement
      column.scrollTop = item.offsetHeight || 34
      column.dispatchEvent(new Event('scroll'))
      column.dispatchEvent(new Event('scrollend'))
    })
    await phone.see(/change.*1,1/)
  },
)

contract(
  'map: its markers are buttons',
  {
    'index.wxml':
      '<map latitude="23.1" longitude="113.3" markers="{{markers}}" bindmarkertap="hear" /><view>{{heard}}</view>',
    'index.js': `Page({ ${heard.replace('data: {', "data: { markers: [{ id: 7, latitude: 1, longitude: 2, title: 'shop' }],")} })`,
  },
  async (phone) => {
    await phone.see(/map 23\.1, 113\.3/)
    await phone.tap('shop')
    await phone.see('markertap{"markerId":7}')
  },
)

contract(
  'video, audio, canvas and web-view hold what a browser has for them',
  {
    'index.wxml': `<video id="v" src="https://example.invalid/a.mp4" loop muted object-fit="cover" controls="{{false}}" poster="/p.png" />
      <audio src="/a.mp3" name="song" author="who" controls /><canvas canvas-id="c" style="width: 10px" /><canvas type="2d" id="d" />
      <web-view src="https://example.invalid/" />`,
  },
  async (phone) => {
    expect(
      await phone.look((page) => {
        const video = page.querySelector('video') as HTMLVideoElement
        return [
          video.getAttribute('src'),
          video.loop,
          video.controls,
          video.getAttribute('poster'),
          page.querySelectorAll('wx-canvas').length,
          (page.querySelector('[data-canvas-id=c]') as HTMLElement).tagName,
          page.querySelector('iframe')?.getAttribute('sandbox'),
          page.querySelector('iframe')?.getAttribute('src'),
        ]
      }),
    ).toEqual([
      'https://example.invalid/a.mp4',
      true,
      false,
      '/__project/files/p.png',
      2,
      'WX-CANVAS',
      'allow-scripts allow-forms allow-popups',
      'https://example.invalid/',
    ])
    await phone.see('song · who')
  },
)

contract(
  'page-container: shown and gone, with its events in order',
  {
    'index.wxml': `<view bindtap="flip">flip</view><page-container show="{{show}}" bindbeforeenter="hear" bindenter="hear" bindafterenter="hear"
        bindbeforeleave="hear" bindleave="hear" bindafterleave="hear"><view>within</view></page-container><view class="t">{{heard}}</view>`,
    'index.js': `Page({ data: { show: false, heard: '' }, flip() { this.setData({ show: !this.data.show }) },
      hear(e) { this.setData({ heard: this.data.heard + e.type + ' ' }) } })`,
  },
  async (phone) => {
    await phone.tap('flip')
    await phone.see('within')
    await phone.tap('flip')
    expect(await phone.texts('t')).toEqual([
      'beforeenter enter afterenter beforeleave leave afterleave ',
    ])
  },
)

contract(
  'the windows of 2016: loading, toast, modal, action-sheet',
  {
    'index.wxml': `<loading hidden="{{step != 1}}">loading</loading><toast hidden="{{step != 2}}" duration="50" bindchange="next">done</toast>
      <modal hidden="{{step != 3}}" title="sure?" confirm-text="yes" no-cancel bindconfirm="next">text</modal>
      <action-sheet hidden="{{step != 4}}" bindchange="next"><action-sheet-item bindtap="next">item</action-sheet-item><action-sheet-cancel>cancel</action-sheet-cancel></action-sheet>
      <view bindtap="next">step {{step}}</view>`,
    'index.js': `Page({ data: { step: 0 }, next() { this.setData({ step: this.data.step + 1 }) } })`,
  },
  async (phone) => {
    await phone.gone('loading')
    await phone.tap('step 0')
    await phone.see('loading')
    await phone.call('next')
    await phone.see('sure?')
    await phone.tap('yes')
    await phone.see('item')
    await phone.tap('cancel')
    await phone.see('step 5')
    await phone.gone('item')
  },
)

contract(
  'match-media shows what fits the window',
  {
    'index.wxml': `<match-media min-width="300" max-width="{{600}}"><view>phone</view></match-media>
      <match-media min-width="1200px"><view>desk</view></match-media><match-media orientation="portrait"><view>upright</view></match-media>`,
  },
  async (phone) => {
    await phone.see('phone')
    await phone.see('upright')
    await phone.gone('desk')
  },
)

contract(
  'what a browser has no equal of says what it is; tags that WeChat does not know are plain',
  {
    'index.wxml': `<camera bindinitdone="hear" /><official-account /><ad unit-id="x" /><a class="t" href="x">link</a><div class="t">div</div>
      <section><p>text</p></section><view>{{heard}}</view>`,
    'index.js': `Page({ ${heard} })`,
  },
  async (phone) => {
    await phone.see(/camera/)
    await phone.see(/official account/)
    await phone.see('initdone{"maxZoom":1}')
    expect(await phone.texts('t')).toEqual(['link', 'div'])
    expect(await phone.look((page) => page.querySelectorAll('[data-unknown]').length)).toBe(0)
  },
)

contract(
  'a field: what bindinput returns stands there; focus from data',
  {
    'index.wxml': `<input placeholder="code" bindinput="upper" /><input placeholder="other" focus="{{focus}}" bindfocus="say" bindblur="say" />
      <view bindtap="go">go</view><view>{{said}}</view>`,
    'index.js': `Page({ data: { focus: false, said: '' }, upper(e) { return e.detail.value.toUpperCase() },
      go() { this.setData({ focus: !this.data.focus }) }, say(e) { this.setData({ said: this.data.said + e.type }) } })`,
  },
  async (phone) => {
    await phone.type('code', 'abc')
    expect(await phone.valueOf('code')).toBe('ABC')
    await phone.call('go')
    await phone.see('focus')
    await phone.call('go')
    await phone.see('focusblur')
  },
)

contract(
  'a picker of regions',
  {
    'index.wxml': `<picker mode="region" value="{{region}}" bindchange="change"><view>at {{region}}</view></picker>`,
    'index.js': `Page({ data: { region: ['广东省', '广州市', '海珠区'] }, change(e) { this.setData({ region: e.detail.value.concat(e.detail.code) }) } })`,
  },
  async (phone) => {
    await phone.see('at 广东省,广州市,海珠区')
    await phone.look((page) => {
      const list = page.querySelector('wx-picker select') as HTMLSelectElement
      list.value = [...list.options].find(({ text }) => text.startsWith('北京市'))?.value ?? ''
      list.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await phone.see('at 北京市,北京市,东城区,110000,110100,110101')
  },
)

contract(
  'page-meta and navigation-bar speak for the page',
  {
    'index.wxml': `<page-meta page-style="color: rgb(1, 2, 3)"><navigation-bar title="{{title}}" /></page-meta><view bindtap="go">go</view>`,
    'index.js': `Page({ data: { title: 'first' }, go() { this.setData({ title: 'second' }) } })`,
  },
  async (phone) => {
    await phone.settle()
    expect((await phone.around()).title).toBe('first')
    await phone.tap('go')
    await phone.settle()
    expect((await phone.around()).title).toBe('second')
    expect(await phone.look((page) => page.style.color)).toBe('rgb(1, 2, 3)')
  },
)
