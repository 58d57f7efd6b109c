import automator from 'miniprogram-automator'
import { endAll } from './support/command.ts'
import {
  connect,
  currentPage,
  find,
  goTo,
  startAuto,
  waitForText,
  type MiniProgram,
  type Page,
} from './support/phone.ts'
import { ways } from './support/ways.ts'

jest.setTimeout(120_000)

afterAll(endAll)

/** From a page's own component into its button. */
const buttonIn = async (page: Page, component: string) =>
  find(await find(page, component), 'button')

async function tapAuthorize(phone: MiniProgram): Promise<Page> {
  const page = await goTo(phone, '/pages/sign-in/sign-in')
  await (await find(page, '.agree')).tap()
  await (await buttonIn(page, 'authorize-button')).tap()
  return page
}

async function signIn(phone: MiniProgram, name = '小满'): Promise<Page> {
  await tapAuthorize(phone)
  await phone.native().authorizeAllow()
  // The page goes on by itself when the person is signed in.
  for (;;) {
    const page = await currentPage(phone)
    if (page.path === 'pages/home/home') {
      await waitForText(page, '.screen', name)
      return page
    }
  }
}

const stored = (phone: MiniProgram): Promise<string> =>
  phone.evaluate(() => JSON.stringify(wx.getStorageInfoSync().keys))

describe.each(ways)('the template, by %s', (_way, open) => {
  let phone: MiniProgram

  beforeAll(async () => {
    phone = await open('.')
  })
  afterAll(() => phone.close())

  test('stays signed out when the person refuses, and is signed in when they allow it', async () => {
    const page = await tapAuthorize(phone)
    await phone.native().authorizeCancel()
    await waitForText(page, '.screen', '已取消')
    expect(await stored(phone)).not.toContain('session')
    await signIn(phone)
    expect(await stored(phone)).toContain('session')
  })

  test('gives the phone number', async () => {
    const page = await goTo(phone, '/pages/profile/profile')
    await page.waitFor('authorize-button')
    await (await buttonIn(page, 'authorize-button')).tap()
    await phone.native().authorizeAllow()
    await waitForText(page, '.number', '138****8000')
    expect(await page.data('saved.phoneNumber')).toBe('138****8000')
  })

  test('takes a picture and a nickname', async () => {
    const { InputElement } = automator
    const page = await goTo(phone, '/pages/profile/profile')
    await page.waitFor('avatar-picker')
    await (await buttonIn(page, 'avatar-picker')).tap()
    await phone.native().authorizeAllow()
    await ((await find(page, 'input')) as InstanceType<typeof InputElement>).input('谷雨')
    await page.waitFor(async () => (await page.data('avatarFile')) !== '')
    await (await find(page, '.button-primary')).tap()
    await page.waitFor(async () => (await page.data('saved.nickName')) === '谷雨')
    expect(await page.data('saved.avatarUrl')).toMatch(/^http/)
  })
})

test('an expired session is renewed, and the person sees nothing of it', async () => {
  const auto = await startAuto('.')
  const phone = await connect(auto)
  const page = await signIn(phone)
  await fetch(`${auto.origin}/__mock/scenarios/session-expired`, { method: 'POST' })
  await (await find(page, '.button-primary')).tap()
  await waitForText(page, '.screen', '服务器：你是 小满')
  await phone.close()
  expect(await auto.ended).toBe(0)
})

test('the privacy guideline is asked for before personal data is used', async () => {
  const phone = await connect(await startAuto('tests/automator/fixture', '--privacy'))
  const needed = async () => (await phone.callWxMethod('getPrivacySetting')).needAuthorization
  expect(await needed()).toBe(true)
  const page = await currentPage(phone)
  await (await find(page, '.private')).tap()
  await phone.native().authorizeAllow()
  await waitForText(page, '.answer', 'requirePrivacyAuthorize:ok')
  expect(await needed()).toBe(false)
  await phone.close()
})

test('two phones at once have nothing in common', async () => {
  const [one, other] = await Promise.all([
    startAuto('.').then(connect),
    startAuto('.', '--auto-account', 'visitor').then(connect),
  ])
  await signIn(one)
  expect(await stored(other)).not.toContain('session')
  await signIn(other, '立夏')
  await Promise.all([one.close(), other.close()])
})
