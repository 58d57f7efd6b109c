import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { startPreview, type Opened, type Preview } from './support/preview.ts'
import { askToSignIn } from './support/sign-in.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

async function askedToSignIn(): Promise<Opened> {
  const opened = await preview.open()
  await askToSignIn(opened)
  await opened.page.getByRole('dialog').waitFor()
  return opened
}

async function atProfile(): Promise<Opened> {
  const opened = await askedToSignIn()
  const { page, phone } = opened
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('编辑个人资料').click()
  await page.getByRole('heading', { name: '个人资料' }).waitFor()
  return opened
}

test('consent says who asks, and whose name and picture it is about', async () => {
  const { page } = await askedToSignIn()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('登录示例').waitFor()
  await dialog.getByText('小满').waitFor()
  for (const picture of ['.asker img', '.account img']) {
    const image = dialog.locator(picture)
    await image.waitFor()
    const loaded = image.evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return image.naturalWidth
    })
    expect([picture, (await loaded) > 0]).toEqual([picture, true])
  }
})

test('a phone in English is asked in English', async () => {
  const { page, phone } = await preview.open()
  await page.getByRole('tab', { name: 'Scenarios' }).click()
  const restarted = page.waitForEvent('framenavigated')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('en')
  await restarted
  await phone.getByText('Sign in', { exact: true }).click()
  await phone.getByText('I agree to the').click()
  await phone.locator('page:not([hidden]) wx-button').first().click()
  await page.getByRole('dialog', { name: 'Access your public information' }).waitFor()
  await page.getByRole('button', { name: 'Allow' }).click()
  await phone.getByText('小满').waitFor()
  await phone.getByText('小满').click()
  await phone.getByText('Phone number', { exact: true }).first().waitFor()
  await phone.locator('page:not([hidden]) wx-button').filter({ hasText: /phone/i }).first().click()
  const number = page.getByRole('dialog', { name: 'Access and verify your phone number' })
  await number.getByText('The number linked to WeChat').waitFor()
  await number.getByRole('button', { name: "Don't Allow" }).click()
  await number.waitFor({ state: 'detached' })
})

test('a picture of oneself comes from WeChat, the album or the camera', async () => {
  const { page, phone } = await atProfile()
  const picture = phone.locator('page:not([hidden]) wx-image img').first()
  /** Waits until a picture of this width is shown. */
  const shows = (width: number) =>
    picture.evaluate(async (image: HTMLImageElement, width) => {
      while (image.naturalWidth !== width) await new Promise((go) => setTimeout(go, 20))
    }, width)
  await phone.locator('page:not([hidden]) wx-button').first().click()
  const dialog = page.getByRole('dialog', { name: '选择头像' })
  await dialog.getByRole('button', { name: '拍照' }).waitFor()
  await dialog.getByRole('button', { name: '用微信头像' }).click()
  await shows(132)
  await phone.locator('page:not([hidden]) wx-button').first().click()
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: '从相册选择' }).click()
  await (
    await choosing
  ).setFiles({
    name: 'me.png',
    mimeType: 'image/png',
    buffer: readFileSync('docs/pictures/phone-light.png'),
  })
  await shows(PNG.sync.read(readFileSync('docs/pictures/phone-light.png')).width)
})

test('the account’s name is offered to a field for nicknames', async () => {
  const { page, phone } = await atProfile()
  const field = phone.locator('wx-input input').first()
  await field.fill('')
  await field.focus()
  await page.getByRole('button', { name: '用微信昵称 小满' }).click()
  expect(await field.inputValue()).toBe('小满')
  await field.blur()
  await page.getByRole('button', { name: '用微信昵称 小满' }).waitFor({ state: 'detached' })
})
