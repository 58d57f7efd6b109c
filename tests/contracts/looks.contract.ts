import { contract, drawnContract } from './support/contract.ts'

contract(
  'paths of pictures are relative to the template they stand in',
  {
    'index.json': { usingComponents: { card: '/components/card/card' } },
    'index.wxml': `<image src="a.png" /><image src="./b.png" /><image src="../../images/c.png" /><image src="/images/d.png" /><card />`,
    'components/card/card.json': { component: true },
    'components/card/card.js': 'Component({})',
    'components/card/card.wxml':
      '<image src="e.png" /><image src="https://example.invalid/f.png" />',
  },
  async (phone) => {
    expect(
      await phone.look((page) =>
        [...page.querySelectorAll('img')].map((picture) => picture.getAttribute('src')),
      ),
    ).toEqual([
      '/__project/files/pages/index/a.png',
      '/__project/files/pages/index/b.png',
      '/__project/files/images/c.png',
      '/__project/files/images/d.png',
      '/__project/files/components/card/e.png',
      'https://example.invalid/f.png',
    ])
  },
)

contract(
  'an animation that wx.createAnimation exported is played',
  {
    'index.wxml': '<view class="t" animation="{{moves}}" bindtap="go">go</view>',
    'index.js': `Page({ data: { moves: {} }, go() {
      const animation = wx.createAnimation({ duration: 0 })
      this.setData({ moves: animation.translateX(30).opacity(0.5).step().export() })
    } })`,
  },
  async (phone) => {
    await phone.tap('go')
    expect(
      await phone.look((page) => {
        const { transform, opacity } = (page.querySelector('.t') as HTMLElement).style
        return [transform, opacity]
      }),
    ).toEqual(['translateX(30px)', '0.5'])
  },
)

const tall = { 'index.wxml': '<view style="height: 3000px" bindtap="go">tall</view>' }

drawnContract(
  'a new page opens at its top, and the one below is where it was left',
  {
    ...tall,
    'index.js': `Page({ data: { heard: '' }, go() { wx.navigateTo({ url: '/pages/two/two' }) } })`,
    'pages/two/two.wxml': '<view style="height: 3000px">second</view>',
  },
  async (phone) => {
    const top = () => phone.look((page) => page.ownerDocument.scrollingElement?.scrollTop)
    await phone.look((page) => page.ownerDocument.scrollingElement?.scrollTo(0, 700))
    await phone.call('go')
    await phone.see('second')
    expect(await top()).toBe(0)
    await phone.back()
    await phone.see('tall')
    expect(await top()).toBe(700)
  },
)

drawnContract(
  'WXSS as wcsc takes it; wx.pageScrollTo; buttons look as "style" of app.json asks',
  {
    'app.json': { style: 'v2' },
    'app.wxss': `@import 'base.wxss'
      .second { color: rgb(4, 5, 6) }`,
    'base.wxss': '.first { color: rgb(1, 2, 3) }',
    'index.wxss': `.third { color: rgb(7, 8, 9); // width: 1px;
      height: 40px }`,
    'index.wxml': `<view class="first">1</view><view class="second">2</view><view class="third">3</view><button>b</button><view style="height: 3000px" />`,
    'index.js': 'Page({ scroll() { wx.pageScrollTo({ scrollTop: 100, duration: 0 }) } })',
  },
  async (phone) => {
    await phone.call('scroll')
    const [first, second, third, height, weight, top] = await phone.look((page) => {
      const styleOf = (selector: string) =>
        getComputedStyle(page.querySelector(selector) as Element)
      return [
        styleOf('.first').color,
        styleOf('.second').color,
        styleOf('.third').color,
        styleOf('.third').height,
        styleOf('wx-button').fontWeight,
        page.ownerDocument.scrollingElement?.scrollTop,
      ]
    })
    expect([first, second, third]).toEqual(['rgb(1, 2, 3)', 'rgb(4, 5, 6)', 'rgb(7, 8, 9)'])
    expect([height, weight, top]).toEqual(['40px', '700', 100])
  },
)

drawnContract(
  'a mouse is a finger to the page: touches, and handlers of WXS that follow them',
  {
    'index.wxml': `<wxs module="m">
        module.exports = {
          move: function (event, owner) {
            event.instance.setStyle({ transform: 'translateX(' + event.touches[0].pageX + 'px)' })
          }
        }
      </wxs>
      <view class="t" bindtouchstart="hear" bindtouchmove="{{m.move}}" bindtouchend="hear" style="width: 200px">drag</view><view>{{heard}}</view>`,
    'index.js': `Page({ data: { heard: '' }, hear(e) {
      this.setData({ heard: this.data.heard + e.type + e.touches.length + e.changedTouches[0].clientX + ' ' }) } })`,
  },
  async (phone) => {
    const transform = await phone.look((page) => {
      const view = page.querySelector('.t') as HTMLElement
      const at = (type: string, clientX: number) =>
        view.dispatchEvent(new MouseEvent(type, { bubbles: true, clientX, clientY: 5 }))
      at('mousedown', 20)
      at('mousemove', 60)
      at('mouseup', 60)
      return view.style.transform
    })
    expect(transform).toBe('translateX(60px)')
    await phone.see('touchstart120 touchend060')
  },
)

