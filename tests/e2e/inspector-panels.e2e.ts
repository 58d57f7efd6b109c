import { readFileSync } from 'node:fs'
import { startPreview, type Opened, type Preview } from './support/preview.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview('tests/e2e/fixtures/inspected')
})

afterAll(() => preview.close())

const show = ({ page }: Opened, name: string) => page.getByRole('tab', { name }).click()
const tap = ({ phone }: Opened, words: string) => phone.getByText(words, { exact: true }).click()
const press = ({ page }: Opened, name: string) =>
  page.getByRole('button', { name, exact: true }).click()

test('Console: values unfold, secrets do not, and errors name file and line', async () => {
  const opened = await preview.open()
  const { page } = opened
  await show(opened, 'Console')
  await tap(opened, 'store')
  await tap(opened, 'print')
  const log = page.getByRole('log')
  await log.getByText('printed').waitFor()
  await log.getByText('pages/home/home.js:7', { exact: true }).waitFor()
  await log.getByText('deep:').click()
  await log.getByText('list:').click()
  await log.getByText('2: 3').waitFor()
  await log.getByText('careful').waitFor()
  await tap(opened, 'reject')
  await log.getByText('no such thing').waitFor()
  await tap(opened, 'throw')
  await log.getByText('thrown on a tap').waitFor()
  await log.getByText('pages/home/home.js:14').waitFor()
  expect(await page.content()).not.toContain('abcdefghijklmnop1234')
})

test('Storage: every write shows at once; an entry is added, edited and deleted', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  await show(opened, 'Storage')
  await tap(opened, 'store')
  const panel = page.getByRole('tabpanel')
  await panel.getByText('later:').waitFor()
  await panel.getByText(/token: "\*\*\*1234"/).waitFor()

  await press(opened, 'Add')
  await page.getByLabel('Key').fill('mine')
  await page.getByLabel('Value').fill('{"n": [1, 2]}')
  await press(opened, 'Save')
  await panel.getByText('mine:').waitFor()
  const stored = (key: string) =>
    phone
      .locator('html')
      .evaluate((_, key) => (window as never as PhoneWindow).wx.getStorageSync(key), key)
  expect(await stored('mine')).toEqual({ n: [1, 2] })

  await press(opened, 'Edit mine')
  await page.getByLabel('Value').fill('plain text')
  await press(opened, 'Save')
  await panel.getByText('mine: "plain text"').waitFor()
  await press(opened, 'Delete mine')
  await panel.getByText('mine:').waitFor({ state: 'detached' })
  expect(await stored('token')).toBe('abcdefghijklmnop1234')
})

interface PhoneWindow {
  wx: { getStorageSync(key: string): unknown }
}

test('AppData: follows the page, and changes it', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  await show(opened, 'AppData')
  await press(opened, 'Edit count')
  await page.getByLabel('count').fill('41')
  await press(opened, 'Save')
  await phone.getByText('count 41').waitFor()
  await page.getByText('count: 41').waitFor()
})

test('WXML: the tree, an element that is picked on the phone, its styles', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  await show(opened, 'WXML')
  await press(opened, 'Pick an element')
  await phone.getByText('print', { exact: true }).click()
  const styles = page.getByRole('group', { name: 'Styles' })
  await styles.getByText(/color: rgb\(1, 2, 3\)/).waitFor()
  await page.getByRole('button', { name: /^<view class="count">/ }).click()
  await styles
    .getByText(/min-height: 44px/)
    .first()
    .waitFor()
  await page.locator('.element-mark').waitFor()
})

test('Pages: a page with query, scene, code and referrer is opened, and a link to it', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  await show(opened, 'Pages')
  await page.getByLabel('Path and query').fill('pages/home/home?from=share')
  await page.getByLabel('Scene', { exact: true }).fill('1007')
  await page.getByLabel('QR code scene parameter').fill('id=42')
  await page.getByLabel('Referrer appid').fill('wx1234567890abcdef')
  await press(opened, 'Open')
  await phone.getByText('from {"from":"share","scene":"id%3D42"}').waitFor()
  const launched = await phone
    .locator('html')
    .evaluate(() => (window as never as PhoneWindow).wx.getStorageSync('launch'))
  expect(launched).toMatchObject({ scene: 1007, referrerInfo: { appId: 'wx1234567890abcdef' } })
  await page.getByLabel('Path and query').fill('pages/none/none')
  await press(opened, 'Open')
  await page.getByText('app.json has no page pages/none/none').waitFor()
})

