import { startPreview, type Opened, type Preview } from './support/preview.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview('tests/e2e/fixtures/torture')
})

afterAll(() => preview.close())

const textOf = ({ phone }: Opened, id: string) => phone.locator(`#${id}`).textContent()
const styleOf = ({ phone }: Opened, id: string, property: string) =>
  phone
    .locator(`#${id}`)
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

async function opened(): Promise<Opened> {
  const it = await preview.open()
  await it.phone.getByText('head slot').waitFor()
  return it
}

test('wxs, import, include, lists and conditions', async () => {
  const it = await opened()
  expect(await textOf(it, 'wxs')).toBe('TORTURE! 12 42')
  await it.phone.getByText('badge:3').waitFor()
  await it.phone.getByText('footer of torture').waitFor()
  expect(await it.phone.locator('.letter').allTextContents()).toEqual(['0a', '1b', '2c'])
  await it.phone.locator('#shown').waitFor()
  await it.phone.getByText('change', { exact: true }).click()
  expect(await it.phone.locator('.letter').allTextContents()).toEqual(['0a', '1B', '2c'])
  await it.phone.locator('#other').waitFor()
})

test('behaviors, observers with paths, pureDataPattern, properties', async () => {
  const it = await opened()
  expect(await textOf(it, 'doubled')).toBe('doubled 4')
  expect(await textOf(it, 'seen')).toBe('seen {"x":1}')
  expect(await textOf(it, 'pure')).toBe('pure kept out')
  await it.phone.getByText('change', { exact: true }).click()
  expect(await textOf(it, 'doubled')).toBe('doubled 10')
  expect(await textOf(it, 'seen')).toBe('seen {"x":9}')
  await it.phone.getByText('count up').click()
  expect(await textOf(it, 'count')).toBe('count 1')
})

test('named slots, externalClasses, selectComponent', async () => {
  const it = await opened()
  expect(await textOf(it, 'head')).toBe('head slot')
  expect(await textOf(it, 'tail')).toBe('tail slot')
  expect(await textOf(it, 'query')).toBe('hello page')
  const border = await it.phone
    .locator('#head')
    .evaluate((head) => getComputedStyle(head.parentElement as Element).borderLeftWidth)
  expect(border).toBe('3px')
})

test('bubbling, catch, capture-bind, mark and dataset', async () => {
  const it = await opened()
  await it.phone.getByText('bubbles', { exact: true }).click()
  expect(await textOf(it, 'heard')).toBe('capture,inner:7,outer:{"inner":1,"place":"outer"}')
  await it.phone.getByText('caught', { exact: true }).click()
  expect(await textOf(it, 'heard')).toMatch(/capture,caught$/)
  await it.phone.getByText('tap box').click()
  expect(await textOf(it, 'heard')).toMatch(/boxed:2$/)
})

test('a disabled button is not tapped', async () => {
  const it = await opened()
  await it.phone.getByText('disabled one').click({ force: true })
  expect(await textOf(it, 'heard')).toBe('')
})

test('rpx, imported styles, and styles that stay where they belong', async () => {
  const it = await opened()
  await it.phone.getByText('measure').click()
  // 75rpx are a tenth of the phone's width, in a sheet as inline.
  expect(await textOf(it, 'rect')).toBe('38')
  expect(Number.parseFloat(await styleOf(it, 'ruler', 'height'))).toBeCloseTo(37.5, 0)
  expect(await styleOf(it, 'page-leak', 'color')).toBe('rgb(200, 0, 0)')
  const inComponent = it.phone.getByText('plain global component')
  expect(await inComponent.evaluate((element) => getComputedStyle(element).color)).not.toBe(
    'rgb(200, 0, 0)',
  )
  expect(await styleOf(it, 'page-own', 'color')).not.toBe('rgb(0, 0, 200)')
})

test('forms: values, labels, reset', async () => {
  const it = await opened()
  const { phone } = it
  await phone.getByPlaceholder('nickname').fill('小满')
  await phone.getByText('pear').click()
  await phone.getByRole('radio', { name: 'large' }).click()
  await phone.getByRole('switch', { name: 'on' }).click()
  await phone.getByText('send').click()
  const form = async () => JSON.parse((await textOf(it, 'form')) ?? '') as object
  expect(await form()).toEqual({
    nick: '小满',
    about: 'text',
    fruits: ['apple', 'pear'],
    size: 'l',
    on: true,
  })
  await phone.getByText('reset', { exact: true }).click()
  await phone.getByText('send').click()
  expect(await form()).toEqual({
    nick: 'start',
    about: 'text',
    fruits: ['apple'],
    size: '',
    on: false,
  })
})

test('life cycles in order, tab pages and getApp', async () => {
  const it = await opened()
  const { page, phone } = it
  await phone.getByText('log', { exact: true }).click()
  expect((await textOf(it, 'log'))?.split(' ')).toEqual(
    'app.onLaunch pages/index/index app.onShow box.created box.attached index.onLoad box.show index.onShow box.ready index.onReady'.split(
      ' ',
    ),
  )
  await page.getByRole('button', { name: 'Second' }).click()
  await phone.getByText('second page, global').waitFor()
  await page.getByRole('heading', { name: 'Second' }).waitFor()
  await page.getByRole('button', { name: 'First' }).click()
  await phone.getByText('log', { exact: true }).click()
  expect(await textOf(it, 'log')).toMatch(
    /box\.hide index\.onHide second\.onLoad second\.onShow second\.onHide box\.show index\.onShow$/,
  )
})

test("one page's styles do not reach another", async () => {
  const it = await opened()
  await it.phone.getByText('to second').click()
  await it.phone.getByText('not mine').waitFor()
  expect(await styleOf(it, 'secret', 'color')).not.toBe('rgb(9, 9, 9)')
})

test('an unknown component says so on screen and in the console', async () => {
  const it = await opened()
  const shown = await it.phone
    .locator('[data-unknown]')
    .evaluate((element) => getComputedStyle(element, '::before').content)
  expect(shown).toContain('not simulated')
  expect(it.complaints.join('\n')).toContain('<xr-scene> is not simulated')
})

test('rich text keeps scripts out, progress says how far', async () => {
  const { phone } = await opened()
  await phone.getByText('bold').waitFor()
  const hacked = await phone
    .locator('page')
    .first()
    .evaluate(() => 'hacked' in window)
  expect(hacked).toBe(false)
  expect(await phone.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40')
})

test('a swiper tells which slide is shown, and draws a dot for each', async () => {
  const it = await opened()
  const swiper = it.phone.locator('#swiper')
  await swiper.evaluate((element) => element.scrollTo({ left: element.clientWidth }))
  await it.phone.locator('#slide', { hasText: 'slide 1' }).waitFor()
  expect(await swiper.locator('.swiper-dots i').count()).toBe(2)
  expect(await swiper.locator('.swiper-dots i').last().getAttribute('data-current')).toBe('')
})
