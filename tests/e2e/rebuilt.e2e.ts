/** Mini-programs that a tool writes again while they are looked at: frameworks' watchers, and Sass. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startPreview, type Preview } from './support/preview.ts'

let preview: Preview
let folder: string

/** The output of a framework's build: every file, with one number in it. */
const made = (version: number): Record<string, string> => ({
  'app.json': '{ "pages": ["pages/a/a", "pages/b/b"] }',
  'app.js': `require('./vendor.js'); App({ globalData: { version: ${version} } })`,
  'vendor.js': `exports.words = 'made ${version}'`,
  'pages/a/a.js': `const { words } = require('../../vendor.js'); Page({ data: { words } })`,
  'pages/a/a.wxml': `<view class="words">{{words}} of template ${version}</view><include src="../../base.wxml" />`,
  'pages/a/a.json': '{}',
  'pages/b/b.js': 'Page({})',
  'pages/b/b.wxml': '<view>b</view>',
  'base.wxml': `<view>base ${version}</view>`,
  'pages/a/a.scss': '@use "../../theme" as *; .words { color: $color }',
  '_theme.scss': `$color: rgb(${version}, 0, 0);`,
})

function write(files: Record<string, string>) {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, 'dist', file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  const setting = { useCompilerPlugins: ['sass'] }
  writeFileSync(
    join(folder, 'project.config.json'),
    JSON.stringify({ miniprogramRoot: 'dist/', setting }),
  )
  write(made(1))
  preview = await startPreview(folder)
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true })
})

test('a dist that is removed and written anew is followed, as often as that happens', async () => {
  const opened = await preview.open()
  await opened.phone.getByText('made 1 of template 1').waitFor()
  for (const version of [2, 3, 4]) {
    rmSync(join(folder, 'dist'), { recursive: true })
    write(made(version))
    await opened.phone.getByText(`made ${version} of template ${version}`).waitFor()
    await opened.phone.getByText(`base ${version}`).waitFor()
  }
  expect(await opened.page.getByRole('alert').isVisible()).toBe(false)
  expect(opened.complaints).toEqual([])
})

test('a dist that is written over, file by file, with its pages in use', async () => {
  const opened = await preview.open()
  await opened.phone.getByText(/^made/).waitFor()
  write(made(9))
  await opened.phone.getByText('made 9 of template 9').waitFor()
  await opened.phone.getByText('base 9').waitFor()
  expect(opened.complaints).toEqual([])
})

test('a sheet of Sass follows what it imports, in place; its faults are on the phone', async () => {
  const opened = await preview.open()
  const words = opened.phone.getByText(/^made/)
  await words.waitFor()
  const turns = (color: string) =>
    words.evaluate(async (element, wanted) => {
      while (getComputedStyle(element).color !== wanted) {
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }, color)
  write({ '_theme.scss': '$color: rgb(0, 0, 200);' })
  await turns('rgb(0, 0, 200)')
  write({ '_theme.scss': '\n$color: rgb(0, 0;' })
  const alert = opened.page.getByRole('alert')
  await alert.locator('code', { hasText: '_theme.scss:2' }).waitFor()
  await turns('rgb(0, 0, 200)') // what was right is kept
  write({ '_theme.scss': '$color: rgb(0, 0, 100);' })
  await turns('rgb(0, 0, 100)')
  await alert.waitFor({ state: 'hidden' })
})
