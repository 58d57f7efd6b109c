import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { buildPackages } from '../../tools/package/build.ts'

/**
 * Measures the wait for the preview, beside an empty page of Vite's dev server and beside a static
 * page that is nothing but glass-easel. In turn, in one run; medians in milliseconds.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 7)
/** Time a person takes to read the address and open it. */
const REST_MS = 1500

interface Subject {
  command: string[]
  /** The text that the person waits for; of a server without pages there is none. */
  text?: string
  isPreview?: boolean
}

const folder = mkdtempSync(join(tmpdir(), 'weapp-bench-'))
cpSync('miniprogram', folder, { recursive: true })
const tsx = ['--import', 'tsx']
const installed = await install()
const options = ['--port', '0', '--memory']

const subjects: Record<string, Subject> = {
  preview: {
    command: [...tsx, 'start.ts', ...options, '--project', folder],
    text: '去登录',
    isPreview: true,
  },
  'preview, installed': {
    command: [
      `${installed}/weapp-login-kit/dist/bin.cjs`,
      'start',
      ...options,
      '--project',
      folder,
    ],
    text: '去登录',
    isPreview: true,
  },
  'empty Vite page': { command: ['bench/preview/servers/vite.mjs'], text: 'ready' },
  'static glass-easel page': {
    command: [...tsx, 'bench/preview/servers/static.ts'],
    text: 'ready',
  },
  'mock server alone': { command: [...tsx, 'mock-server/cli.ts', ...options] },
  'mock server alone, installed': {
    command: [`${installed}/weapp-mock-server/dist/bin.cjs`, ...options],
  },
}

/** The packages as npm would install them, beside the packages of this repository. @returns their folder */
async function install(): Promise<string> {
  const place = join(process.cwd(), 'build/installed/node_modules')
  rmSync(place, { recursive: true, force: true })
  for (const built of await buildPackages(process.cwd())) {
    cpSync(built, join(place, basename(built)), { recursive: true })
  }
  return place
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
  if (subject.text === undefined) return first.stop()
  const cold = await visit(browser, first.origin, subject.text)
  note('first page at once', cold.ms)
  note('command to first page', first.readyMs + cold.ms)
  await cold.page.context().close()
  await first.stop()

  const rested = await start(subject.command)
  await new Promise((resolve) => setTimeout(resolve, REST_MS))
  const warm = await visit(browser, rested.origin, subject.text)
  note('first page a moment later', warm.ms)
  note('reload', await reload(warm.page))
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

async function visit(within: Browser, origin: string, text: string) {
  const page = await (await within.newContext()).newPage()
  await page.addInitScript(noteWhenShown, text)
  const begun = Date.now()
  await page.goto(origin, { waitUntil: 'commit' })
  return { page, ms: (await shownAt(page)) - begun }
}

async function reload(page: Page) {
  const begun = Date.now()
  await page.reload({ waitUntil: 'commit' })
  return (await shownAt(page)) - begun
}

type Noting = typeof globalThis & { look: () => void; shownAt?: number }

/**
 * When a text was painted, looked for at each frame: the browser's driver looks only now and then. No
 * function in it may have a name: what tsx adds for one is not there in the page.
 */
function noteWhenShown(text: string) {
  if (top !== self) return
  const page = globalThis as Noting
  page.look = () => {
    const phone = document.querySelector<HTMLIFrameElement>('#screen')?.contentDocument
    const isThere = (phone ?? document).body?.textContent.includes(text)
    requestAnimationFrame(isThere ? () => setTimeout(() => (page.shownAt = Date.now())) : page.look)
  }
  page.look()
}

async function shownAt(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => (globalThis as unknown as Noting).shownAt)
  return found.jsonValue() as Promise<number>
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
