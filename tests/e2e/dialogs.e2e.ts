import { startPreview, type Opened, type Preview } from './support/preview.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview('tests/e2e/fixtures/torture')
})

afterAll(() => preview.close())

async function opened(): Promise<Opened> {
  const it = await preview.open()
  await it.phone.getByText('to dialogs').click()
  await it.page.getByRole('heading', { name: 'Dialogs' }).waitFor()
  return it
}

const tap = ({ phone }: Opened, name: string) =>
  phone.getByRole('button', { name, exact: true }).click()
const answer = ({ page }: Opened, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
const said = ({ phone }: Opened, text: string) =>
  phone.locator('#said', { hasText: text }).waitFor()

test('the phone number is asked for, and may be refused', async () => {
  const it = await opened()
  await tap(it, 'phone')
  const asked = it.page.getByRole('dialog', { name: '申请获取并验证你的手机号' })
  await asked.getByText(/^\d{3}\*{4}\d{4}$/).waitFor()
  await answer(it, '不允许')
  await said(it, 'getPhoneNumber:fail')
  await tap(it, 'phone')
  await answer(it, '允许')
  await said(it, 'getPhoneNumber:ok')
})

test('the privacy guideline comes first where the user has not agreed', async () => {
  const it = await opened()
  await it.page.getByRole('tab', { name: 'Scenarios' }).click()
  await it.page.getByRole('combobox', { name: 'Privacy', exact: true }).selectOption('yes')
  await tap(it, 'phone')
  await it.page.getByRole('dialog', { name: '用户隐私保护提示' }).waitFor()
  await answer(it, '同意')
  await it.page.getByRole('dialog', { name: '申请获取并验证你的手机号' }).waitFor()
  await answer(it, '允许')
  await said(it, 'getPhoneNumber:ok')
})

test('a chosen avatar is a picture that can be shown', async () => {
  const it = await opened()
  await tap(it, 'avatar')
  await answer(it, '用微信头像')
  await said(it, 'chosen')
  const width = it.phone.locator('#avatar img').evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    return image.naturalWidth
  })
  expect(await width).toBeGreaterThan(0)
})

test('a scope is asked for once, and can be changed in the settings', async () => {
  const it = await opened()
  await tap(it, 'record')
  await answer(it, '拒绝')
  await said(it, 'authorize:fail auth deny')
  await tap(it, 'settings')
  await it.page.getByRole('checkbox', { name: 'scope.record' }).check()
  await answer(it, 'Done')
  await said(it, 'openSetting:ok')
  await tap(it, 'record')
  await said(it, 'authorize:ok')
})

test('a modal and an action sheet are answered by keyboard', async () => {
  const it = await opened()
  await tap(it, 'modal')
  await it.page.getByRole('dialog', { name: 'Really?' }).waitFor()
  await it.page.keyboard.press('Enter')
  await said(it, 'confirm true')
  await tap(it, 'modal')
  await it.page.getByRole('dialog', { name: 'Really?' }).waitFor()
  await it.page.keyboard.press('Escape')
  await said(it, 'confirm false')
  await tap(it, 'actions')
  await it.page.getByRole('button', { name: 'second' }).waitFor()
  await it.page.keyboard.press('Tab')
  await it.page.keyboard.press('Enter')
  await said(it, 'showActionSheet:ok 1')
})

test('toast and loading come and go', async () => {
  const it = await opened()
  for (const name of ['toast', 'loading']) {
    await tap(it, name)
    const toast = it.page.locator('#toast')
    await toast.waitFor()
    expect(await toast.textContent()).toMatch(/^(toasted|loading)$/)
    await toast.waitFor({ state: 'hidden' })
  }
})

test('windows of WeChat that are not drawn are named', async () => {
  const it = await opened()
  await tap(it, 'feedback')
  await it.page.getByRole('dialog', { name: '意见反馈' }).waitFor()
  await answer(it, '知道了')
})

test('a long press is not a tap, and an element shows that it is held', async () => {
  const it = await opened()
  const element = it.phone.getByText('hold me')
  await element.hover()
  await it.page.mouse.down()
  expect(await element.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(
    'rgb(1, 2, 3)',
  )
  await it.phone.locator('#held', { hasText: 'long' }).waitFor()
  await it.page.mouse.up()
  await element.click()
  expect(await it.phone.locator('#held').textContent()).toBe('long tap ')
})

test('a nickname that fails the review is cleared', async () => {
  const it = await opened()
  const field = it.phone.getByPlaceholder('your name')
  await field.fill('小满')
  await field.blur()
  await said(it, 'review true')
  expect(await field.inputValue()).toBe('小满')
  await field.fill('违规')
  await field.blur()
  await said(it, 'review false')
  expect(await field.inputValue()).toBe('')
})
