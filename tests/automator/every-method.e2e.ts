import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import automator from 'miniprogram-automator'
import { endAll } from './support/command.ts'
import {
  connect,
  currentPage,
  find,
  goTo,
  startAuto,
  waitForText,
  type Element,
  type MiniProgram,
  type Page,
} from './support/phone.ts'

jest.setTimeout(60_000)

let phone: MiniProgram
let page: Page

/** Names of methods as `Class.method`, as they are called. */
const called = new Set<string>()
const out = 'node_modules/miniprogram-automator/out'
const modules = (file: string) =>
  createRequire(__filename)(`${process.cwd()}/${out}/${file}.js`) as Record<string, Class>
const load = (file: string) => modules(file).default as Class

type Class = { prototype: Record<string, unknown> }

const classes: Record<string, Class> = {
  MiniProgram: load('MiniProgram'),
  Page: load('Page'),
  Native: load('Native'),
  ...modules('Element'),
  Element: load('Element'),
}

/** Every public method that the client's own declarations name. */
function declared(): string[] {
  return ['MiniProgram', 'Page', 'Native', 'Element'].flatMap((file) => {
    const text = readFileSync(`${out}/${file}.d.ts`, 'utf8')
    return [...text.matchAll(/class (\w+)[^{]*\{([\s\S]*?)\n\}/g)].flatMap(
      ([, name = '', body = '']) =>
        [...body.matchAll(/^ {4}(?!private|protected|static|constructor)([\w$]+)\(/gm)].map(
          ([, method = '']) => `${name}.${method}`,
        ),
    )
  })
}

beforeAll(async () => {
  for (const name of declared()) {
    const [className = '', method = ''] = name.split('.')
    const prototype = classes[className]?.prototype
    const original = prototype?.[method]
    if (!prototype || typeof original !== 'function') continue
    prototype[method] = function (...args: unknown[]) {
      called.add(name)
      return (original as (...args: unknown[]) => unknown).apply(this, args)
    }
  }
  phone = await connect(await startAuto('tests/automator/fixture'))
})
beforeEach(async () => {
  page = await goTo(phone, '/pages/index/index')
})
afterAll(endAll)

const textOf = async (selector: string) => (await find(page, selector)).text()

test('the page: its elements, data, methods and measures', async () => {
  expect(page.path).toBe('pages/index/index')
  expect(await page.$('.nowhere')).toBeNull()
  expect(await Promise.all((await page.$$('.item')).map((item: Element) => item.text()))).toEqual([
    '甲',
    '乙',
  ])
  expect(await (await page.getElementByXpath('/page/view[1]'))?.text()).toBe('你好')
  expect(await (await page.xpath('//view[@id="head"]'))?.text()).toBe('你好')
  expect(await page.getElementsByXpath('//button')).toHaveLength(5)
  expect(await page.data('items[1].name')).toBe('乙')
  await page.setData({ title: '再见' })
  expect(await textOf('#head')).toBe('再见')
  expect(await page.callMethod('add', 2, 3)).toBe(5)
  await expect(page.callMethod('nothing')).rejects.toThrow('page.nothing not exists')
  const { height } = await page.size()
  expect(Number(height)).toBeGreaterThan(1_400)
  await page.waitFor('.bottom')
  await page.waitFor(10)
})

test('scrolls the page', async () => {
  await phone.pageScrollTo(300)
  await page.waitFor(async () => Number(await page.scrollTop()) === 300)
  expect(await page.scrollTop()).toBe(300)
})

test('an element: words, attributes, properties, styles, places', async () => {
  const head = await find(page, '#head')
  expect(head.tagName).toBe('view')
  expect(await head.text()).toBe('你好')
  expect(await head.attribute('class')).toBe('head')
  expect(await head.attribute('nothing')).toBeNull()
  expect(await head.property('id')).toBe('head')
  await expect(head.property('nothing')).rejects.toThrow('view.nothing not exists')
  expect(await head.style('color')).toBe('rgb(255, 0, 0)')
  expect(await head.size()).toMatchObject({ width: 220 })
  expect(await head.offset()).toMatchObject({ left: 0, top: 0 })
  expect(await head.wxml()).toBe('你好')
  expect(await head.outerWxml()).toMatch(/^<view id="head" class="head" .*>你好<\/view>$/)
  const list = await find(page, '.list')
  expect(await list.$$('.item')).toHaveLength(2)
  expect(await (await find(list, '.item.done')).text()).toBe('乙')
  expect(await (await find(list, '.item')).property('dataset')).toEqual({ id: 1 })
})

test('an element that is gone is said to be', async () => {
  const [, second] = (await page.$$('.item')) as [Element, Element]
  await page.setData({ items: [] })
  await expect(second.tap()).rejects.toThrow('no such element')
})

test('taps, touches, a long press and events', async () => {
  const first = await find(page, '.item')
  await first.tap()
  expect(await first.attribute('class')).toBe('item done')
  const pad = await find(page, '.pad')
  await pad.touchstart({ touches: [{ identifier: 0, pageX: 5, pageY: 5 }] })
  await pad.touchmove({ touches: [{ identifier: 0, pageX: 50, pageY: 5 }] })
  await pad.touchend({ changeTouches: [{ identifier: 0, pageX: 50, pageY: 5 }] })
  expect(await pad.text()).toBe('touchstart touchmove touchend')
  await page.setData({ touches: '' })
  await pad.longpress()
  expect(await pad.text()).toBe('touchstart long touchend')
  await pad.trigger('custom', { word: '一' })
  expect(await pad.text()).toBe('custom 一')
  await pad.dispatchEvent({ eventName: 'custom', detail: { word: '二' } })
  expect(await pad.text()).toBe('custom 二')
})

test('a custom component: its own tree, data and methods', async () => {
  const { CustomElement } = automator
  const box = await find(page, '.box')
  expect(box).toBeInstanceOf(CustomElement)
  const custom = box as InstanceType<typeof CustomElement>
  expect(await page.$('.plus')).toBeNull()
  expect(await (await find(page, '.slotted')).text()).toBe('0')
  await (await find(box, '.plus')).tap()
  expect(await custom.data('count')).toBe(1)
  expect(await textOf('.slotted')).toBe('1')
  expect(await custom.callMethod('plus')).toBe(2)
  await custom.setData({ count: 7 })
  expect(await (await find(box, '.label')).text()).toBe('数：7')
  expect(await page.$('.box >>> .label')).not.toBeNull()
})

test('fields, switches, lists and slides', async () => {
  const { InputElement, ScrollViewElement, SwiperElement } = automator
  const field = (await find(page, '.name')) as InstanceType<typeof InputElement>
  await field.input('一二三四五六七八九十')
  expect(await field.value()).toBe('一二三四五六七八')
  expect(await page.data('name')).toBe('一二三四五六七八')
  const words = (await find(page, '.words')) as InstanceType<typeof InputElement>
  await words.input('几句话')
  expect(await words.value()).toBe('几句话')
  const light = await find(page, '.light')
  await light.tap()
  expect(await page.data('light')).toBe(true)
  expect(await light.property('checked')).toBe(true)
  const scroller = (await find(page, '.scroller')) as InstanceType<typeof ScrollViewElement>
  await scroller.scrollTo(0, 120)
  expect(await scroller.property('scrollTop')).toBe(120)
  await page.waitFor(async () => (await page.data('scrollTop')) === 120)
  expect(await scroller.scrollHeight()).toBe(900)
  expect(Number(await scroller.scrollWidth())).toBeGreaterThan(300)
  const slides = (await find(page, '.slides')) as InstanceType<typeof SwiperElement>
  await slides.swipeTo(2)
  await page.waitFor(async () => (await page.data('slide')) === 2)
  expect(await page.data('slide')).toBe(2)
  expect(await textOf('.city')).toBe('北京')
})

test('sliders, what can be moved, and what plays', async () => {
  const { ContextElement, MovableViewElement, SliderElement } = automator
  const loud = (await find(page, '.loud')) as InstanceType<typeof SliderElement>
  await loud.slideTo(40)
  expect(await page.data('loud')).toBe(40)
  expect(await loud.value()).toBe(40)
  const ball = (await find(page, '.ball')) as InstanceType<typeof MovableViewElement>
  await ball.moveTo(50, 30)
  expect([await ball.property('x'), await ball.property('y')]).toEqual([50, 30])
  const film = (await find(page, '.film')) as InstanceType<typeof ContextElement>
  await film.callContextMethod('pause')
  await expect(film.callContextMethod('sendDanmu')).rejects.toThrow('not simulated')
})

test('routes, the page stack and the bars', async () => {
  const second = await phone.navigateTo('/pages/second/second?from=test')
  expect(second?.query).toEqual({ from: 'test' })
  expect((await phone.pageStack()).map(({ path }) => path)).toEqual([
    'pages/index/index',
    'pages/second/second',
  ])
  expect((await page.size()).width).toBe(375)
  await expect((await find(page, '.go')).tap()).rejects.toThrow('page is not on top of page stack')
  expect((await phone.redirectTo('/pages/second/second?from=there'))?.query).toEqual({
    from: 'there',
  })
  expect((await phone.navigateBack())?.path).toBe('pages/index/index')
  expect((await phone.switchTab('/pages/tab/tab'))?.path).toBe('pages/tab/tab')
  expect((await phone.reLaunch('/pages/second/second'))?.path).toBe('pages/second/second')
  await phone.native().goHome()
  expect((await currentPage(phone)).path).toBe('pages/index/index')
  await phone.native().switchTab({ url: '/pages/tab/tab' })
  expect((await currentPage(phone)).path).toBe('pages/tab/tab')
  await goTo(phone, '/pages/second/second', 'navigateTo')
  await phone.native().navigateLeft()
  expect((await currentPage(phone)).path).toBe('pages/tab/tab')
})

test('a page that asks before it is left says so, and is left when it is answered', async () => {
  const second = await goTo(phone, '/pages/second/second', 'navigateTo')
  await (await find(second, '.alert')).tap()
  await expect(phone.callWxMethod('navigateBack')).rejects.toThrow('还没有保存')
  await phone.native().cancelModal()
  expect((await currentPage(phone)).path).toBe('pages/second/second')
  await expect(phone.callWxMethod('navigateBack')).rejects.toThrow('还没有保存')
  await phone.native().confirmModal()
  expect((await currentPage(phone)).path).toBe('pages/index/index')
})

test('modal windows', async () => {
  await (await find(page, '.modal')).tap()
  await phone.native().confirmModal()
  await waitForText(page, '.answer', '确定')
  await (await find(page, '.modal')).tap()
  await phone.native().cancelModal()
  await waitForText(page, '.answer', '取消')
  await expect(phone.native().confirmModal()).rejects.toThrow('no modal window is open')
})

test('consent windows', async () => {
  const asked = phone.callWxMethod('authorize', { scope: 'scope.userLocation' })
  await phone.native().authorizeCancel()
  await expect(asked).rejects.toThrow(/authorize:fail/)
  await phone.callWxMethod('openSetting').catch(() => undefined)
  const again = phone.callWxMethod('authorize', { scope: 'scope.camera' })
  await phone.native().authorizeAllow()
  expect(await again).toMatchObject({ errMsg: 'authorize:ok' })
})

test('wx: calls, mocks by value and by function, and what restores them', async () => {
  expect(await phone.callWxMethod('getStorageSync', 'nothing')).toBe('')
  expect((await phone.systemInfo()).windowWidth).toBe(375)
  await phone.mockWxMethod('login', { code: 'mocked', errMsg: 'login:ok' })
  await (await find(page, '.locate')).tap()
  await waitForText(page, '.answer', 'mocked')
  await phone.mockWxMethod('login', { errMsg: 'login:fail on purpose' })
  await (await find(page, '.locate')).tap()
  await waitForText(page, '.answer', 'login:fail on purpose')
  await phone.restoreWxMethod('login')
  await (await find(page, '.locate')).tap()
  await waitForText(page, '.answer', /^\w{20,}$/)
  await phone.mockWxMethod(
    'getStorageSync',
    function (this: { origin: (key: string) => unknown }, key: string, end: string) {
      return key === 'name' ? `小满${end}` : this.origin(key)
    },
    '！',
  )
  expect(await phone.callWxMethod('getStorageSync', 'name')).toBe('小满！')
  expect(await phone.callWxMethod('getStorageSync', 'other')).toBe('')
  await phone.restoreWxMethod('getStorageSync')
  expect(await phone.callWxMethod('getStorageSync', 'name')).toBe('')
  await expect(phone.callWxMethod('noSuchThing')).rejects.toThrow(/noSuchThing/)
})

test('code in the mini-program, functions out of it, console and exceptions', async () => {
  expect(await phone.evaluate((add: number) => getCurrentPages().length + add, 10)).toBe(11)
  const heard: unknown[] = []
  await phone.exposeFunction('tellTest', (...args: unknown[]) => heard.push(args))
  await phone.evaluate(() =>
    (globalThis as never as { tellTest: (word: string) => void }).tellTest('嗨'),
  )
  const lines: unknown[] = []
  phone.on('console', (line) => lines.push(line))
  await phone.evaluate(() => console.log('看', { a: [1] }))
  const thrown: { message: string }[] = []
  phone.on('exception', (error: { message: string }) => thrown.push(error))
  await (await find(page, '.throw')).tap()
  await page.waitFor(async () => thrown.length > 0)
  expect(heard).toEqual([['嗨']])
  expect(lines).toContainEqual({ type: 'log', args: ['看', { a: [1] }] })
  expect(thrown[0]?.message).toContain('故意的')
})

test('pictures, accounts, versions', async () => {
  const picture = Buffer.from(String(await phone.screenshot()), 'base64')
  expect(picture.subarray(1, 4).toString()).toBe('PNG')
  expect(await phone.testAccounts()).toContainEqual({ nickName: '小满', openid: 'developer' })
  await phone.checkVersion()
})

test('what has no meaning here refuses with words', async () => {
  const native = phone.native()
  const refusals: [Promise<unknown>, RegExp][] = [
    [phone.remote(), /no real phone/],
    [phone.stopAudits(), /audits/],
    [phone.getTicket(), /tickets/],
    [phone.setTicket('t'), /tickets/],
    [phone.refreshTicket(), /tickets/],
    [phone.callPluginWxMethod('p', 'login'), /plugin p/],
    [phone.mockPluginWxMethod('p', 'login', {}), /plugin p/],
    [phone.restorePluginWxMethod('p', 'login'), /plugin p/],
    [native.closePaymentDialog(), /payment/],
    [native.shareConfirm(), /share/],
    [native.shareCancel(), /share/],
  ]
  for (const [call, words] of refusals) await expect(call).rejects.toThrow(words)
})

test('closes, and every method of the client was called', async () => {
  await phone.close()
  phone.disconnect()
  const left = declared().filter((name) => !called.has(name))
  expect(left).toEqual([])
})
