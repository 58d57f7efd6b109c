import { mkdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { startPreview, type Opened } from './support/preview.ts'
import { askToSignIn } from './support/sign-in.ts'

/*
 * Every panel of the inspector in both languages, light and dark, in five windows, for a person to look
 * at: node --import tsx tests/e2e/panels.ts FOLDER [part of a name, such as en-dark-1440]
 */
const [folder = 'tests/e2e/screenshots/panels', wanted = ''] = process.argv.slice(2)

const SIZES = [
  [375, 812],
  [900, 700],
  [1280, 720],
  [1440, 900],
  [1920, 1080],
] as const
const TABS = {
  story: ['时序', 'Story'],
  network: ['网络', 'Network'],
  console: ['控制台', 'Console'],
  storage: ['缓存', 'Storage'],
  appData: ['AppData', 'AppData'],
  wxml: ['WXML', 'WXML'],
  pages: ['页面', 'Pages'],
  scenarios: ['情景', 'Scenarios'],
} as const

mkdirSync(folder, { recursive: true })
const preview = await startPreview()
const browser = await launchBrowser()
for (const [width, height] of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const locale of ['zh-CN', 'en-US']) {
      const name = `${locale.slice(0, 2)}-${colorScheme}-${width}`
      if (!name.includes(wanted)) continue
      const options = { locale, colorScheme, viewport: { width, height } }
      const pictures = await panelsOf(await preview.open(options), locale === 'zh-CN' ? 0 : 1)
      const across = width < 600 ? 4 : 2
      for (let at = 0; at < pictures.length; at += across * 2) {
        const some = pictures.slice(at, at + across * 2)
        const path = `${folder}/${name}-${at / (across * 2) + 1}.png`
        await writeSheet(browser, some, { across, width, path })
      }
      console.log(name)
    }
  }
}
await browser.close()
await preview.close()

/** One picture a panel, each with something in it; before them the first page and WeChat's question. */
async function panelsOf(opened: Opened, language: 0 | 1): Promise<Buffer[]> {
  const { page, phone } = opened
  const pictures: Buffer[] = []
  const take = async () => {
    await page.mouse.move(0, 0)
    pictures.push(await page.screenshot())
  }
  const said = (zh: string, en: string) => [zh, en][language] ?? zh
  await phone.getByText('去登录').waitFor()
  await page.locator('.tab-list, .fold').first().waitFor()
  await take()
  await askToSignIn(opened)
  await page.getByRole('dialog').waitFor()
  await take()
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
  await page.locator('#toast').waitFor({ state: 'hidden' })
  const unfold = page.getByRole('button', { name: said('展开检查器', 'Unfold the inspector') })
  if (await unfold.isVisible()) await unfold.click()
  await page.getByRole('tab').first().waitFor()
  for (const [panel, names] of Object.entries(TABS)) {
    await page.getByRole('tab', { name: names[language] }).click()
    if (panel === 'story')
      await page.getByRole('button', { name: said('从头讲起', 'Step through') }).click()
    if (panel === 'network') await page.getByRole('button', { name: '/api/login' }).first().click()
    if (panel === 'wxml') {
      const node = page.getByRole('button', { name: /^<view/ }).first()
      await node.click()
    }
    await page.waitForTimeout(300)
    await take()
  }
  await page.context().close()
  return pictures
}

interface Sheet {
  across: number
  /** Of one window, in px. */
  width: number
  path: string
}

/** Pictures side by side in one PNG. */
async function writeSheet(browser: Browser, pictures: Buffer[], { across, width, path }: Sheet) {
  const shown = Math.min(width, 780)
  const page = await browser.newPage({ viewport: { width: across * (shown + 8) + 8, height: 200 } })
  const images = pictures.map(
    (png) => `<img width="${shown}" src="data:image/png;base64,${png.toString('base64')}">`,
  )
  const style = `margin:8px;display:grid;gap:8px;grid-template-columns:repeat(${across},${shown}px);background:#888`
  await page.setContent(`<body style="${style}">${images.join('')}</body>`)
  await page.screenshot({ path, fullPage: true })
  await page.close()
}
