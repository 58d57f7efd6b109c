import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core'
import { launchBrowser } from '../../../simulator/automator/browser.ts'

/** The preview of one project, running as `npm start` runs it, and a browser to look at it. */
export interface Preview {
  origin: string
  open(options?: BrowserContextOptions): Promise<Opened>
  /** An empty page of a browser without memory. */
  newPage(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** One browser window with the preview in it. */
export interface Opened {
  page: Page
  /** The page inside the phone. */
  phone: FrameLocator
  /** Errors and warnings of the browser's console. */
  complaints: string[]
}

/** @param options of `npm start`, besides the project */
export async function startPreview(project = '.', ...options: string[]): Promise<Preview> {
  const { child, origin, ended, output } = await startServer(project, options)
  const browser = await launchBrowser()
  // A server that ends by itself says why, in the test that misses it.
  const explain = async (failure: unknown) => {
    const how = await Promise.race([ended, wait(200)])
    if (how === undefined) throw failure
    throw new Error(`The preview ended by itself (${how as string}):\n${output()}`, {
      cause: failure,
    })
  }
  return {
    origin,
    open: (options) => open(browser, origin, options).catch(explain),
    newPage: (options) => newPage(browser, options),
    async close() {
      await browser.close()
      child.kill('SIGINT')
      await ended
    },
  }
}

/** A browser without memory, before a mock server without memory. */
async function open(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  await fetch(`${origin}/__mock/reset`, { method: 'POST' })
  const page = await newPage(browser, options)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(origin)
  return { page, phone: page.frameLocator('#screen'), complaints }
}

interface Server {
  child: ChildProcess
  origin: string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
  /** Its output so far. */
  output: () => string
}

async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const viewport = { width: 1280, height: 860 }
  const context = await browser.newContext({ viewport, locale: 'en-US', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  return page
}

async function startServer(project: string, options: string[]): Promise<Server> {
  const args = [
    '--import',
    'tsx',
    'start.ts',
    '--port',
    '0',
    '--memory',
    '--project',
    project,
    ...options,
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? ''))
  })
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)))
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += String(chunk)
      const found = /running at (http:\S+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('close', () => reject(new Error(`The preview did not start:\n${output}`)))
  })
  return { child, origin, ended, output: () => output }
}

/** Pictures for a person to look at, if asked for (`PICTURES=1`), in a folder git does not know. */
export async function takePicture(what: Page | Locator, name: string) {
  if (!process.env.PICTURES) return
  mkdirSync('tests/e2e/screenshots/pages', { recursive: true })
  await what.screenshot({ path: `tests/e2e/screenshots/${name}.png` })
}