test('an address with #/pages/... opens that page, and follows the phone', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  await phone.getByText('from {}').waitFor()
  expect(new URL(page.url()).hash).toBe('#/pages/home/home')
  await page.goto(`${preview.origin}/?scene=1047#/pages/home/home?id=5`)
  await phone.getByText('from {"id":"5"}').waitFor()
  await page.evaluate(() => (location.hash = '#/pages/home/home?id=6'))
  await phone.getByText('from {"id":"6"}').waitFor()
  await page.reload()
  await phone.getByText('from {"id":"6"}').waitFor()
})

test('a page that throws says so on the phone, with file, line and the line itself', async () => {
  const opened = await preview.open()
  const { page } = opened
  await page.evaluate(() => (location.hash = '#/pages/throws/throws'))
  const card = page.getByRole('alert')
  await card.getByText('thrown in onLoad', { exact: true }).waitFor()
  await card.getByText('pages/throws/throws.js:3').waitFor()
  await card.getByText("throw new Error('thrown in onLoad')").waitFor()
})

test('the capsule has a menu: share, home, restart; and a way out and back', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '发送给朋友' }).click()
  await page.getByRole('dialog').getByText('Look at this').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await page.evaluate(() => (location.hash = '#/pages/home/home?id=7'))
  await phone.getByText('from {"id":"7"}').waitFor()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('button', { name: '重新进入小程序' }).click()
  await phone.getByText('from {}').waitFor()
  await page.getByRole('button', { name: '退出小程序' }).click()
  await page.getByRole('button', { name: '回到小程序' }).click()
  await phone.getByText('from {}').click()
})

test('tabs are walked by arrow keys, and the one that was open is remembered', async () => {
  const opened = await preview.open()
  const { page } = opened
  await show(opened, 'Story')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('tab', { name: 'Network', selected: true }).waitFor()
  await page.reload()
  await page.getByRole('tab', { name: 'Network', selected: true }).waitFor()
  const dock = page.locator('.dock')
  const before = (await dock.boundingBox())?.height ?? 0
  await page.getByRole('separator').focus()
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowUp')
  await page.reload()
  await dock.waitFor()
  expect((await dock.boundingBox())?.height).toBeGreaterThan(before + 50)
})

test('the dock is in view at 1280x720, and the page never scrolls sideways', async () => {
  for (const [width, height] of [
    [1280, 720],
    [900, 700],
    [1440, 900],
    [1920, 1080],
  ] as const) {
    const { page } = await preview.open({ viewport: { width, height } })
    const dock = page.locator('.dock')
    await dock.waitFor()
    const box = await dock.boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 9999)).toBeLessThanOrEqual(height)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await page.context().close()
  }
})

test('the story leaves as SVG, PNG and Mermaid', async () => {
  const opened = await preview.open()
  const { page } = opened
  await show(opened, 'Story')
  await tap(opened, 'store')
  await page.getByText("wx.setStorageSync('token')").waitFor()
  for (const [button, start] of [
    ['SVG', '<svg xmlns'],
    ['PNG', '\u0089PNG'],
    ['Mermaid', 'sequenceDiagram'],
  ] as const) {
    const coming = page.waitForEvent('download')
    if ((await page.locator('.menu[open]').count()) === 0) await page.locator('.menu').click()
    await press(opened, button)
    const path = await (await coming).path()
    expect(readFileSync(path, 'latin1').startsWith(start)).toBe(true)
  }
})

test('Pages: what is not simulated stands with its places, the rest is folded', async () => {
  const opened = await preview.open()
  await show(opened, 'Pages')
  const panel = opened.page.getByRole('tabpanel')
  await panel.getByText('wx.createUDPSocket').waitFor()
  await panel.getByText('pages/home/home.js:', { exact: false }).first().waitFor()
  const part = panel.getByText(/^Simulated in part/)
  expect(await panel.getByText('wx.getLocation').isVisible()).toBe(false)
  await part.click()
  await panel.getByText('wx.getLocation').waitFor()
})
