import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { startPreview, type Preview } from './support/preview.ts'
import { askToSignIn } from './support/sign-in.ts'

let preview: Preview

afterEach(() => preview.close())

test('--profile anonymous is seen in every switch, also after a reload', async () => {
  preview = await startPreview('.', '--profile', 'anonymous')
  const opened = await preview.open()
  const { page, phone } = opened
  await page.getByRole('tab', { name: 'Scenarios' }).click()
  const profile = page.getByRole('combobox', { name: 'User info', exact: true })
  await page.getByText('All is well').waitFor()
  expect(await profile.inputValue()).toBe('anonymous')
  await page.reload()
  await page.getByText('All is well').waitFor()
  expect(await profile.inputValue()).toBe('anonymous')
  await askToSignIn(opened)
  await phone.getByText('微信用户').waitFor()
})

test('with --host a phone scans a code and is at the mini-program', async () => {
  preview = await startPreview('.', '--host', '0.0.0.0')
  const { page } = await preview.open()
  await page.getByRole('tab', { name: 'Pages' }).click()
  const code = page.locator('.codes img').first()
  await code.scrollIntoViewIfNeeded()
  const { data, width, height } = PNG.sync.read(await code.screenshot())
  const address = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? ''
  expect(address).toMatch(/^http:\/\/\d+\.\d+\.\d+\.\d+:\d+\/$/)
  expect(new URL(address).hostname).not.toBe('127.0.0.1')

  const scanned = await preview.newPage({ viewport: { width: 375, height: 812 }, isMobile: true })
  await scanned.goto(address)
  const phone = scanned.frameLocator('#screen')
  await phone.getByText('去登录').waitFor()
  expect(await scanned.getByRole('tab').count()).toBe(0) // control answers to this machine only
})
