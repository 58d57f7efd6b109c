import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { launchBrowser } from '../../simulator/automator/browser.ts'

/**
 * Measures the wait for the preview, beside an empty page of Vite's dev server and beside a static
 * page that is nothing but glass-easel. In turn, in one run; medians in milliseconds.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 7)
/** Time a person takes to read the address and open it. */
const REST_MS = 1500

interface Subject {
  command: string[]
  /** The text that the person waits for. */
  text: string
  isPreview?: boolean
}

const folder = mkdtempSync(join(tmpdir(), 'weapp-bench-'))
cpSync('miniprogram', folder, { recursive: true })
const tsx = ['--import', 'tsx']

const subjects: Record<string, Subject> = {
  preview: {
    command: [...tsx, 'start.ts', '--port', '0', '--memory', '--project', folder],
    text: '去登录',
    isPreview: true,
  },
  'empty Vite page': { command: ['bench/preview/servers/vite.mjs'], text: 'ready' },
  'static glass-easel page': {
    command: [...tsx, 'bench/preview/servers/static.ts'],
    text: 'ready',
  },
}

type Times = Record<string, number[]>
const times: Record<string, Times> = {}

const browser = await launchBrowser()
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, subject] of Object.entries(subjects)) {
    const note = (what: string, ms: number) => ((times[name] ??= {})[what] ??= []).push(ms)
    await measure(subject, note)
  }
}
await browser.close()
rmSync(folder, { recursive: true })
function row(all: Times) {
  return Object.fromEntries(Object.entries(all).map(([what, values]) => [what, median(values)]))
}
console.table(Object.fromEntries(Object.entries(times).map(([name, all]) => [name, row(all)])))

async function measure(subject: Subject, note: (what: string, ms: number) => void) {
  const first = await start(subject.command)
  note('server ready', first.readyMs)
  const cold = await visit(browser, first.origin, subject)
  note('first page at once', cold.ms)
  note('command to first page', first.readyMs + cold.ms)
  await cold.page.context().close()
  await first.stop()

  const rested = await start(subject.command)
  await new Promise((resolve) => setTimeout(resolve, REST_MS))
  const warm = await visit(browser, rested.origin, subject)
  note('first page a moment later', warm.ms)
  note('reload', await reload(warm.page, subject))
  if (subject.isPreview) note('template painted', await changeTemplate(warm.page))
  await warm.page.context().close()
  await rested.stop()
}

async function start(command: string[]) {
  const begun = performance.now()
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] })
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

function frameOf(page: Page, { isPreview }: Subject) {
  return isPreview ? page.frameLocator('#screen') : page
}

async function visit(within: Browser, origin: string, subject: Subject) {
  const page = await (await within.newContext()).newPage()
  await page.addInitScript(noteWhenShown, subject.text)
  const begun = Date.now()
  await page.goto(origin, { waitUntil: 'commit' })
  return { page, ms: (await shownAt(page, subject)) - begun }
}

async function reload(page: Page, subject: Subject) {
  const begun = Date.now()
  await page.reload({ waitUntil: 'commit' })
  return (await shownAt(page, subject)) - begun
}

type Noting = typeof globalThis & { shownAt?: number }

/** In each document of a page: when a text was painted. The browser's driver looks only now and then. */
function noteWhenShown(text: string) {
  const look = () => {
    if (!document.body?.textContent.includes(text)) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => ((globalThis as Noting).shownAt = Date.now())))
  }
  const observer = new MutationObserver(look)
  observer.observe(document, { childList: true, subtree: true, characterData: true })
}

async function shownAt(page: Page, subject: Subject): Promise<number> {
  const found = frameOf(page, subject).getByText(subject.text)
  const read = () => found.evaluate(() => (globalThis as Noting).shownAt)
  for (;;) {
    const at = await read()
    if (at !== undefined) return at
  }
}

/** From the saved file to the frame that shows it, by the page's own clock. */
async function changeTemplate(page: Page) {
  const file = join(folder, 'pages/home/home.wxml')
  const before = readFileSync(file, 'utf8')
  const phone = (await (await page.waitForSelector('#screen')).contentFrame()) as Frame
  const painted = phone.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.body.textContent.includes('changed')) return
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(Date.now())))
        }).observe(document.body, { childList: true, subtree: true })
      }),
  )
  await new Promise((resolve) => setTimeout(resolve, 100))
  const begun = Date.now()
  writeFileSync(file, `<view>changed</view>${before}`)
  const ms = (await painted) - begun
  writeFileSync(file, before)
  return ms
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}
