import { startPreview, type Opened, type Preview } from './support/preview.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

async function signedIn(): Promise<Opened> {
  const opened = await preview.open()
  await tapSignIn(opened)
  await opened.page.getByRole('button', { name: '允许' }).click()
  await opened.phone.getByText('小满').waitFor()
  return opened
}

async function tapSignIn({ phone }: Opened) {
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').click()
  await phone.getByText('微信授权登录').click()
}

const press = ({ page }: Opened, name: string) =>
  page.getByRole('button', { name, exact: true }).click()

const choose = ({ page }: Opened, label: string, option: string) =>
  page.getByRole('combobox', { name: label, exact: true }).selectOption(option)

/** Chooses what makes the phone start anew, and waits until it did. */
async function chooseAndRestart(opened: Opened, label: string, option: string) {
  const restarted = opened.page.waitForEvent('framenavigated')
  await choose(opened, label, option)
  await restarted
}

test('Expire the session: the next call renews it', async () => {
  const opened = await signedIn()
  await press(opened, 'Clear')
  await press(opened, 'Expire the session')
  await opened.phone.getByText('问问服务器我是谁').click()
  await opened.phone.getByText(/^服务器：你是 小满/).waitFor()
  await opened.page.getByText(/401 session_expired/).waitFor()
  await opened.page.getByText('POST /api/login').waitFor()
})

test.each([
  ['WeChat busy', '微信服务器繁忙，请稍后再试', 'errcode -1'],
  ['Rate limited', '登录太频繁，请一分钟后再试', 'errcode 45011'],
  ['User blocked', '微信暂时不允许此账号登录', 'errcode 40226'],
])('%s: the user is told, and Back to normal mends it', async (button, said, drawn) => {
  const opened = await preview.open()
  const { page, phone } = opened
  await press(opened, button)
  await tapSignIn(opened)
  await press(opened, '允许')
  await phone.getByText(said).waitFor()
  await page.getByText(drawn).waitFor()
  await press(opened, 'Back to normal')
  await phone.getByText('微信授权登录').click()
  await phone.getByText('小满').waitFor()
})

test('Rotate session_key: WeChat has another one', async () => {
  const opened = await signedIn()
  const key = async () => {
    const state = await (await fetch(`${preview.origin}/__mock/state`)).text()
    return /"session_key":"(\*\*\*\w+)"/.exec(state)?.[1]
  }
  const before = await key()
  await press(opened, 'Rotate session_key')
  for (let tries = 0; tries < 100 && (await key()) === before; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(await key()).not.toBe(before)
})

test('Offline and slow: the network is what was chosen', async () => {
  const opened = await signedIn()
  const { page, phone } = opened
  await choose(opened, 'Network', 'offline')
  await phone.getByText('问问服务器我是谁').click()
  await phone.getByText('手机没有联网，请连上网络后再试').waitFor()
  await choose(opened, 'Network', 'slow')
  await phone.getByText('问问服务器我是谁').click()
  await page.waitForTimeout(300)
  expect(await phone.getByText(/^服务器：你是/).count()).toBe(0)
  await phone.getByText(/^服务器：你是 小满/).waitFor()
})

test('Anonymous: nobody is asked, and everybody is 微信用户', async () => {
  const opened = await preview.open()
  await choose(opened, 'User info', 'anonymous')
  await tapSignIn(opened)
  await opened.phone.getByText('微信用户').waitFor()
})

test('Another user: a phone of their own', async () => {
  const opened = await signedIn()
  await chooseAndRestart(opened, 'User', 'visitor')
  await tapSignIn(opened)
  await press(opened, '允许')
  await opened.phone.getByText('立夏').waitFor()
  await chooseAndRestart(opened, 'User', 'developer')
  await opened.phone.getByText('小满').waitFor()
})

test('Base library: one without the authorize button asks for a newer WeChat', async () => {
  const opened = await preview.open()
  await chooseAndRestart(opened, 'Base library', '1.2.9')
  await opened.phone.getByText('去登录').click()
  await opened.phone.getByText('请升级微信版本后再登录').waitFor()
})

test('Language: the words follow', async () => {
  const opened = await preview.open()
  await chooseAndRestart(opened, 'Language', 'en')
  await opened.phone.getByText('Sign in', { exact: true }).click()
  await opened.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
})

test('Clear storage signs out; Restart begins at the first page', async () => {
  const opened = await signedIn()
  await press(opened, 'Clear storage')
  await opened.phone.getByText('去登录').click()
  await opened.phone.getByText('微信授权登录').waitFor()
  await press(opened, 'Restart the app')
  await opened.phone.getByText('去登录').waitFor()
})

test('Session, storage, pages and permissions are shown, tokens masked', async () => {
  const opened = await signedIn()
  const { page } = opened
  await page.getByText(/seconds left$/).waitFor()
  await page.getByText('scope.userInfo: allowed').waitFor()
  await page.getByText('pages/home/home', { exact: true }).waitFor()
  await page.locator('summary').getByText('session', { exact: true }).click()
  await page
    .locator('.panels')
    .getByText(/"token": "\*\*\*/)
    .waitFor()
})
