import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPreview, type Preview } from './support/preview.ts'
import { refuseToSignIn } from './support/sign-in.ts'

let preview: Preview
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  cpSync('miniprogram', folder, { recursive: true })
  preview = await startPreview(folder)
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true })
})

/** Edits a file of the copied project; undone by calling what it returns. */
function edit(file: string, change: (text: string) => string) {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, change(before))
  return () => writeFileSync(path, before)
}

test('a template changes in place: the page keeps its data', async () => {
  const opened = await preview.open()
  await refuseToSignIn(opened)
  const undo = edit('pages/sign-in/sign-in.wxml', (text) => `<view>新的一行</view>${text}`)
  await opened.phone.getByText('新的一行').waitFor()
  await opened.phone.getByText('已取消').waitFor() // what the page knew is still there
  undo()
  await opened.phone.getByText('新的一行').waitFor({ state: 'detached' })
  expect(opened.complaints).toEqual([])
})

test('a style sheet changes in place', async () => {
  const opened = await preview.open()
  await refuseToSignIn(opened)
  const undo = edit('app.wxss', (text) => `${text} .title { color: rgb(1, 2, 3); }`)
  await opened.phone.getByText('登录后继续').evaluate(async (element) => {
    while (getComputedStyle(element).color !== 'rgb(1, 2, 3)') {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })
  expect(await opened.phone.getByText('已取消').count()).toBe(1)
  undo()
})

test('a script starts the app anew, at the same page', async () => {
  const opened = await preview.open()
  await opened.phone.getByText('去登录').click()
  const undo = edit('i18n/zh-CN.ts', (text) => text.replace('登录后继续', '新的标题'))
  await opened.phone.getByText('新的标题').waitFor()
  await opened.page.getByRole('button', { name: 'Back', exact: true }).waitFor()
  undo()
  await opened.phone.getByText('登录后继续').waitFor()
})

test.each([
  ['pages/home/home.ts', (text: string) => `${text}\nconst = 1`, 'pages/home/home.ts'],
  ['pages/home/home.wxml', (text: string) => `${text}<view`, 'pages/home/home.wxml'],
  ['app.wxss', (text: string) => `${text} .a { color: red`, 'app.wxss'],
  ['pages/home/home.json', (text: string) => `${text},`, 'pages/home/home.json'],
])('a fault in %s is shown over the phone, and clears when mended', async (file, change, shown) => {
  const opened = await preview.open()
  await opened.phone.getByText('去登录').waitFor()
  const undo = edit(file, change)
  const alert = opened.page.getByRole('alert')
  await alert.locator('code', { hasText: shown }).waitFor()
  undo()
  await alert.waitFor({ state: 'hidden' })
  await opened.phone.getByText('去登录').waitFor()
})
