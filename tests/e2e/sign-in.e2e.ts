import { startPreview, takePicture, type Preview } from './support/preview.ts'
import { askToSignIn, refuseToSignIn, signIn } from './support/sign-in.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

const state = async () =>
  (await (await fetch(`${preview.origin}/__mock/state`)).json()) as {
    backend: { sessions: unknown[]; users: { profile: { nickName: string } }[] }
  }

test('signs in when the user allows it, and draws how', async () => {
  const opened = await preview.open()
  const { page, phone, complaints } = opened
  await takePicture(page, 'home-light')
  await phone.getByText('去登录').click()
  await takePicture(page, 'sign-in-light')
  await phone.getByText('我已阅读并同意').click()
  await phone.getByText('微信授权登录').click()
  const sheet = page.getByRole('dialog', { name: '申请获取你的公开信息' })
  await sheet.waitFor()
  await takePicture(page, 'consent-light')
  await sheet.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
  await page.getByRole('status').getByText('登录成功').waitFor()

  const steps = page.locator('.story .steps')
  for (const step of ['wx.login', 'POST /api/login', 'GET /sns/jscode2session']) {
    await steps.getByText(step, { exact: true }).first().waitFor()
  }
  await page.getByText('7 days left').waitFor()
  await page.locator('.dock').getByText('userinfo:', { exact: true }).waitFor()
  // What is listed by now takes room from the drawing, of which the end is to be seen.
  await page.waitForFunction(() => {
    const last = document.querySelector('.steps > :last-child') as Element
    const view = last.closest('.scroll') as Element
    return last.getBoundingClientRect().bottom <= view.getBoundingClientRect().bottom + 1
  })
  expect((await state()).backend.users).toMatchObject([{ profile: { nickName: '小满' } }])
  await takePicture(page, 'signed-in-light')
  expect(complaints).toEqual([])
})

test('stays signed out when the user refuses, also by Escape', async () => {
  const { page, phone } = await preview.open()
  await refuseToSignIn({ page, phone })
  await phone.getByText('微信授权登录').click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await phone.getByText('已取消').waitFor()
  expect((await state()).backend.sessions).toEqual([])
})

test('keeps the session over a reload', async () => {
  const opened = await preview.open()
  await signIn(opened)
  await opened.page.reload()
  await opened.phone.getByText('小满').waitFor()
  await opened.phone.getByText('问问服务器我是谁').click()
  await opened.phone.getByText(/^服务器：你是 小满/).waitFor()
})

test('goes back by the arrow of the navigation bar', async () => {
  const { page, phone } = await preview.open()
  await page.getByRole('heading', { name: '登录示例' }).waitFor()
  expect(await page.getByRole('button', { name: 'Back', exact: true }).count()).toBe(0)
  await phone.getByText('去登录').click()
  await page.getByRole('heading', { name: '登录', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await phone.getByText('去登录').waitFor()
})

test('can be used by keyboard alone', async () => {
  const { page, phone } = await preview.open()
  /** Goes on by Tab until what has the focus shows these words. */
  const tabTo = async (words: string) => {
    const focused = () =>
      phone.locator('html').evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    for (let tries = 0; tries < 40 && (await focused()) !== words; tries++) {
      await page.keyboard.press('Tab')
    }
    expect(await focused()).toBe(words)
  }
  await phone.getByText('去登录').waitFor()
  await tabTo('去登录')
  await page.keyboard.press('Enter')
  await phone.getByText('我已阅读并同意').waitFor()
  await tabTo('我已阅读并同意')
  await page.keyboard.press('Space')
  await phone.locator('[role=checkbox][aria-checked=true]').waitFor()
  await tabTo('微信授权登录')
  await page.keyboard.press('Space')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Enter') // the first button has the focus
  await phone.getByText('小满').waitFor()
})

test('works on a narrow screen, the phone alone', async () => {
  const opened = await preview.open({ viewport: { width: 360, height: 700 }, hasTouch: true })
  const { page, phone } = opened
  await phone.getByText('去登录').tap()
  await phone.getByText('我已阅读并同意').tap()
  await phone.getByText('微信授权登录').tap()
  await page.getByRole('button', { name: '允许' }).tap()
  await phone.getByText('小满').waitFor()
  expect(await page.getByText('Step through').isVisible()).toBe(false)
  await takePicture(page, 'narrow')
  await page.getByRole('button', { name: 'Unfold the inspector' }).tap()
  await page.getByText('Step through').waitFor()
  await page.getByRole('button', { name: 'Fold the inspector' }).tap()
  expect(await page.getByText('Step through').isVisible()).toBe(false)
})

test('is dark where dark was chosen', async () => {
  const { page, phone } = await preview.open()
  const background = () =>
    phone.locator('page').evaluate((element) => getComputedStyle(element).backgroundColor)
  const light = await background()
  await page.getByRole('tab', { name: 'Scenarios' }).click()
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
  expect(await background()).not.toBe(light)
  expect(await page.locator('#bar').evaluate((bar) => bar.style.background)).toBe('rgb(23, 26, 24)')
  await takePicture(page, 'home-dark')
  await askToSignIn({ phone })
  await page.getByRole('dialog').waitFor()
  await takePicture(page, 'consent-dark')
})

test('a malformed path is refused, and the preview goes on', async () => {
  for (const path of ['/%', '/%E0%A4%A', '/__project/files/%00.png']) {
    expect((await fetch(preview.origin + path)).status).toBeGreaterThanOrEqual(400)
  }
  expect((await fetch(preview.origin)).status).toBe(200)
})

test('serves nothing but the mini-program and the preview itself', async () => {
  const repository = process.cwd()
  for (const path of [
    `/@fs${repository}/.data/mock.sqlite`,
    `/@fs${repository}/package.json`,
    `/@fs${repository}/mock-server/wechat/apps.ts`,
    '/@fs/etc/passwd',
    '/__project/files/../package.json',
    '/__project/files/%2e%2e/package.json',
    '/__project/files/app.ts',
  ]) {
    const response = await fetch(preview.origin + path)
    expect([path, response.status]).toEqual([path, expect.any(Number)])
    expect(response.status).toBeGreaterThanOrEqual(400)
  }
})
