import { mkdirSync, writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { animate, type AnimationFrame } from './support/animated-webp.ts'
import { startPreview } from './support/preview.ts'

// The sign-in at the READMEs' top, 20 seconds of it, made again: node --import tsx tests/e2e/animation.ts
const FOLDER = 'docs/pictures'
const SIZE = { width: 1120, height: 700 }
const QUALITY = 0.72

mkdirSync(FOLDER, { recursive: true })
for (const [locale, name] of [
  ['zh-CN', 'sign-in.webp'],
  ['en-US', 'sign-in.en.webp'],
] as const) {
  writeFileSync(`${FOLDER}/${name}`, await record(locale))
}

/** A sign-in as somebody sees it, and then its explanation step by step. */
async function record(locale: string): Promise<Buffer> {
  const preview = await startPreview()
  const isChinese = locale === 'zh-CN'
  const { page, phone } = await preview.open({ viewport: SIZE, locale })
  const frames: AnimationFrame[] = []
  const take = async (ms: number) => {
    await page.mouse.move(0, 0)
    frames.push({ webp: await toWebp(page, await page.screenshot()), ms })
  }
  await phone.getByText('去登录').waitFor()
  await page.getByRole('tab').first().waitFor()
  await take(1800)
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').waitFor()
  await take(1500)
  await phone.getByText('我已阅读并同意').click()
  await take(1200)
  await phone.getByText('微信授权登录').click()
  await page.getByRole('dialog').waitFor()
  await take(2500)
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
  await page.getByText("wx.setStorageSync('userinfo')").waitFor()
  await page.getByRole('status').filter({ hasText: '登录成功' }).waitFor({ state: 'hidden' })
  await take(3000)
  await page.getByRole('button', { name: isChinese ? '从头讲起' : 'Step through' }).click()
  const next = page.getByRole('button', { name: isChinese ? '下一步' : 'Next' })
  const explained = ['wx.login', 'POST /api/login', 'GET /sns/jscode2session']
  for (const title of explained) {
    while ((await page.locator('[aria-current="step"]').getByText(title).count()) === 0) {
      await next.click()
    }
    await take(2500)
  }
  await next.click()
  await take(2500)
  await preview.close()
  return animate(frames, SIZE)
}

/** A browser knows how to write WebP. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const encoded = await page.evaluate(
    async ([png, quality]) => {
      const image = new Image()
      image.src = `data:image/png;base64,${png}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      canvas.getContext('2d', { alpha: false })?.drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality)
    },
    [png.toString('base64'), QUALITY] as const,
  )
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64')
}
