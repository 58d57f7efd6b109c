import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PNG } from 'pngjs'
import { startPreview, type Preview } from './support/preview.ts'

const icon = (shade: number) => {
  const png = new PNG({ width: 2, height: 2 })
  png.data.fill(shade)
  return PNG.sync.write(png)
}

/** Two tabs with icons, and a page that calls what no simulator has. */
const files: Record<string, string | Buffer> = {
  'project.config.json': '{ "appid": "touristappid", "compileType": "miniprogram" }',
  'app.json': JSON.stringify({
    pages: ['home/home', 'mine/mine', 'udp/udp'],
    tabBar: {
      color: '#444444',
      selectedColor: '#0055aa',
      list: [
        { pagePath: 'home/home', text: 'Home', iconPath: 'a.png', selectedIconPath: 'b.png' },
        { pagePath: 'mine/mine', text: 'Mine', iconPath: 'a.png', selectedIconPath: 'b.png' },
      ],
    },
  }),
  'app.js': 'App({})',
  'a.png': icon(90),
  'b.png': icon(200),
  'home/home.js': `Page({
  onShow() {
    wx.setTabBarBadge({ index: 1, text: '5' })
  },
  onTapDot() {
    wx.removeTabBarBadge({ index: 1 })
    wx.showTabBarRedDot({ index: 1 })
  },
  onTapUdp() {
    wx.navigateTo({ url: '/udp/udp' })
  },
})`,
  'home/home.wxml':
    '<view>at home</view><view bindtap="onTapDot">dot</view><view bindtap="onTapUdp">udp</view>',
  'mine/mine.js': 'Page({})',
  'mine/mine.wxml': '<view>mine</view>',
  'udp/udp.js': `Page({
  onLoad() {
    const socket = wx.createUDPSocket()
    this.setData({ port: socket.bind() })
  },
})`,
  'udp/udp.wxml': '<view wx:if="{{port}}">{{port}}</view>',
}

const folder = mkdtempSync(join(tmpdir(), 'weapp-tabs-'))
let preview: Preview

beforeAll(async () => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  preview = await startPreview(folder)
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true, force: true })
})

test('tabs have their icons, a badge and a dot, in the colours of app.json', async () => {
  const { page, phone } = await preview.open()
  const [home, mine] = ['Home', 'Mine'].map((name) =>
    page.locator('#tabs').getByRole('button', { name }),
  )
  await mine?.locator('.badge').getByText('5').waitFor()
  const drawn = async (name: string) =>
    page
      .locator('#tabs')
      .getByRole('button', { name })
      .locator('img')
      .evaluate(async (image: HTMLImageElement) => {
        await image.decode()
        return [new URL(image.src).pathname, image.naturalWidth] as const
      })
  expect(await drawn('Home')).toEqual(['/__project/files/b.png', 2])
  expect(await drawn('Mine')).toEqual(['/__project/files/a.png', 2])
  expect(await home?.evaluate((button) => getComputedStyle(button).color)).toBe('rgb(0, 85, 170)')
  await phone.getByText('dot', { exact: true }).click()
  await mine?.locator('.badge.dot').waitFor()
  await mine?.click()
  await phone.getByText('mine', { exact: true }).waitFor()
  expect(await drawn('Mine')).toEqual(['/__project/files/b.png', 2])
})

test('what is not simulated stands on the phone, with its line and what to do', async () => {
  const { page, phone } = await preview.open()
  await phone.getByText('udp', { exact: true }).click()
  const card = page.getByRole('alert').locator('.fault').first()
  await card.getByText('wx.createUDPSocket is not simulated').waitFor()
  await card.getByText('udp/udp.js:3').waitFor()
  await card.locator('pre').getByText('wx.createUDPSocket()').waitFor()
  await card.getByText('ask wx.canIUse before the call').waitFor()
})

test('the capsule leads home, and a page that is alone has a way home', async () => {
  const { page, phone } = await preview.open()
  await page.evaluate(() => (location.hash = '#/udp/udp'))
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '回到首页' }).click()
  await phone.getByText('at home').waitFor()
  expect(new URL(page.url()).hash).toBe('#/home/home')
})
