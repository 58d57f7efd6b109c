import { startPreview, type Opened, type Preview } from './support/preview.ts'
import { askToSignIn, signIn } from './support/sign-in.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

async function signedIn(): Promise<Opened> {
  const opened = await preview.open()
  await signIn(opened)
  return opened
}

const open = ({ page }: Opened, name: string) => page.getByRole('tab', { name }).click()

const press = ({ page }: Opened, name: string) =>
  page.getByRole('button', { name, exact: true }).click()

/** Presses a button of the scenarios, and waits until the mock was told. */
async function play(opened: Opened, name: string) {
  await open(opened, 'Scenarios')
  const told = opened.page.waitForResponse((response) =>
    response.url().includes('/__mock/scenarios/'),
  )
  await press(opened, name)
  await told
}

async function choose(opened: Opened, label: string, option: string) {
  await open(opened, 'Scenarios')
  await opened.page.getByRole('combobox', { name: label, exact: true }).selectOption(option)
}

/** Chooses what makes the phone start again, and waits until it did. */
async function chooseAndRestart(opened: Opened, label: string, option: string) {
  await open(opened, 'Scenarios')
  const restarted = opened.page.waitForEvent('framenavigated')
  await choose(opened, label, option)
  await restarted
}

test('Expire the session: the next call renews it', async () => {
  const opened = await signedIn()
  await press(opened, 'Clear')
  await play(opened, 'Expire the session')
  await open(opened, 'Story')
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
  await play(opened, button)
  await page.getByRole('button', { name: button, pressed: true }).waitFor()
  await open(opened, 'Story')
  await askToSignIn(opened)
  await press(opened, '允许')
  await phone.getByText(said).waitFor()
  await page.getByText(drawn).waitFor()
  await play(opened, 'Back to normal')
  await page.getByText('All is well').waitFor()
  await phone.getByText('微信授权登录').click()
  await phone.getByText('小满').waitFor()
})

test('a situation says what it changes for who is signed in, and is ended by itself', async () => {
  const opened = await signedIn()
  const { page } = opened
  await open(opened, 'Scenarios')
  const busy = page.getByRole('listitem').filter({ hasText: 'WeChat busy' })
  await busy.getByText('The session there is stays good').waitFor()
  await play(opened, 'WeChat busy')
  await page.reload()
  const button = page.getByRole('button', { name: 'WeChat busy', pressed: true })
  await button.waitFor() // what holds is asked of the mock, not remembered
  await button.click()
  await page.getByRole('button', { name: 'WeChat busy', pressed: false }).waitFor()
  await page.getByText('All is well').waitFor()
})

test('what was changed elsewhere is shown, the profile too', async () => {
  const opened = await preview.open()
  await open(opened, 'Scenarios')
  for (const name of ['anonymous-profile', 'backend-down']) {
    await fetch(`${preview.origin}/__mock/scenarios/${name}`, { method: 'POST' })
  }
  await opened.page.getByRole('button', { name: 'Backend down', pressed: true }).waitFor()
  const profile = opened.page.getByRole('combobox', { name: 'User info', exact: true })
  expect(await profile.inputValue()).toBe('anonymous')
})

test('Rotate session_key: WeChat has another one', async () => {
  const opened = await signedIn()
  const key = async () => {
    const state = await (await fetch(`${preview.origin}/__mock/state`)).text()
    return /"session_key":"(\*\*\*\w+)"/.exec(state)?.[1]
  }
  const before = await key()
  await play(opened, 'Rotate session_key')
  expect(await key()).not.toBe(before)
})

test('the clock goes forward and back to now', async () => {
  const opened = await signedIn()
  const { page, phone } = opened
  await open(opened, 'Scenarios')
  for (let day = 0; day < 8; day++) {
    const told = page.waitForResponse((response) => response.url().endsWith('/__mock/clock'))
    await press(opened, '1 day')
    await told
  }
  await page.getByText('8 days ahead of this computer').waitFor()
  await open(opened, 'Story')
  await phone.getByText('问问服务器我是谁').click()
  await page.getByText(/401 session_expired/).waitFor()
  await open(opened, 'Scenarios')
  await press(opened, 'Back to now')
  await page.getByText('the same as this computer').waitFor()
})

test('Offline and slow: the network is what was chosen', async () => {
  const opened = await signedIn()
  const { phone } = opened
  await choose(opened, 'Network', 'offline')
  await phone.getByText('问问服务器我是谁').click()
  await phone.getByText('手机没有联网，请连上网络后再试').waitFor()
  await choose(opened, 'Network', 'slow')
  await phone.getByText('问问服务器我是谁').click()
  await phone.getByText(/^服务器：你是 小满/).waitFor()
})

test('Anonymous: nobody is asked, and everybody is 微信用户', async () => {
  const opened = await preview.open()
  const told = opened.page.waitForResponse((response) =>
    response.url().includes('anonymous-profile'),
  )
  await choose(opened, 'User info', 'anonymous')
  await told
  await askToSignIn(opened)
  await opened.phone.getByText('微信用户').waitFor()
})

test('Another user: a separate storage', async () => {
  const opened = await signedIn()
  await chooseAndRestart(opened, 'User', 'visitor')
  await askToSignIn(opened)
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

test('Device: a small phone, a tablet; the mini-program is told', async () => {
  const opened = await preview.open()
  for (const [device, width] of [
    ['tablet', 768],
    ['small', 320],
  ] as const) {
    await chooseAndRestart(opened, 'Device', device)
    await opened.phone.getByText('去登录').waitFor()
    const inner = opened.phone.locator('html').evaluate(() => innerWidth)
    expect(await inner).toBe(width)
  }
})

test('Clear storage signs out; Restart begins at the first page', async () => {
  const opened = await signedIn()
  await open(opened, 'Scenarios')
  await press(opened, 'Clear storage')
  await opened.phone.getByText('去登录').click()
  await opened.phone.getByText('微信授权登录').waitFor()
  await press(opened, 'Restart the app')
  await opened.phone.getByText('去登录').waitFor()
})

test('Session, storage, pages and permissions are in view, tokens masked', async () => {
  const opened = await signedIn()
  const { page } = opened
  const dock = page.locator('.dock')
  await dock.getByText('7 days left').waitFor()
  await dock.getByText('scope.userInfo: allowed').waitFor()
  await dock.getByText('pages/home/home', { exact: true }).waitFor()
  await dock.locator('summary').getByText('session:').click()
  await dock.getByText(/"\*\*\*[\w-]{4}"/).waitFor()
})

test('the session is given another end, and the mini-program goes by it', async () => {
  const opened = await signedIn()
  const { page, phone } = opened
  await page.getByRole('combobox', { name: 'Set what is left' }).selectOption({ label: '1 hour' })
  await page.locator('.dock').getByText('1 hour left').waitFor()
  await phone.getByText('小满').waitFor()
  await page.getByRole('combobox', { name: 'Set what is left' }).selectOption({ label: 'end now' })
  await page.getByText('POST /api/login').nth(1).waitFor() // renewed silently
})
