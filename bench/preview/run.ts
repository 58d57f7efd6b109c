import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { launchBrowser } from '../../tests/e2e/support/browser.ts'

/**
 * How long somebody waits: from the command to a server that answers, from the address to a button
 * that can be tapped, from a saved template to its change on the screen. Beside it the same of an
 * empty Vite page, in the same run. Medians of several rounds, in milliseconds.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 5)
/** What a person takes to read the address and open it. */
const REST_MS = 1500

interface Subject {
  name: string
  command: string[]
  button: (page: Page) => { waitFor(): Promise<void> }
}

const folder = mkdtempSync(join(tmpdir(), 'weapp-bench-'))
cpSync('miniprogram', folder, { recursive: true })
const phoneOf = (page: Page): FrameLocator => page.frameLocator('#screen')

const subjects: Subject[] = [
  {
    name: 'preview',
    command: ['start.ts', '--port', '0', '--memory', '--project', folder],
    button: (page) => phoneOf(page).getByText('去登录'),
  },
  {
    name: 'empty Vite page',
    command: ['bench/preview/empty-server.ts'],
    button: (page) => page.getByText('ready'),
  },
]

const browser = await launchBrowser()
const rows: Record<string, Record<string, number>> = {}
for (const subject of subjects) {
  const ready: number[] = []
  const first: number[] = []
  const soon: number[] = []
  const again: number[] = []
  const template: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { origin, readyMs, stop } = await start(subject.command)
    ready.push(readyMs)
    const cold = await visit(browser, origin, subject)
    first.push(cold.ms)
    again.push(await reload(cold.page, subject))
    if (subject.name === 'preview') template.push(await changeTemplate(cold.page))
    await cold.page.context().close()
    await stop()

    const rested = await start(subject.command)
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    const warm = await visit(browser, rested.origin, subject)
    soon.push(warm.ms)
    await warm.page.context().close()
    await rested.stop()
  }
  rows[subject.name] = {
    'server ready': median(ready),
    'first page at once': median(first),
    'first page a moment later': median(soon),
    reload: median(again),
    ...(template.length > 0 ? { 'template change': median(template) } : {}),
  }
}
await browser.close()
rmSync(folder, { recursive: true })
console.table(rows)

async function start(command: string[]) {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', ...command])
  const origin = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /running at (http:\S+)/.exec(String(chunk))?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const stop = () =>
    new Promise((resolve) => {
      child.once('close', resolve)
      child.kill('SIGKILL')
    })
  return { origin, readyMs: performance.now() - begun, stop }
}

async function visit(within: Browser, origin: string, subject: Subject) {
  const page = await (await within.newContext()).newPage()
  const begun = performance.now()
  await page.goto(origin)
  await subject.button(page).waitFor()
  return { page, ms: performance.now() - begun }
}

async function reload(page: Page, subject: Subject) {
  const begun = performance.now()
  await page.reload()
  await subject.button(page).waitFor()
  return performance.now() - begun
}

async function changeTemplate(page: Page) {
  const file = join(folder, 'pages/home/home.wxml')
  const before = readFileSync(file, 'utf8')
  const begun = performance.now()
  writeFileSync(file, `<view>changed</view>${before}`)
  await phoneOf(page).getByText('changed').waitFor()
  const ms = performance.now() - begun
  writeFileSync(file, before)
  return ms
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}
