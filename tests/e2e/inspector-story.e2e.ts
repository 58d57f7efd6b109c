import { startPreview, type Opened, type Preview } from './support/preview.ts'
import { signIn } from './support/sign-in.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

async function signedIn(locale = 'en-US'): Promise<Opened> {
  const opened = await preview.open({ locale })
  await signIn(opened)
  await opened.page.getByText("wx.setStorageSync('userinfo')").waitFor()
  return opened
}

const press = ({ page }: Opened, name: string) =>
  page.getByRole('button', { name, exact: true }).click()

test('every step is drawn in its order, with what it brought', async () => {
  const { page } = await signedIn()
  const drawn = await page.locator('.story .step:not(details .step) .words').allInnerTexts()
  const lines = drawn.map((text) => text.replaceAll(/\s+/g, ' '))
  const order = [
    /taps 去登录/,
    /taps 我已阅读并同意/,
    /taps 微信授权登录 ?open-type="getUserInfo"/,
    /asks: 申请获取你的公开信息/,
    /allowed/,
    /wx\.login/,
    /code …\w{3}/,
    /POST \/api\/login/,
    /GET \/sns\/jscode2session/,
    /session_key \(stays here\), openid/,
    /token, user/,
    /wx\.setStorageSync\('session'\)/,
    /wx\.setStorageSync\('userinfo'\)/,
  ]
  let at = -1
  for (const wanted of order) {
    const found = lines.findIndex((line, index) => index > at && wanted.test(line))
    expect([String(wanted), found > at]).toEqual([String(wanted), true])
    at = found
  }
  expect(await page.content()).not.toMatch(/[0-9a-f]{32}/) // no key, no token
})

test.each([
  ['en-US', 'Step through', 'Next', 'The backend asks WeChat, with AppSecret and code', 'Never'],
  ['zh-CN', '从头讲起', '下一步', '服务器带着 AppSecret 和 code 去问微信', '绝不能'],
])('it is told step by step, %s', async (locale, start, next, sentence, never) => {
  const opened = await signedIn(locale)
  const { page } = opened
  await press(opened, start)
  const current = page.locator('[aria-current="step"]')
  for (let step = 0; step < 30; step++) {
    if ((await current.getByText('jscode2session').count()) > 0) break
    await press(opened, next)
  }
  await page.getByText(sentence).waitFor()
  await page.locator('.explained').getByText(never).waitFor()
})

test('2019 and today: the same taps once more, side by side', async () => {
  const opened = await signedIn()
  const { page, phone } = opened
  await press(opened, '2019 and today')
  const today = page.getByRole('region', { name: /^Today/ })
  await today.getByRole('button', { name: 'Play the same taps' }).click()
  await today.getByText("wx.setStorageSync('session')").waitFor()
  expect(await today.getByText(/asks: 申请获取你的公开信息/).count()).toBe(0)
  const then = page.getByRole('region', { name: /^2019/ })
  await then.getByText(/asks: 申请获取你的公开信息/).waitFor()
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/login'))
  await then.getByRole('button', { name: 'Play the same taps' }).click()
  await answered // the next test would meet what goes on here
  await phone.getByText('小满').waitFor()
})

test('Network: both sides of a request, copied without secrets, sent again, made to fail', async () => {
  const opened = await signedIn()
  const { page, phone } = opened
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await phone.getByText('问问服务器我是谁').click()
  await phone.getByText(/^服务器：你是 小满/).waitFor()
  await page.getByRole('tab', { name: 'Network' }).click()
  await page.getByRole('row', { name: /jscode2session 200 \d+ ms \d+ B$/ }).waitFor()
  await page.getByRole('row', { name: /^POST wx\.login 200 \d+ ms \d+ B$/ }).waitFor()
  await page.getByRole('searchbox').fill('/api/session')
  await page.getByRole('button', { name: '/api/session' }).click()
  const details = page.getByRole('group', { name: 'GET /api/session' })
  await details.getByText(/authorization: Bearer \*\*\*/).waitFor()
  await details.getByText(/"nickName": "小满"/).waitFor()
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await press(opened, 'Copy as curl')
  await page.getByText('Copied').waitFor()
  expect(await clipboard()).toMatch(/^curl -X GET 'http.*\/api\/session'[^]*Bearer \$TOKEN"/)
  await press(opened, 'Copy as JSON')
  expect(JSON.parse(await clipboard())).toMatchObject({ status: 200, method: 'GET' })

  await press(opened, 'Send again')
  await page.getByRole('button', { name: '/api/session' }).nth(1).waitFor()
  await press(opened, 'answer 503')
  await page.getByText('The next request will meet it.').waitFor()
  await press(opened, 'Send again')
  await page.getByRole('row', { name: /503/ }).waitFor()
  await press(opened, 'Send again')
  await page.getByRole('button', { name: '/api/session' }).nth(3).waitFor()
  expect(await page.getByRole('row', { name: /503/ }).count()).toBe(1) // that one request

  await page.getByRole('searchbox').fill('jscode2session')
  await page.getByRole('button', { name: /jscode2session/ }).click()
  await page
    .getByRole('group', { name: /jscode2session/ })
    .getByText(/"openid"/)
    .waitFor()
  expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0)
})
