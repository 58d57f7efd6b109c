import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { startPreview, type Preview } from './support/preview.ts'

/** A page for each thing that keeps one from showing. */
const files: Record<string, string> = {
  'project.config.json': '{ "appid": "touristappid", "compileType": "miniprogram" }',
  'app.json': JSON.stringify({
    pages: [
      'home/home',
      'throws/throws',
      'import/import',
      'package/package',
      'component/component',
      'wxs/wxs',
      'wxml/wxml',
      'absent/absent',
    ],
  }),
  'app.js': `App({\n  onLaunch() {\n    throw new Error('thrown in onLaunch')\n  },\n})`,
  'home/home.js': 'Page({})',
  'home/home.wxml': '<view>home</view>',
  'throws/throws.js': `Page({\n  onLoad() {\n    this.data.user.name = 'a'\n  },\n})`,
  'throws/throws.wxml': '<view wx:if="{{ready}}">ready</view>',
  'import/import.js': `const util = require('../utils/nowhere.js')\nPage({ util })`,
  'import/import.wxml': '<view>import</view>',
  'package/package.js': `const dayjs = require('dayjs-not-there')\nPage({ dayjs })`,
  'package/package.wxml': '<view>package</view>',
  'component/component.js': 'Page({})',
  'component/component.json': '{ "usingComponents": { "my-card": "/components/card/card" } }',
  'component/component.wxml': '<my-card />',
  'wxs/wxs.js': 'Page({})',
  'wxs/wxs.wxml': '<wxs src="./tools.wxs" module="tools" />\n<view>{{tools.twice(2)}}</view>',
  'wxs/tools.wxs': 'let twice = function (n) { return n * 2 }\nmodule.exports = { twice: twice }',
  'wxml/wxml.js': 'Page({})',
  'wxml/wxml.wxml': '<view>\n  <view class="open">\n</view>',
  'absent/absent.js': 'Page({})',
  'absent/absent.wxml': '<view wx:if="{{ready}}">ready</view>',
}

const folder = mkdtempSync(join(tmpdir(), 'weapp-faults-'))
let preview: Preview

beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  preview = await startPreview(folder)
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['throws/throws', /undefined/, 'throws/throws.js:3', "this.data.user.name = 'a'", /save/i],
  ['import/import', /nowhere/, 'import/import.js:1', "require('../utils/nowhere.js')", /path/],
  ['package/package', /dayjs-not-there/, 'package/package.js:1', 'dayjs-not-there', /构建 npm/],
  [
    'component/component',
    /components\/card\/card/,
    'component/component.json',
    '',
    /usingComponents/,
  ],
  ['wxs/wxs', /let/, 'wxs/tools.wxs:1', 'let twice', /ES5/],
  ['wxml/wxml', /not closed/, 'wxml/wxml.wxml:1', '<view>', /tag/],
])(
  '%s: the phone says why, where, the line and what to do',
  async (page, message, at, line, todo) => {
    const { page: window } = await preview.open()
    await window.goto(`${preview.origin}/#/${page}`)
    await window.reload()
    const card = window.getByRole('alert').locator('.fault').filter({ hasText: message }).first()
    await card.waitFor()
    await card.getByText(at).waitFor()
    if (line !== '') await card.locator('pre').getByText(line).waitFor()
    expect(await card.locator('small').innerText()).toMatch(todo)
  },
)

test('what the app throws at its launch is said on a page that stays white', async () => {
  const { page: window } = await preview.open()
  await window.goto(`${preview.origin}/#/absent/absent`)
  await window.reload()
  const card = window.getByRole('alert')
  await card.getByText('thrown in onLaunch', { exact: true }).waitFor()
  await card.getByText("throw new Error('thrown in onLaunch')").waitFor()
  await window.getByRole('tab', { name: 'Console' }).click()
  await window.getByRole('log').getByText('thrown in onLaunch').first().waitFor()
})
