import automator from 'miniprogram-automator'
import { endAll } from './support/command.ts'
import {
  connect,
  find,
  goTo,
  startAuto,
  type Element,
  type MiniProgram,
  type Page,
} from './support/phone.ts'
import { watchMethods } from './support/methods.ts'

jest.setTimeout(60_000)

let phone: MiniProgram
let page: Page
const methods = watchMethods('Page', 'Element')

beforeAll(async () => {
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
  expect(await page.scrollTop()).toBe(0)
  await page.waitFor('.bottom')
  await page.waitFor(10)
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

test('an element that was removed is reported as such', async () => {
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

test('every method of pages and elements was called', () => {
  expect(methods.left()).toEqual([])
})
