import { join } from 'node:path'
import simulate from 'miniprogram-simulate'
import { launch, takeProblems } from '../../simulator/jest/index.ts'
import { makeMiniprogram } from '../support/miniprogram.ts'

// Component tests as people have them, by miniprogram-simulate alone, under the kit's preset.

const root = makeMiniprogram({
  'app.json': { pages: ['pages/a/a'] },
  'pages/a/a.json': { usingComponents: { card: '/components/card/card' } },
  'pages/a/a.wxml': '<card name="page" />',
  'pages/a/a.js': 'Page({})',
  'components/card/card.json': { component: true, usingComponents: { mark: '../mark/mark' } },
  'components/card/card.wxml':
    '<view class="name" bindtap="onTap">{{name}} {{kept}}</view><mark /><view class="break" bindtap="onBreak" />',
  'components/card/card.wxss': '.name { color: red }',
  'components/card/card.js': `
    const { hello } = require('../../utils/hello')
    Component({
      properties: { name: String },
      data: { kept: '' },
      lifetimes: { attached() { this.setData({ kept: wx.getStorageSync('kept') }) } },
      methods: {
        onTap() {
          wx.setStorageSync('kept', hello(this.data.name))
          this.triggerEvent('chosen', { name: this.data.name })
        },
        onBreak() { throw new Error('broken on purpose') },
      },
    })`,
  'components/mark/mark.json': { component: true },
  'components/mark/mark.wxml': '<text class="mark">★</text>',
  'components/mark/mark.js': 'Component({})',
  'utils/hello.js': "exports.hello = (name) => 'hello ' + name",
})

function mount(properties: Record<string, unknown>) {
  const path = join(root, 'components/card/card')
  const component = simulate.render(simulate.load(path, 'card', { rootPath: root }), properties)
  component.attach(document.body)
  return component
}

test('load, render, dispatchEvent and triggerEvent work, with the kit’s wx', async () => {
  const component = mount({ name: 'Ann' })
  expect(component.dom.textContent).toBe('Ann ★')
  const heard: unknown[] = []
  component.addEventListener('chosen', ({ detail }) => heard.push(detail))
  component.querySelector('.name')?.dispatchEvent('tap')
  await simulate.sleep(0)
  expect(heard).toEqual([{ name: 'Ann' }])
  expect(wx.getStorageSync('kept')).toBe('hello Ann')
  component.detach()
})

test('each test has a phone of its own, and a component can be loaded again', () => {
  expect(wx.getStorageSync('kept')).toBe('')
  expect(mount({ name: 'Bob' }).dom.textContent).toBe('Bob ★')
})

test('wx is the simulated one: it keeps, asks the fake WeChat, and fails as WeChat does', async () => {
  const { code } = await new Promise<{ code: string }>((success, fail) =>
    wx.login({ success, fail }),
  )
  expect(code).toMatch(/^\w{8,}$/)
  const failure = await wx.getStorage({ key: 'none' }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ errMsg: 'getStorage:fail data not found' })
})

test('launch works in the same file, and the globals are its phone’s from then on', () => {
  const phone = launch(undefined, { miniprogram: root, stored: { kept: 'of the phone' } })
  phone.screen.getByText('page of the phone')
  expect(wx.getStorageSync('kept')).toBe('of the phone')
  expect(mount({ name: 'Cid' }).dom.textContent).toBe('Cid of the phone★')
})

test('an API can be replaced for one test', () => {
  wx.getStorageSync = (() => 'replaced') as never
  expect(mount({ name: 'Dan' }).dom.textContent).toBe('Dan replaced★')
})

test('and is itself again in the next', () => {
  expect(mount({ name: 'Eve' }).dom.textContent).toBe('Eve ★')
})

test('what a handler throws fails the test, though the engine swallows it', async () => {
  mount({ name: 'Flo' }).querySelector('.break')?.dispatchEvent('tap')
  await simulate.sleep(0)
  expect(takeProblems().map(String)).toEqual([expect.stringContaining('broken on purpose')])
})
