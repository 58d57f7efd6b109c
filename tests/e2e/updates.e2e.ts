import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Laid } from '../support/project.ts'
import { startPreview, type Opened, type Preview } from './support/preview.ts'

const project: Laid = {
  'app.json': { pages: ['pages/a/a', 'pages/b/b'], window: { navigationBarTitleText: 'small' } },
  'app.js': 'App({})',
  'app.wxss': '@import "shared/base.wxss";',
  'shared/base.wxss': '.text { color: rgb(1, 1, 1); }',
  'shared/parts.wxml': '<template name="part"><view>part one</view></template>',
  'shared/words.wxs': 'module.exports = { say: function (n) { return "counted " + n } }',
  'shared/name.js': "module.exports = 'first name'",
  'pages/a/a.json': {},
  'pages/a/a.js': `const name = require('../../shared/name')
Page({
  data: { n: 0, name },
  count() { this.setData({ n: this.data.n + 1 }) },
  go() { wx.navigateTo({ url: '/pages/b/b?id=seven%207' }) },
})`,
  'pages/a/a.wxml': `<import src="/shared/parts.wxml" /><wxs src="/shared/words.wxs" module="words" />
<template is="part" /><view class="text">{{words.say(n)}}</view><view>{{name}}</view>
<button bindtap="count">count</button><button bindtap="go">go</button>`,
  'pages/b/b.json': {},
  'pages/b/b.js': 'Page({ onLoad({ id }) { this.setData({ id }) } })',
  'pages/b/b.wxml': '<view>opened with {{id}}</view>',
}

let preview: Preview
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  lay(project)
  preview = await startPreview(folder)
})

afterAll(async () => {
  await preview.close()
  rmSync(folder, { recursive: true })
})

afterEach(() => lay(project))

