import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  clean,
  fetchProgram,
  install,
  jestIn,
  place,
  readJson,
  run,
  see,
  serve,
} from './support/packages.ts'

/** New projects by every option of `create`: installed, tested, started, by each package manager. */

jest.setTimeout(300_000)
afterAll(clean)

const create = (folder: string, ...options: string[]) =>
  run('npm', ['run', '--silent', 'create', '--', join(place, folder), ...options], process.cwd())

interface Manifest {
  scripts: Record<string, string>
}

/** Its own scripts, each as `npm run` has it. */
async function check(folder: string) {
  const { scripts } = readJson<Manifest>(folder)
  if (scripts.types) await run('npm', ['run', '--silent', 'types'], join(place, folder))
  if (scripts.test === 'jest') expect(await jestIn(folder)).toBe(4)
}

describe.each([
  ['TypeScript', ['--name=茶馆', '--appid=wx0123456789abcdef', '--backend=https://t.example']],
  ['JavaScript', ['--name=茶馆', '--js']],
  ['one page', ['--name=茶馆', '--template=minimal']],
  ['one page in JavaScript', ['--name=茶馆', '--template=minimal', '--js']],
  ['without tests', ['--name=茶馆', '--no-tests']],
])('a new project: %s', (title, options) => {
  const folder = `made ${title}`

  test('is created, installed without a warning, checked and tested', async () => {
    await create(folder, ...options)
    expect(await install(folder)).not.toMatch(/warn/i)
    await check(folder)
  })

  test('starts', () => see(folder, '登录'))
})

test('what AGENTS.md, SKILL.md and llms.txt say to run, runs', async () => {
  const folder = join(place, 'made TypeScript')
  const kit = join(folder, 'node_modules/weapp-login-kit')
  const texts = [join(folder, 'AGENTS.md'), join(kit, 'SKILL.md'), join(kit, 'llms.txt')]
  const commands = new Set(
    texts.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/`((?:npm|npx) [^`]+)`/g)].map(
        ([, line = '']) => line,
      ),
    ),
  )
  expect(commands.size).toBeGreaterThan(8)
  // Not published yet, or needing a folder of its own: run under its other name, in other tests.
  commands.delete('npm create weapp-login my-app')
  commands.delete('npx weapp-mock-server')
  const servers = [...commands].filter((line) => /(?:start|mock)$/.test(line))
  for (const line of servers) commands.delete(line)
  const server = await serve('made TypeScript', ['weapp-login-kit', 'mock'])
  for (const line of commands) {
    const [program = '', ...args] = line.split(' ')
    const more = line.endsWith(' try') ? ['--origin', server] : []
    await run(program, [...args, ...more], folder)
  }
  expect(servers.toSorted()).toEqual([
    'npm start',
    'npx weapp-login-kit mock',
    'npx weapp-login-kit start',
  ])
  for (const name of linksOf(join(kit, 'llms.txt')))
    expect([name, existsSync(join(kit, name))]).toEqual([name, true])
})

/** The files that a text links to. */
const linksOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path)

test.each([
  ['TypeScript', ['--bare']],
  ['JavaScript', ['--bare', '--js']],
])('the mini-program alone, in %s, needs nothing of the kit', async (title, options) => {
  const folder = `bare ${title}`
  await create(folder, '--name=茶馆', ...options)
  expect(await install(folder)).not.toMatch(/warn/i)
  await check(folder)
  expect(JSON.stringify(readJson<Manifest>(folder))).not.toContain('weapp-login-kit')
})

test.each([
  ['pnpm', 'pnpm@10', ['install']],
  ['pnpm', 'pnpm@12', ['install']],
  ['yarn', 'yarn@1', ['install', '--non-interactive', '--cache-folder', join(place, 'yarn')]],
])('%s (%s) installs it, and its tests pass', async (bin, spec, args) => {
  const version = spec.split('@')[1] ?? ''
  const program = await fetchProgram(bin, version, `.bin/${bin}`)
  const folder = `made by ${bin} ${version}`
  await create(folder, '--name=茶馆', '--js')
  await run(program, args, join(place, folder))
  await check(folder)
})

describe('other versions of Node', () => {
  test.each(['22', '24', '26'])('Node %s runs the tests of a new project', async (version) => {
    const node = await fetchProgram('node', version, 'node/bin/node')
    expect(await jestIn('made JavaScript', node)).toBe(4)
  })

  test('an old Node gets a sentence', async () => {
    const node = await fetchProgram('node', '18', 'node/bin/node')
    for (const bin of ['weapp-login-kit', 'weapp-mock-server']) {
      const file = join(place, 'made JavaScript/node_modules', bin, 'dist/bin.cjs')
      const refusal = run(node, [file, '--help'])
      await expect(refusal).rejects.toThrow(/Node 20\.19 or later is needed, this is v18\./)
      await expect(refusal).rejects.not.toThrow(/ at .*:\d+:\d+/)
    }
  })
})
