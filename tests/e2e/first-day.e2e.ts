import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { codeBlocks } from '../support/code-blocks.ts'
import { launchBrowser } from '../../simulator/automator/browser.ts'
import { refuseToSignIn } from './support/sign-in.ts'

/**
 * The first day of a developer who reads only Chinese: from the first page of the site by its first
 * button to the guide, then every command of that guide in an empty folder, the taps that it describes,
 * and the steps of the CI workflow of the new project.
 */

jest.setTimeout(300_000)

const place = mkdtempSync(join(tmpdir(), '第一天 '))
const app = join(place, 'my-app')
const children: ChildProcess[] = []

afterAll(() => {
  for (const { pid } of children) if (pid) endGroup(pid)
  rmSync(place, { recursive: true, force: true })
})

/** A shell and all it started. */
function endGroup(pid: number) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

/** The page that the first button of the site's first page leads to. */
const guide = (() => {
  const [, front = ''] = readFileSync('docs/index.md', 'utf8').split('---\n')
  const { hero } = parse(front) as { hero: { actions: { theme: string; link: string }[] } }
  const first = hero.actions.find(({ theme }) => theme === 'brand')
  return `docs${first?.link}.md`
})()

/** Every command of the page, in order. */
const commands = codeBlocks(guide)
  .filter(({ language }) => language === 'sh')
  .flatMap(({ code }) => code.trim().split('\n'))

function type(command: string, cwd: string) {
  const { INIT_CWD: _ofTheNpmThatRunsThis, ...env } = process.env
  const child = spawn('sh', ['-c', command], {
    cwd,
    detached: true,
    env: { ...env, CI: 'true', LC_ALL: 'zh_CN.UTF-8', NO_PROXY: '*' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { output: () => output, ended }
}

/** The commands of the new project's `.github/workflows/test.yml`, in their order. */
function workflowSteps(): string[] {
  const { jobs } = parse(readFileSync(join(app, '.github/workflows/test.yml'), 'utf8')) as {
    jobs: Record<string, { steps: { run?: string }[] }>
  }
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
}

const CHINESE = /\p{Script=Han}/u

/** The lines of an output that speak of something, in a language other than Chinese. */
const foreignLines = (output: string) =>
  output
    .split('\n')
    .filter((line) => !line.startsWith('>')) // npm's own
    .filter((line) => /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/.test(line) && !CHINESE.test(line))

async function finish(command: string, cwd: string): Promise<string> {
  const { output, ended } = type(command, cwd)
  const code = await ended
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${output()}`)
  return output()
}

/** Types a command that goes on, and waits for the address it prints. */
async function addressOf(command: string) {
  const { output, ended } = type(command, app)
  const address = () => /http:\/\/127\.0\.0\.1:\d+/.exec(output())?.[0]
  const early = ended.then(() => {
    if (!address()) throw new Error(`${command} ended early:\n${output()}`)
  })
  while (!address()) await Promise.race([early, new Promise((wake) => setTimeout(wake, 20))])
  return { address: address() as string, output }
}

test("the site's first page leads from an empty folder to a signed-in copy, a passing CI and a backend that answers", async () => {
  expect(guide).toBe('docs/start.md')
  const [install, create = '', installApp = '', start = '', ...rest] = commands
  const [asks, tests = ''] = [rest.slice(0, -1), rest.at(-1)]
  expect([install, start, tests]).toEqual(['npm ci', 'npm start', 'npm test'])
  expect(asks.every((command) => command.startsWith('curl '))).toBe(true)

  // `npm ci` is done: this test runs in that folder.
  const made = await finish(create.replace('../my-app', `'${app}'`), process.cwd())
  expect(made).toContain('接下来：')
  expect(foreignLines(made)).toEqual([])
  await finish(`${installApp} --no-audit --no-fund --prefer-offline`, app)
  const { address: origin, output: said } = await addressOf(`${start} -- --port=0 --memory`)
  expect(foreignLines(said())).toEqual([])

  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ locale: 'zh-CN' })
    await page.goto(origin)
    const phone = page.frameLocator('#screen')
    await refuseToSignIn({ page, phone })
    await phone.getByText('微信授权登录').click()
    await page.getByRole('button', { name: '允许' }).click()
    await phone.getByText('小满').waitFor()
  } finally {
    await browser.close()
  }

  const [state = '', ...others] = asks.map((command) =>
    command.replace('http://127.0.0.1:3900', origin).replace('curl ', 'curl -sf '),
  )
  expect(JSON.parse(await finish(state, app))).toMatchObject({
    backend: { users: [{ profile: { nickName: '小满' } }], sessions: [{}] },
  })
  for (const command of others) await finish(command, app)
  expect(JSON.parse(await finish(state, app))).toMatchObject({ backend: { users: [] } })
  const tested = await finish(tests, app)
  expect(tested).toMatch(/Tests: +\d+ passed/)
  const titles = tested.split('\n').filter((line) => line.includes('✓'))
  expect(titles.length).toBeGreaterThan(0)
  expect(titles.filter((title) => !CHINESE.test(title))).toEqual([])

  const steps = workflowSteps()
  expect(steps).toContain(tests)
  for (const step of steps) await finish(step, app)
})
