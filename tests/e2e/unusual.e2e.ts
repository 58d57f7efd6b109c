/** Mini-programs that are large, empty, broken for a while, or lie in folders with unusual names. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { killAll } from './support/process.ts'
import { startPreview, type Preview } from './support/preview.ts'

let place: string
let preview: Preview | undefined

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
})

afterEach(async () => {
  await preview?.close()
  preview = undefined
  killAll()
  rmSync(place, { recursive: true })
})

function lay(files: Record<string, string | Buffer>, folder = place) {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
}

const small = {
  'app.json': '{"pages":["pages/a/a"]}',
  'pages/a/a.js': "Page({ data: { words: 'hello' } })",
  'pages/a/a.wxml': '<view>{{words}}</view>',
}

test.each(
  ['with space', '小程序', 'a#b', '50%', '%41', 'a?b', "it's", 'a&b+c', '[x] (y)'].map((it) => [
    it,
  ]),
)('a project in a folder called "%s" is shown and followed', async (name) => {
  if (process.platform === 'win32' && name.includes('?')) return // no such name there
  const folder = join(place, name)
  lay(small, folder)
  preview = await startPreview(folder)
  const { phone, page, complaints } = await preview.open()
  await phone.getByText('hello').waitFor()
  lay({ 'pages/a/a.wxml': '<view>{{words}} again</view>' }, folder)
  await phone.getByText('hello again').waitFor()
  lay({ 'pages/a/a.js': '\nnowhere()' }, folder)
  await page.getByRole('alert').filter({ hasText: 'pages/a/a.js:2:1' }).waitFor()
  expect(complaints.filter((it) => !it.includes('nowhere'))).toEqual([])
})

test('a picture of 5 MB, a script of 1 MB and 2,000 lines of WXML', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!--${'x'.repeat(5e6)}--></svg>`
  const table = JSON.stringify(
    Array.from({ length: 20_000 }, (_, at) => ({ at, text: '一'.repeat(30) })),
  )
  lay({
    ...small,
    'large.svg': svg,
    'pages/a/a.js': `const table = ${table}
Page({ data: { words: table.length + ' rows' }, loaded({ detail }) { this.setData({ words: 'wide ' + detail.width }) } })`,
    'pages/a/a.wxml': `<view>{{words}}</view><image src="/large.svg" bindload="loaded" />${'<view class="row">row</view>\n'.repeat(2000)}`,
  })
  expect(table.length).toBeGreaterThan(1_000_000)
  preview = await startPreview(place)
  const { phone, complaints } = await preview.open()
  await phone.getByText('wide 9', { exact: true }).waitFor()
  expect(await phone.locator('.row').count()).toBe(2000)
  expect(complaints).toEqual([])
})

test.each([
  ['app.json can not be read', { 'app.json': '{"pages":["pages/a/a"],' }, 'app.json:1'],
  ['there are no pages', { 'app.json': '{"pages":[]}' }, 'app.json'],
  ['the list of pages is none', { 'app.json': '{"pages":"pages/a/a"}' }, 'app.json'],
  ['a template can not be read', { 'pages/a/a.wxml': '<view>\n<view' }, 'pages/a/a.wxml:2'],
])(
  '%s: said on every phone, cleared when mended, at the start as later',
  async (_, broken, where) => {
    lay({ ...small, ...broken })
    preview = await startPreview(place)
    const phones = [await preview.open(), await preview.open()]
    const everywhere = async (see: (opened: (typeof phones)[0]) => Promise<unknown>) => {
      for (const opened of phones) await see(opened)
    }
    const said = () =>
      everywhere(({ page }) =>
        page.getByRole('alert').locator('code', { hasText: where }).first().waitFor(),
      )
    const whole = () =>
      everywhere(async ({ page, phone }) => {
        await phone.getByText('hello').waitFor()
        await page.getByRole('alert').waitFor({ state: 'hidden' })
      })
    await said()
    lay(small)
    await whole()
    lay(broken)
    await said()
    lay(small)
    await whole()
  },
)

test('a folder that is renamed while it is shown is said to be missing, and found when it is back', async () => {
  lay(small)
  preview = await startPreview(place)
  const { page, phone } = await preview.open()
  await phone.getByText('hello').waitFor()
  renameSync(join(place, 'pages'), join(place, 'seiten'))
  await page.getByRole('alert').filter({ hasText: 'pages/a/a' }).waitFor()
  renameSync(join(place, 'seiten'), join(place, 'pages'))
  await page.getByRole('alert').waitFor({ state: 'hidden' })
  lay({ 'pages/a/a.wxml': '<view>{{words}} back</view>' })
  await phone.getByText('hello back').waitFor()
})
