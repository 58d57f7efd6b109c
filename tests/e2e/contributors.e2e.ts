/** A saved change of the preview's own code is bundled again and reaches the open page. */
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { killAll, originOf, run, type Run } from './support/process.ts'

const OWN = ['package.json', 'start.ts', 'tsconfig.json', 'simulator', 'mock-server', 'miniprogram']

let folder: string
let kit: Run
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weapp-login-kit-'))
  const isOwn = (path: string) => !path.includes('node_modules')
  for (const name of OWN) cpSync(name, join(folder, name), { recursive: true, filter: isOwn })
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'), 'junction')
  const start = join(folder, 'start.ts')
  const project = join(folder, 'miniprogram')
  const env = { WEAPP_CACHE: join(folder, 'cache') }
  kit = run([start, '--port', '0', '--memory', '--project', project], env)
  const origin = await originOf(kit)
  browser = await launchBrowser()
  page = await browser.newPage()
  await page.goto(origin)
  await page.frameLocator('#screen').getByText('去登录').waitFor()
}, 60_000)

afterAll(async () => {
  await browser.close()
  killAll()
  rmSync(folder, { recursive: true })
})

const fileOf = (name: string) => join(folder, 'simulator/preview', name)
const show = (what: string) => `\ndocument.body.append(${JSON.stringify(what)})`

test.each([
  ['the phone', 'runtime/main.ts'],
  ['the frame', 'frame/main.ts'],
  ['the inspector', 'inspector/main.tsx'],
])('a change of %s reaches the open page', async (what, file) => {
  const words = `a new line of ${what}`
  const around = what === 'the phone' ? page.frameLocator('#screen') : page
  appendFileSync(fileOf(file), show(words))
  await around.getByText(words).waitFor()
  await page.frameLocator('#screen').getByText('去登录').waitFor()
})

test('a sheet of the frame, and code of the engine that the phone shares with jest', async () => {
  appendFileSync(fileOf('frame/frame.css'), '\nbody { outline: 3px solid rgb(1, 2, 3) }')
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)')
  const shared = '../engine/mini-program.ts'
  appendFileSync(fileOf(shared), "\nsetTimeout(() => document.body.append('a new engine'))")
  await page.frameLocator('#screen').getByText('a new engine').waitFor()
})

test('a fault is said with file and line, the page stays as it was, and the next save mends it', async () => {
  const file = fileOf('runtime/main.ts')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, `${before}\nconst = 1`)
  const line = before.split('\n').length + 1
  const said = `runtime/main.ts:${line}:6: ERROR`
  for (let tries = 0; tries < 400 && !kit.output().includes(said); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(kit.output()).toContain(said)
  expect(await page.frameLocator('#screen').getByText('去登录').isVisible()).toBe(true)
  writeFileSync(file, before + show('mended'))
  await page.frameLocator('#screen').getByText('mended').waitFor()
})
