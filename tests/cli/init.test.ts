import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { init } from '../../simulator/cli/init/init.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const kit = {
  dependencies: { 'weapp-login-kit': '^1.0.0' },
  jest: '^30.0.0',
  vitest: '^4.0.0',
  workflow: 'on: push\n',
}
const run = (more: { isVitest?: boolean } = {}) =>
  init({ folder, firstPage: 'pages/index/index', ...more }, kit)
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const manifest = () => JSON.parse(read('package.json')) as Record<string, Record<string, string>>

test('a mini-program without package.json gets what tests need, and nothing else', () => {
  const { done, left } = run()
  expect(done).toEqual([
    'package.json',
    'jest.config.js',
    'tests/first-page.test.js',
    '.github/workflows/test.yml',
  ])
  expect(left).toEqual([])
  expect(manifest()).toMatchObject({
    devDependencies: { jest: '^30.0.0', 'weapp-login-kit': '^1.0.0' },
    scripts: { test: 'jest' },
  })
  expect(read('jest.config.js')).toContain("module.exports = {\n  preset: 'weapp-login-kit'")
  expect(read('tests/first-page.test.js')).toContain("require('weapp-login-kit/jest')")
})

test('what is there stays: versions, scripts, jest’s configuration, a workflow', () => {
  const own = {
    name: 'mine',
    type: 'module',
    scripts: { test: 'vitest', build: 'x' },
    devDependencies: { jest: '29.0.0' },
  }
  writeFileSync(join(folder, 'package.json'), `\uFEFF${JSON.stringify(own)}`)
  writeFileSync(join(folder, 'jest.config.cjs'), 'module.exports = {}')
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  writeFileSync(join(folder, '.github/workflows/test.yml'), 'mine')
  const { left } = run()
  expect(manifest()).toEqual({
    ...own,
    devDependencies: { jest: '29.0.0', 'weapp-login-kit': '^1.0.0' },
  })
  expect(left).toEqual(["jest.config.cjs: preset: 'weapp-login-kit'", '.github/workflows/test.yml'])
  expect(read('.github/workflows/test.yml')).toBe('mine')
  expect(existsSync(join(folder, 'jest.config.js'))).toBe(false)
  expect(read('tests/first-page.test.js')).toContain(
    "import { launch } from 'weapp-login-kit/jest'",
  )
})

test('npm’s placeholder is no test script', () => {
  const test = 'echo "Error: no test specified" && exit 1'
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { test } }))
  run()
  expect(manifest().scripts?.test).toBe('jest')
})

test('a package.json that is not JSON is reported, and nothing is written', () => {
  writeFileSync(join(folder, 'package.json'), '{')
  expect(run).toThrow('is no JSON. Mend it first; nothing was written.')
  expect(existsSync(join(folder, 'tests'))).toBe(false)
})

test('vitest is taken where the project has it, or it is asked for', () => {
  const { done } = run({ isVitest: true })
  expect(done).toContain('vitest.config.mjs')
  expect(manifest()).toMatchObject({
    devDependencies: { vitest: '^4.0.0', 'weapp-login-kit': '^1.0.0' },
    scripts: { test: 'vitest run' },
  })
  expect(read('vitest.config.mjs')).toContain('plugins: [weapp()]')
  expect(read('tests/first-page.test.js')).toContain(
    "import { launch } from 'weapp-login-kit/vitest'",
  )
  rmSync(join(folder, 'tests'), { recursive: true })
  expect(run().left).toContain(
    "vitest.config.mjs: plugins: [weapp()], import weapp from 'weapp-login-kit/vitest-plugin'",
  )
  expect(read('tests/first-page.test.js')).toContain('weapp-login-kit/vitest')
})
