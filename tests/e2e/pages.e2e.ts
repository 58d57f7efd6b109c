import { changeSettings, lookAt } from './support/look.ts'
import { startPreview, type Opened, type Preview } from './support/preview.ts'
import { en } from '../../miniprogram/i18n/en.ts'
import { zhCN } from '../../miniprogram/i18n/zh-CN.ts'

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

/** The page in front: those below it stay in the document, hidden. */
const front = ({ phone }: Opened) => phone.locator('page:not([hidden])')

/** Above what WeChat's settings offer. */
const LARGEST = 28

/** A walk through the pages: the phone, the words on it, and what a user does there. */
function walker(opened: Opened, language: 'zh_CN' | 'en') {
  const { page, phone } = opened
  return {
    ...opened,
    words: language === 'en' ? en : zhCN,
    // WeChat's own windows speak the phone's language.
    windows:
      language === 'en'
        ? { allow: 'Allow', deny: 'Reject', picture: 'Use WeChat picture' }
        : { allow: '允许', deny: '拒绝', picture: '用微信头像' },
    tap: (text: string) => front(opened).getByText(text, { exact: true }).click(),
    toastIsGone: () => page.locator('#toast').waitFor({ state: 'hidden' }),
    choose: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    back: () => page.getByRole('button', { name: 'Back', exact: true }).click(),
    see: (text: string) => phone.getByText(text, { exact: true }).waitFor(),
    setPhone: (settings: Parameters<typeof changeSettings>[1]) => changeSettings(opened, settings),
  }
}

type Walker = ReturnType<typeof walker>
type Look = (name: string) => unknown

/** As a user goes: browse, ask, sign in, edit, save, bind, settings, sign out. */
async function walk(
  opened: Opened,
  { language, fontSizeSetting = 16 }: { language: 'zh_CN' | 'en'; fontSizeSetting?: number },
  look: Look,
) {
  const { phone } = opened
  const { home } = language === 'en' ? en : zhCN
  await phone.getByText(zhCN.home.goToSignIn).waitFor()
  await changeSettings(opened, { language, fontSizeSetting })
  const heading = phone.getByText(home.heading)
  const size = await heading.evaluate((element) => getComputedStyle(element).fontSize)
  expect(size).toBe(`${1.5 * fontSizeSetting}px`)
  await look('home')
  const user = walker(opened, language)
  await signIn(user, look)
  await editProfile(user, look)
  await signOut(user, look)
  await front(opened).getByText(home.goToSignIn, { exact: true }).waitFor()
}

async function signIn({ words, windows, tap, choose, see, toastIsGone }: Walker, look: Look) {
  const { home, signIn: page, errors } = words
  await tap(home.askServer)
  await tap(page.authorize)
  await see(page.agreeFirst)
  await look('sign-in')
  await tap(page.agree)
  await tap(page.authorize)
  await choose(windows.deny)
  await see(errors.ERR_USER_DENIED)
  await look('sign-in-refused')
  await tap(page.authorize)
  await choose(windows.allow)
  await see('小满')
  await toastIsGone()
  await look('home-signed-in')
}

async function editProfile(user: Walker, look: Look) {
  const { words, windows, tap, choose, see, toastIsGone } = user
  const { home, profile, privacyDialog } = words
  await tap(home.edit)
  await tap(profile.changePicture)
  await choose(windows.picture)
  await front(user).locator('input').fill('阿福')
  await see(profile.unsaved)
  await look('profile-draft')
  await tap(profile.save)
  await user.phone.getByText(profile.unsaved).waitFor({ state: 'detached' })
  await toastIsGone()
  await user.setPhone({ needsPrivacy: true })
  await tap(profile.bindPhone)
  await see('《小程序隐私保护指引》')
  await look('privacy-dialog')
  await tap(privacyDialog.agree)
  await choose(windows.allow)
  await see(profile.changePhone)
  await toastIsGone()
  await look('profile-saved')
  await user.back()
}

async function signOut(user: Walker, look: Look) {
  const { words, tap, choose, see, back } = user
  const { home, settings, errors } = words
  await tap(home.settings)
  await front(user).getByText(settings.account, { exact: true }).waitFor()
  await look('settings')
  await user.setPhone({ isOnline: false })
  await tap(settings.remove)
  await choose(settings.confirm)
  await see(errors.ERR_OFFLINE)
  await look('settings-failed')
  await user.setPhone({ isOnline: true })
  await tap(settings.signOut)
  await choose(settings.confirm)
  await front(user).getByText(settings.account, { exact: true }).waitFor({ state: 'detached' })
  await back()
}

describe.each(['zh_CN', 'en'] as const)('in %s', (language) => {
  test('every page fits, can be read and can be tapped, on phones and tablets', async () => {
    const opened = await preview.open({ viewport: { width: 1100, height: 800 } })
    const flaws: string[] = []
    await walk(opened, { language }, async (name) =>
      flaws.push(...(await lookAt(opened, `${language}-${name}`))),
    )
    expect(flaws).toEqual([])
    expect(opened.complaints.filter((line) => !/ERR_INTERNET|offline/.test(line))).toEqual([])
  }, 180_000)

  test('so it does at WeChat’s largest font', async () => {
    const opened = await preview.open({ viewport: { width: 1100, height: 800 } })
    const flaws: string[] = []
    await walk(opened, { language, fontSizeSetting: LARGEST }, async (name) =>
      flaws.push(...(await lookAt(opened, `large-${language}-${name}`, [320, 430]))),
    )
    expect(flaws).toEqual([])
  }, 120_000)
})

test('a page that was left is gone from the screen', async () => {
  const { phone } = await preview.open()
  await phone.getByText('去登录').click()
  await phone.getByText('暂不登录').click()
  await phone.getByText('去登录').waitFor()
  expect(await phone.locator('page').count()).toBe(1)
})

test('a name that WeChat refuses is cleared, and the page says why', async () => {
  const opened = await preview.open()
  const { page, phone } = opened
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').click()
  await phone.getByText('微信授权登录').click()
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('编辑个人资料').click()
  const field = front(opened).locator('input')
  await field.fill('违规')
  await field.blur()
  await phone.getByText(zhCN.profile.refused).waitFor()
  expect(await field.inputValue()).toBe('')
})
