import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { FrameLocator, Page } from 'playwright-core'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { installFor } from './kit.ts'
import type { Machine, Started } from './machine.ts'

/** Folders of the checks. */
export interface Place {
  machine: Machine
  /** The kit's folder on drive C. */
  folder: string
}

/** The results, a line each; a failure throws, with all that was printed. */
type Lines = AsyncGenerator<string, void>

/** In milliseconds. Wine is slow, and a first test waits for all that it loads. */
const MINUTES = 60_000
const JEST = 'node_modules/jest/bin/jest.js'

/** Tests that fail by Wine's own fault: it answers ENOTSUP where Windows makes a junction. */
const FAULTS_OF_WINE = [
  'links are followed within the mini-program, never out of it',
  'packages that are links, as pnpm installs them, bring their own dependencies',
]

/** All of jest; the tests of what Windows does not have skip themselves (`testOnPosix`). */
export async function* checkJest({ machine, folder }: Place, patterns: string[]): Lines {
  const result = join(machine.drive, folder, 'jest-result.json')
  const options = ['--forceExit', '--silent', `--testTimeout=${2 * MINUTES}`]
  const json = ['--json', '--outputFile=jest-result.json']
  const { output } = await machine.node(folder, [JEST, ...options, ...json, ...patterns])
  const { testResults } = JSON.parse(readFileSync(result, 'utf8')) as JestResult
  for (const suite of testResults) {
    if (suite.status === 'failed' && suite.assertionResults.length === 0) throw new Error(output)
    for (const { status, title } of suite.assertionResults) {
      if (status === 'failed' && !FAULTS_OF_WINE.includes(title)) throw new Error(output)
    }
  }
  yield summary(output)
}

interface JestResult {
  testResults: { status: string; assertionResults: { status: string; title: string }[] }[]
}

const summary = (output: string) => output.match(/^(?:Test Suites|Tests):.*$/gm)?.join('; ') ?? ''

async function jest(machine: Machine, folder: string, args: string[]): Promise<string> {
  const { code, output } = await machine.node(folder, [JEST, ...args])
  if (code !== 0) throw new Error(output)
  return summary(output)
}

/** Starts `npm start` several times on one data file, also after a kill, with a sign-in each time. */
export async function* checkStart({ machine, folder }: Place): Lines {
  rmSync(join(machine.drive, folder, '.data'), { recursive: true, force: true })
  const browser = await launchBrowser()
  try {
    for (const round of [1, 2, 3]) {
      const server = machine.start(folder, ['--import', 'tsx', 'start.ts', '--port', '0'])
      try {
        const origin = await originOf(server)
        const page = await browser.newPage({ locale: 'zh-CN' })
        await page.goto(origin)
        await signIn(page, round === 1)
        yield `start ${round}: signed in, ${await sessionsAt(origin)} session(s) in the data file`
        if (round === 3) yield await reload(machine, folder, page)
        await page.context().close()
      } finally {
        server.kill()
        await machine.node(folder, ['-e', '0'])
      }
    }
  } finally {
    await browser.close()
  }
}

async function originOf(server: Started): Promise<string> {
  let hasEnded = false
  void server.ended.then(() => (hasEnded = true))
  for (;;) {
    const origin = /running at (http:\S+)/.exec(server.output())?.[1]
    if (origin) return origin
    if (hasEnded) throw new Error(server.output())
    await wait(200)
  }
}

const phoneOf = (page: Page): FrameLocator => page.frameLocator('#screen')

/** WeChat remembers the consent: it asks the first time only. */
async function signIn(page: Page, isAsked: boolean) {
  const phone = phoneOf(page)
  await phone.getByText('去登录').click()
  await phone.getByText('我已阅读并同意').click()
  await phone.getByText('微信授权登录').click()
  if (isAsked) await page.getByRole('button', { name: '允许' }).click()
  await phone.getByText('小满').waitFor()
}

async function sessionsAt(origin: string): Promise<number> {
  const state = (await (await fetch(`${origin}/__mock/state`)).json()) as {
    backend: { sessions: unknown[] }
  }
  return state.backend.sessions.length
}

async function reload(machine: Machine, folder: string, page: Page): Promise<string> {
  const template = join(machine.drive, folder, 'miniprogram/pages/home/home.wxml')
  const before = readFileSync(template, 'utf8')
  writeFileSync(template, `<view>改了 changed</view>\n${before}`)
  try {
    await phoneOf(page).getByText('改了 changed').waitFor()
    return 'a changed template is painted'
  } finally {
    writeFileSync(template, before)
  }
}

/** New projects in a folder with spaces and Chinese letters, and their own tests. */
export async function* checkCreated({ machine, folder }: Place): Lines {
  for (const options of [[], ['--js']]) {
    const project = `我的 app${options.join('')}`
    rmSync(join(machine.drive, project), { recursive: true, force: true })
    const create = [
      '--import',
      'tsx',
      'simulator/cli/cli.ts',
      'create',
      `C:\\${project}`,
      ...options,
    ]
    const { code, output } = await machine.node(folder, create)
    if (code !== 0) throw new Error(output)
    installFor(machine, project)
    yield `create ${options.join(' ')}: ${await jest(machine, project, ['--silent'])}`
  }
}

/** The sign-in core lifted into another project. */
export async function* checkLift({ machine, folder }: Place): Lines {
  rmSync(join(machine.drive, '别人 app'), { recursive: true, force: true })
  const lift = ['--import', 'tsx', 'simulator/cli/cli.ts', 'lift', 'C:\\别人 app\\login']
  const { code, output } = await machine.node(folder, lift)
  if (code !== 0) throw new Error(output)
  readFileSync(join(machine.drive, '别人 app/login/services/session.js'))
  yield 'lift writes the core'
}
