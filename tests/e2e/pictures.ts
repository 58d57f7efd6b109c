import { mkdirSync } from 'node:fs'
import { startPreview, type Preview } from './support/preview.ts'
import { askToSignIn } from './support/sign-in.ts'

// The pictures of the READMEs and of the guides, taken again: node --import tsx tests/e2e/pictures.ts
const FOLDER = 'docs/pictures'

mkdirSync(FOLDER, { recursive: true })
const preview = await startPreview()
await takePictures(preview, 'zh-CN', 'inspector')
await takePictures(preview, 'en-US', 'inspector.en')
await takePanels(preview, 'zh-CN', '')
await takePanels(preview, 'en-US', '.en')
await preview.close()

/** The phone with WeChat's question, the inspector after a sign-in, and the phone in the dark. */
async function takePictures(preview: Preview, locale: string, name: string) {
  const viewport = { width: 1280, height: 924 }
  const { page, phone } = await preview.open({ viewport, locale })
  await askToSignIn({ phone })
  await page.getByRole('dialog').waitFor()
  await page.locator('.account img').evaluate((image: HTMLImageElement) => image.decode())
  await page.locator('#phone').screenshot({ path: `${FOLDER}/phone-light.png` })
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
  await page.locator('#toast').waitFor({ state: 'hidden' })
  await page.screenshot({ path: `${FOLDER}/${name}.png` })
  await phone.getByText('问问服务器我是谁').click()
  await phone.getByText(/^服务器：你是 小满/).waitFor()
  await page.getByRole('tab', { name: /^(?:情景|Scenarios)/ }).click()
  await page.getByRole('combobox', { name: /^(?:外观|Theme)$/ }).selectOption('dark')
  await page.locator('#phone').screenshot({ path: `${FOLDER}/phone-dark.png` })
  await page.context().close()
}

/** The panels of the inspector that docs/inspector.md shows. */
async function takePanels(preview: Preview, locale: string, suffix: string) {
  const { page, phone } = await preview.open({ viewport: { width: 1280, height: 760 }, locale })
  await askToSignIn({ phone })
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
  await page.locator('#toast').waitFor({ state: 'hidden' })
  const panel = page.getByRole('tabpanel')
  await page.getByRole('tab', { name: /^(?:网络|Network)/ }).click()
  await panel.getByText('/api/login').first().click()
  await panel.screenshot({ path: `${FOLDER}/panel-network${suffix}.png` })
  await page.getByRole('tab', { name: /^(?:情景|Scenarios)/ }).click()
  await panel.screenshot({ path: `${FOLDER}/panel-scenarios${suffix}.png` })
  await page.context().close()
}
