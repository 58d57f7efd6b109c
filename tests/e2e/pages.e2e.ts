import { startPreview, takePicture, type Opened, type Preview } from './support/preview.ts'
import { en } from '../../miniprogram/i18n/en.ts'
import { zhCN } from '../../miniprogram/i18n/zh-CN.ts'

/** As much of the running phone as is needed here. */
interface Phone {
  change: (settings: object) => void
  simulator: { privacy: { isNeeded: boolean } }
}

let preview: Preview

beforeAll(async () => {
  preview = await startPreview()
})

afterAll(() => preview.close())

/** The page in front: those below it stay in the document, hidden. */
const front = ({ phone }: Opened) => phone.locator('page:not([hidden])')

/** WCAG's contrast of every text with what is behind it, and the size of everything to tap. */
async function flawsOf(opened: Opened): Promise<string[]> {
  return opened.phone.locator('html').evaluate((html) => {
    const flaws: string[] = []
    if (html.scrollWidth > html.clientWidth) flaws.push(`${html.scrollWidth} px wide`)
    const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
    const luminance = (color: string) => {
      const [r = 0, g = 0, b = 0] = numbers(color).map((part) => {
        const value = part / 255
        return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const backgroundOf = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)'
      const { backgroundColor } = getComputedStyle(element)
      const isClear = numbers(backgroundColor)[3] === 0
      return isClear ? backgroundOf(element.parentElement) : backgroundColor
    }
    for (const element of document.querySelectorAll('page:not([hidden]) *')) {
      const box = element.getBoundingClientRect()
      if (box.width === 0 || element.getAttribute('aria-disabled') === 'true') continue
      const name = `"${(element.textContent ?? '').trim().slice(0, 20)}"`
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.nodeValue?.trim(),
      )
      if (hasText && !element.closest('[aria-disabled=true], [aria-hidden=true]')) {
        const [dark = 0, light = 0] = [
          luminance(getComputedStyle(element).color),
          luminance(backgroundOf(element)),
        ].toSorted((a, b) => a - b)
        const contrast = (light + 0.05) / (dark + 0.05)
        if (contrast < 4.5) flaws.push(`${name} has a contrast of ${contrast.toFixed(2)}`)
        if (element.scrollWidth > element.clientWidth + 1) flaws.push(`${name} is cut off`)
      }
      const role = element.getAttribute('role') ?? ''
      if (/button|checkbox|link/.test(role) && (box.height < 43.5 || box.width < 43.5)) {
        flaws.push(`${name} is ${box.width} x ${box.height} px to tap`)
      }
    }
    return flaws
  })
}

describe.each([
  [320, 'light', 'zh_CN'],
  [320, 'dark', 'en'],
  [375, 'dark', 'zh_CN'],
  [375, 'light', 'en'],
  [430, 'light', 'zh_CN'],
  [430, 'dark', 'en'],
] as const)('at %d px, %s, %s', (width, theme, language) => {
  const { home, signIn, profile, settings } = language === 'en' ? en : zhCN

  test('every page fits, can be read and can be tapped', async () => {
    const opened = await preview.open({ viewport: { width, height: 740 } })
    const { page, phone, complaints } = opened
    const flaws: string[] = []
    const look = async (name: string) => {
      flaws.push(...(await flawsOf(opened)).map((flaw) => `${name}: ${flaw}`))
      await takePicture(page, `pages/${width}-${theme}-${language}-${name}`)
    }
    const tap = (text: string) => front(opened).getByText(text, { exact: true }).click()
    await phone.getByText(zhCN.home.goToSignIn).waitFor()
    await page.evaluate(
      ([theme, language]) => {
        const frame = document.querySelector<HTMLIFrameElement>('#screen')
        const phone = (frame?.contentWindow as { phone?: Phone } | null)?.phone
        phone?.change({ theme, language })
      },
      [theme, language] as const,
    )
    await phone.getByText(home.heading).waitFor()
    await look('home')
    await tap(home.askServer)
    await tap(signIn.authorize)
    await phone.getByText(signIn.agreeFirst).waitFor()
    await look('sign-in')
    await tap(signIn.agree)
    await tap(signIn.authorize)
    await page.getByRole('button', { name: '允许' }).click()
    await phone.getByText('小满', { exact: true }).waitFor()
    await page.getByRole('status').waitFor({ state: 'hidden' })
    await look('home-signed-in')
    await tap(home.edit)
    await tap(profile.changePicture)
    await page.getByRole('button', { name: '用微信头像' }).click()
    await front(opened).locator('input').fill('阿福')
    await phone.getByText(profile.unsaved).waitFor()
    await look('profile-draft')
    await tap(profile.save)
    await page.getByRole('status').waitFor({ state: 'hidden' })
    await tap(profile.bindPhone)
    await page.getByRole('button', { name: '允许', exact: true }).click()
    await phone.getByText(profile.changePhone).waitFor()
    await page.getByRole('status').waitFor({ state: 'hidden' })
    await look('profile-saved')
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await tap(home.settings)
    await phone.getByText(settings.signOut).last().waitFor()
    await look('settings')
    await tap(settings.signOut)
    await page.getByRole('button', { name: settings.confirm, exact: true }).click()
    await front(opened).getByText(settings.account, { exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await front(opened).getByText(home.goToSignIn, { exact: true }).waitFor()
    expect(flaws).toEqual([])
    expect(complaints).toEqual([])
  })
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

test('the privacy dialog lies over the page, and agreeing goes on', async () => {
  const opened = await preview.open({ viewport: { width: 320, height: 740 } })
  const { page, phone } = opened
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').click()
  await phone.getByText('微信授权登录').click()
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('编辑个人资料').click()
  await page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('#screen')
    const phone = (frame?.contentWindow as { phone?: Phone } | null)?.phone
    if (phone) phone.simulator.privacy.isNeeded = true
  })
  await phone.getByText('绑定手机号').click()
  await phone.getByText('《小程序隐私保护指引》').waitFor()
  await takePicture(page, 'pages/privacy-dialog')
  expect(await flawsOf(opened)).toEqual([])
  await phone.getByText('同意', { exact: true }).click()
  await page.getByRole('button', { name: '允许', exact: true }).click()
  await phone.getByText('更换手机号').waitFor()
})

test('text twice as large still fits 320 px', async () => {
  const opened = await preview.open({ viewport: { width: 320, height: 740 } })
  const { page, phone } = opened
  await phone.getByText('去登录').waitFor()
  await phone.locator('page').evaluate((element) => {
    const style = document.createElement('style')
    const sizes = { small: 20, body: 26, heading: 30, title: 36 }
    const fonts = Object.entries(sizes).map(
      ([name, size]) => `--font-${name}: ${size}px !important`,
    )
    style.textContent = `page { ${fonts.join(';')} }`
    element.ownerDocument.head.append(style)
  })
  expect(await flawsOf(opened)).toEqual([])
  await phone.getByText('设置').click()
  await phone.getByText('摄像头').waitFor()
  await takePicture(page, 'pages/large-settings')
  expect(await flawsOf(opened)).toEqual([])
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').waitFor()
  await takePicture(page, 'pages/large-sign-in')
  expect(await flawsOf(opened)).toEqual([])
})