function lay(files: Laid, root = folder) {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

const edit = (file: string, change: (text: string) => string) =>
  lay({ [file]: change(project[file] as string) })

/** A phone whose page knows something that a new start would forget. */
async function counted(): Promise<Opened> {
  const opened = await preview.open()
  await opened.phone.getByText('count', { exact: true }).click()
  await opened.phone.getByText('counted 1').waitFor()
  return opened
}

test('an imported template, a WXS and an imported sheet change in place', async () => {
  const { phone, complaints } = await counted()
  edit('shared/parts.wxml', (text) => text.replace('part one', 'part two'))
  await phone.getByText('part two').waitFor()
  edit('shared/words.wxs', (text) => text.replace('counted ', 'altogether '))
  await phone.getByText('altogether 1').waitFor()
  edit('shared/base.wxss', (text) => text.replace('1, 1, 1', '2, 2, 2'))
  await phone.getByText('altogether 1').evaluate(async (element) => {
    while (getComputedStyle(element).color !== 'rgb(2, 2, 2)')
      await new Promise(requestAnimationFrame)
  })
  expect(complaints).toEqual([])
})

test('a script and a .json start the mini-program anew, at the same page with its query', async () => {
  const { phone, page } = await preview.open()
  await phone.getByText('go', { exact: true }).click()
  await phone.getByText('opened with seven%207').waitFor()
  edit('pages/b/b.js', (text) => text.replace('setData({ id })', "setData({ id: id + '!' })"))
  await phone.getByText('opened with seven%207!').waitFor()
  lay({ 'pages/b/b.json': { navigationBarTitleText: 'new title' } })
  await page.getByRole('heading', { name: 'new title' }).waitFor()
  await phone.getByText('opened with seven%207!').waitFor()
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  await phone.getByText('first name').waitFor()
})

test('files that come and go are noticed, in new folders too', async () => {
  const { phone, page } = await preview.open()
  await phone.getByText('first name').waitFor()
  lay({
    'pages/a/a.json': { usingComponents: { card: '/new/deep/card/card' } },
    'pages/a/a.wxml': '<card />',
    'new/deep/card/card.json': { component: true },
    'new/deep/card/card.js': 'Component({})',
    'new/deep/card/card.wxml': '<view>a new card</view>',
  })
  await phone.getByText('a new card').waitFor()
  lay({ 'new/deep/card/card.wxml': '<view>a newer card</view>' })
  await phone.getByText('a newer card').waitFor()
  rmSync(join(folder, 'new'), { recursive: true })
  const alert = page.getByRole('alert')
  await alert.getByText('component <card> is not found').waitFor()
  lay(project)
  await phone.getByText('first name').waitFor()
  await alert.waitFor({ state: 'hidden' })
})

test('pictures that come, change and go are seen, by every phone', async () => {
  const svg = (width: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="1"/>`
  lay({
    'pages/b/b.js': `Page({
      loaded({ detail }) { this.setData({ seen: 'picture of ' + detail.width }) },
      failed() { this.setData({ seen: 'no picture' }) },
    })`,
    'pages/b/b.wxml':
      '<image src="/images/own.svg" bindload="loaded" binderror="failed" /><view>{{seen}}</view>',
  })
  const phones = [await preview.open(), await preview.open()]
  const seen = async (words: string) => {
    for (const { phone } of phones) await phone.getByText(words, { exact: true }).waitFor()
  }
  for (const { phone } of phones) await phone.getByText('go', { exact: true }).click()
  await seen('no picture')
  lay({ 'images/own.svg': svg(7) })
  await seen('picture of 7')
  lay({ 'images/own.svg': svg(1234) })
  await seen('picture of 1234')
  rmSync(join(folder, 'images'), { recursive: true })
  await seen('no picture')
})

test('an editor that replaces the file by another one is followed, time after time', async () => {
  const { phone } = await counted()
  for (const words of ['one more', 'two more', 'three more']) {
    const file = join(folder, 'pages/a/a.wxml')
    writeFileSync(`${file}~`, `<view>${words}</view>${project['pages/a/a.wxml'] as string}`)
    renameSync(`${file}~`, file)
    await phone.getByText(words).waitFor()
  }
  await phone.getByText('counted 1').waitFor()
})

test('a tool that makes the whole folder anew, as it was: nothing moves; then with a change', async () => {
  const { phone, page } = await counted()
  await page.locator('#faults').evaluate((element: HTMLElement) => {
    const shown = new MutationObserver(
      () => element.hidden || (document.title = 'there was a fault'),
    )
    shown.observe(element, { attributes: true })
  })
  lay(project)
  lay({ 'pages/a/a.wxml': `<view>made anew</view>${project['pages/a/a.wxml'] as string}` })
  await phone.getByText('made anew').waitFor()
  await phone.getByText('counted 1').waitFor()

  const made = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  lay({ ...project, 'shared/name.js': "module.exports = 'second name'" }, made)
  for (const name of ['app.json', 'app.js', 'app.wxss', 'pages', 'shared']) {
    rmSync(join(folder, name), { recursive: true })
  }
  await new Promise((resolve) => setTimeout(resolve, 300)) // as a build takes
  cpSync(made, folder, { recursive: true })
  rmSync(made, { recursive: true })
  await phone.getByText('second name').waitFor()
  expect(await page.title()).not.toBe('there was a fault')
})

test('several phones follow at once; one that was closed meanwhile is up to date', async () => {
  const phones = [await counted(), await counted()]
  edit('shared/parts.wxml', (text) => text.replace('part one', 'part for all'))
  for (const { phone } of phones) await phone.getByText('part for all').waitFor()
  const { phone } = await preview.open()
  await phone.getByText('part for all').waitFor()
})

test.each<[string, Laid, RegExp]>([
  ['its script', { 'pages/a/a.js': '\nnone.at.all()' }, /pages\/a\/a\.js:2:1.*none is not defined/],
  ['a module', { 'shared/name.js': 'throw new Error("no name")' }, /shared\/name\.js:1:7.*no name/],
  [
    'a module that is not there',
    { 'pages/a/a.js': "\n\nrequire('./Gone')" },
    /pages\/a\/a\.js:3:1.*module '.\/Gone' is not defined/,
  ],
])(
  'a page that can not open for %s says so on the phone, with file and line',
  async (_, files, words) => {
    const { phone, page } = await preview.open()
    await phone.getByText('first name').waitFor()
    lay(files)
    await page.getByRole('alert').filter({ hasText: words }).waitFor()
    lay(project)
    await phone.getByText('first name').waitFor()
    await page.getByRole('alert').waitFor({ state: 'hidden' })
  },
)
