import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { codeBlocks } from '../support/code-blocks.ts'
import {
  clean,
  fetchProgram,
  install,
  pack,
  place,
  readJson,
  run,
  write,
} from './support/packages.ts'

/** The installed packages in a foreign TypeScript project whose tests vitest runs. */

jest.setTimeout(300_000)
afterAll(clean)

interface Manifest {
  devDependencies: Record<string, string>
  scripts?: Record<string, string>
}

interface Result {
  numPassedTests: number
  testResults: {
    message: string
    assertionResults: { title: string; status: string; failureMessages: string[] }[]
  }[]
}

let vendor: Record<string, string>
let node22 = ''

/** A project with a version of vitest, and with the packages as they would be published. */
async function make(folder: string, vitest: string) {
  cpSync('tests/fixtures/vitest', join(place, folder), { recursive: true })
  const manifest = readJson<Manifest>(folder)
  const devDependencies = { ...manifest.devDependencies, ...kit(), vitest }
  const overrides = { 'weapp-mock-server': vendor['weapp-mock-server'] }
  write(folder, 'package.json', { ...manifest, devDependencies, overrides })
  await install(folder)
}

const kit = () => ({
  'weapp-login-kit': vendor['weapp-login-kit'] ?? '',
  'weapp-mock-server': vendor['weapp-mock-server'] ?? '',
})

async function vitestIn(folder: string, args: string[], node = process.execPath): Promise<Result> {
  const report = ['--reporter=json', '--outputFile=result.json']
  const program = ['node_modules/vitest/vitest.mjs', 'run', ...report, ...args]
  rmSync(join(place, folder, 'result.json'), { force: true })
  const said = await run(node, program, join(place, folder)).catch((error: Error) => error.message)
  if (!existsSync(join(place, folder, 'result.json'))) throw new Error(said)
  return readJson<Result>(folder, 'result.json')
}

beforeAll(async () => {
  vendor = await pack()
  node22 = await fetchProgram('node', '22', 'node/bin/node')
  await make('vitest 4', '4.1.12')
})

const messages = ({ testResults }: Result) =>
  Object.fromEntries(
    testResults.flatMap(({ assertionResults }) =>
      assertionResults.map(({ title, failureMessages }) => [title, failureMessages.join('\n')]),
    ),
  )

test('its tests pass: sign-in, mocks of scripts and packages, fake timers', async () => {
  expect((await vitestIn('vitest 4', ['tests/'])).numPassedTests).toBe(11)
})

test('they pass in one process for all files, too', async () => {
  expect((await vitestIn('vitest 4', ['tests/', '--no-isolate'])).numPassedTests).toBe(11)
})

test('what would be swallowed fails the test it happens in, and no other', async () => {
  const config = ['--dir', '.', '--config', 'all.config.mts']
  write(
    'vitest 4',
    'all.config.mts',
    `import weapp from 'weapp-login-kit/vitest-plugin'
     export default { plugins: [weapp()], test: { include: ['*.test.ts'] } }`,
  )
  const result = await vitestIn('vitest 4', config)
  const failed = messages(result)
  expect(failed.error).toContain('broken handler')
  expect(failed.error).toMatch(/miniprogram\/pages\/index\/index\.ts:\d+/)
  expect(failed.rejection).toContain('nobody cares')
  expect(failed.timer).toContain('broken timer')
  expect(failed.url).toContain('No handler answers GET https://nobody.example/x')
  expect(failed.nothing).toBe('')
  const suites = result.testResults.map(({ message }) => message).join('\n')
  expect(suites).toContain('vi.doMock does not reach a script of the mini-program')
})

test('its own compiler is content', async () => {
  expect(await run('npx', ['tsc', '-p', '.'], join(place, 'vitest 4'))).toBe('')
})

test('init adds a test that passes, by vitest where that is there', async () => {
  cpSync('examples/quick-start', join(place, 'native'), {
    recursive: true,
    filter: (path) => !/quick-start\/(?:node_modules|tests|package\.json)/.test(path),
  })
  const devDependencies = { ...kit(), vitest: '4.1.12' }
  const overrides = { 'weapp-mock-server': vendor['weapp-mock-server'] }
  write('native', 'package.json', { private: true, devDependencies, overrides })
  await install('native')
  const said = await run('npx', ['weapp-login-kit', 'init'], join(place, 'native'))
  expect(said).toContain('vitest.config.mjs')
  expect(readJson<Manifest>('native').scripts?.test).toBe('vitest run')
  // The guide shows the same configuration, and a test of this very mini-program.
  const [config, guided] = codeBlocks('docs/vitest.md').map(({ code }) => code)
  expect(readFileSync(join(place, 'native/vitest.config.mjs'), 'utf8')).toBe(config)
  write('native', 'tests/guide.test.js', guided ?? '')
  expect((await vitestIn('native', [])).numPassedTests).toBe(2)
})

test.each([
  ['3.2.7', () => process.execPath],
  ['5.1.2', () => node22],
])('vitest %s does it as well', async (version, node) => {
  await make(`vitest ${version}`, version)
  expect((await vitestIn(`vitest ${version}`, ['tests/'], node())).numPassedTests).toBe(11)
})
