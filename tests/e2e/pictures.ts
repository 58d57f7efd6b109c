import { mkdirSync } from 'node:fs'
import { startPreview } from './support/preview.ts'
import { askToSignIn } from './support/sign-in.ts'

// The pictures of the READMEs, taken anew: node --import tsx tests/e2e/pictures.ts
const FOLDER = 'docs/pictures'

mkdirSync(FOLDER, { recursive: true })
const preview = await startPreview()
const { page, phone } = await preview.open({ viewport: { width: 1280, height: 924 } })
await askToSignIn({ phone })
await page.getByRole('dialog').waitFor()
await page.locator('#phone').screenshot({ path: `${FOLDER}/phone-light.png` })
await page.getByRole('button', { name: '允许' }).click()
await phone.getByText('小满').waitFor()
await page.locator('#toast').waitFor({ state: 'hidden' })
await page.screenshot({ path: `${FOLDER}/inspector.png` })
await phone.getByText('问问服务器我是谁').click()
await phone.getByText(/^服务器：你是 小满/).waitFor()
await page.getByRole('tab', { name: 'Scenarios' }).click()
await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark')
await page.locator('#phone').screenshot({ path: `${FOLDER}/phone-dark.png` })
await preview.close()
