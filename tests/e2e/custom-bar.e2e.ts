import { rmSync } from 'node:fs'
import { writeProject } from '../contracts/support/project.ts'
import { startPreview, type Preview } from './support/preview.ts'

let preview: Preview
const folder = writeProject({
  'index.json': '{"navigationStyle": "custom", "navigationBarTextStyle": "black"}',
  'index.wxml': '<view bindtap="go" style="padding-top: 20px">{{said}}</view>',
  'index.js': `Page({
    data: { said: '' },
    onLoad() {
      const { top, left, width, height } = wx.getMenuButtonBoundingClientRect()
      this.setData({ said: [left, top, width, height].join() })
    },
    go() { this.setData({ said: '点了' }) },
    onShareAppMessage: () => ({ title: '来看' }),
  })`,
})

beforeAll(async () => {
  preview = await startPreview(folder)
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a page with a navigation bar of its own keeps the capsule, where wx says that it is', async () => {
  const { page, phone } = await preview.open()
  const said = phone.getByText(/^[\d.,]+$/)
  const expected = (await said.textContent())?.split(',').map(Number)
  const screen = await page.locator('#screen').boundingBox()
  const capsule = await page.locator('.capsule').boundingBox()
  if (!screen || !capsule) throw new Error('no capsule')
  const at = [capsule.x - screen.x, capsule.y - screen.y, capsule.width, capsule.height]
  expect(at.map(Math.round)).toEqual(expected)
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '取消' }).click()
  await said.click()
  await phone.getByText('点了').waitFor()
  expect(await page.locator('#title').isVisible()).toBe(false)
})
