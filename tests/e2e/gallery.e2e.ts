import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assembleGallery } from '../../tools/gallery/gallery.ts'
import { lookAt } from './support/look.ts'
import { startPreview, type Preview } from './support/preview.ts'

let preview: Preview
const folder = mkdtempSync(join(tmpdir(), 'gallery-'))

beforeAll(async () => {
  assembleGallery('.', folder)
  preview = await startPreview(folder)
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true, force: true })
})

test('every component stands alone, fits, and tells its events', async () => {
  const opened = await preview.open({ viewport: { width: 1100, height: 3000 } })
  const { page, phone, complaints } = opened
  const heard = phone.locator('.gallery--heard, .heard').first()
  await phone.getByText('先同意，再点').click()
  await phone.getByText('authorize-button blocked {}').waitFor()
  await phone.getByText('获取手机号').click()
  await page.getByRole('button', { name: '不允许' }).click()
  await phone.getByText(/^authorize-button getphonenumber .*user deny/).waitFor()
  await phone.getByText('选择头像').click()
  await page.getByRole('button', { name: '用微信头像' }).click()
  await phone.getByText(/^avatar-picker chooseavatar/).waitFor()
  await phone.getByText('编辑个人资料').click()
  await phone.getByText(/^user-card tap/).waitFor()
  await phone.getByText('重试').click()
  await phone.getByText('notice action {"action":"retry"}').waitFor()
  await phone.getByText('询问摄像头权限').click()
  await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('已允许').waitFor()
  await phone.getByText('去看看').click()
  await phone.getByText('empty-state action {}').waitFor()
  expect(await heard.isVisible()).toBe(true)
  expect(await lookAt(opened, 'gallery', [320, 430])).toEqual([])
  expect(complaints).toEqual([])
}, 60_000)