drawnContract(
  'a scroll view is as wide as what it stands in, also in a row',
  {
    'index.wxml': `<view style="display: flex; width: 300px">
      <scroll-view scroll-x class="s"><view style="width: 50px">tab</view></scroll-view>
    </view>`,
  },
  async (phone) => {
    expect(
      await phone.look((page) => page.querySelector('.s')?.getBoundingClientRect().width),
    ).toBe(300)
  },
)

drawnContract(
  'an icon of no type is drawn by its own styles alone',
  {
    'index.wxml': '<icon class="bare" /><icon class="own" /><icon class="done" type="success" />',
    'index.wxss': '.own { background-color: rgb(51, 102, 153) }',
  },
  async (phone) => {
    const colors = () =>
      phone.look((page) => {
        const icons = [...page.querySelectorAll<HTMLElement>('wx-icon')]
        return icons.map((icon) => getComputedStyle(icon).backgroundColor)
      }, undefined)
    const [bare, own, done] = await colors()
    expect([bare, own]).toEqual(['rgba(0, 0, 0, 0)', 'rgb(51, 102, 153)'])
    expect(done).not.toBe(bare)
  },
)

const skylineFiles = {
  'index.json': { usingComponents: { card: '/components/card/card' } },
  'index.wxss': `.tall { padding: 10px; height: 40px } .row { flex-direction: row } .block { display: block }
    .fill { flex: 1 }`,
  'index.wxml': `<view class="t column"><text>one</text><text>two</text></view>
    <view class="t row"><view>one</view><view>two</view></view><view class="t block" />
    <view class="t tall" /><card class="t host" />
    <tap-gesture-handler><view class="fill">rest</view></tap-gesture-handler>`,
  'components/card/card.json': { component: true },
  'components/card/card.js': 'Component({})',
  'components/card/card.wxml': '<text>one</text><text>two</text>',
}
const skyline = { renderer: 'skyline', componentFramework: 'glass-easel' }

/** `display direction position`, and the height of the padded one, of each `.t`. */
const layouts = (page: HTMLElement) =>
  [...page.querySelectorAll<HTMLElement>('.t')].map((element) => {
    const { display, flexDirection, position } = getComputedStyle(element)
    const { height } = element.getBoundingClientRect()
    const isTall = element.classList.contains('tall')
    return `${display} ${flexDirection} ${position}${isTall ? ` ${height}` : ''}`
  })

drawnContract(
  "Skyline's nodes are boxes of a flex column, which the mini-program's styles overrule",
  { ...skylineFiles, 'app.json': skyline },
  async (phone) => {
    expect(await phone.look(layouts)).toEqual([
      'flex column relative',
      'flex row relative',
      'block column relative',
      'flex column relative 40',
      'flex column relative',
    ])
    // A gesture handler is no box: its child is laid out by the page, and fills the rest of the screen.
    const bottom = await phone.look((page) => {
      const rest = page.querySelector<HTMLElement>('wx-tap-gesture-handler > wx-view')
      return Math.round((rest?.getBoundingClientRect().bottom ?? 0) - innerHeight)
    })
    expect(bottom).toBe(0)
  },
)

drawnContract(
  'rendererOptions bring back the defaults of the WebView, and a page counts more than app.json',
  {
    ...skylineFiles,
    'app.json': { ...skyline, rendererOptions: { skyline: { defaultDisplayBlock: true } } },
    'index.json': {
      ...skylineFiles['index.json'],
      rendererOptions: { skyline: { defaultContentBox: true } },
    },
  },
  async (phone) => {
    expect(await phone.look(layouts)).toEqual([
      'block row relative',
      'block row relative',
      'block row relative',
      'block row relative 60',
      'inline row relative',
    ])
  },
)

drawnContract(
  'a page that is no page of Skyline has the defaults of the WebView',
  {
    ...skylineFiles,
    'app.json': skyline,
    'index.json': { ...skylineFiles['index.json'], renderer: 'webview' },
  },
  async (phone) => {
    const [first] = (await phone.look(layouts)) ?? []
    expect(first).toBe('block row static')
  },
)
