import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Measures the cost of a page test: the harness beside plain miniprogram-simulate, on the same pages, in one
 * run. Rounds alternate; the figures are medians of processor time, which other work on the machine
 * disturbs least.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 3)
const FILES = 6
const TESTS = 20

interface Kind {
  name: string
  config: object
  /** True when the mini-program signs in when it starts. */
  signsIn?: boolean
  /** A whole test file with so many tests. */
  file: (tests: number) => string
}

const root = process.cwd()
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i))

const PAGE = `
const simulate = require('miniprogram-simulate')
const { join } = require('node:path')
const root = join(__dirname, 'app')
wx.getStorageSync = () => ''
wx.login = () => {}
global.Page = ({ data, ...methods }) => Component({ data, methods })
function open() {
  let id
  jest.isolateModules(() => {
    id = simulate.load(join(root, 'pages/index/index'), 'index', { rootPath: root })
  })
  const page = simulate.render(id)
  page.attach(document.body)
  page.instance.onLoad({})
  return page
}
`
const plainTest = (index: number) => `
test('${index}', async () => {
  const page = open()
  page.querySelector('.save').dispatchEvent('submit', { detail: { value: { nickName: '小满' } } })
  await simulate.sleep(0)
  expect(page.dom.textContent).toContain('你好，小满')
  page.detach()
})`
const harnessTest = (index: number) => `
test('${index}', async () => {
  const { user, screen } = launch('/pages/index/index')
  await user.type('请输入昵称', '小满')
  await user.tap('保存')
  screen.getByText('你好，小满')
})`
const networkTest = (index: number) => `
test('${index}', async () => {
  const { user, screen } = launch('/pages/index/index')
  await user.tap('更换头像')
  await user.chooseAvatar()
  await screen.findByTestId('avatar')
  expect(await new Promise((success) => wx.login({ success }))).toHaveProperty('code')
})`

const preset = { preset: join(root, 'simulator/jest') }
const harness = (test: (index: number) => string) => (tests: number) =>
  `const { launch } = require('weapp-login-kit/jest')${times(tests, test).join('')}`

const kinds: Kind[] = [
  {
    name: 'plain miniprogram-simulate',
    config: { testEnvironment: 'jsdom', transform: {}, testTimeout: 60_000 },
    file: (tests) => PAGE + times(tests, plainTest).join(''),
  },
  { name: 'harness, a page', config: preset, file: harness(harnessTest) },
  {
    name: 'harness, a page and the fake WeChat',
    config: preset,
    signsIn: true,
    file: harness(networkTest),
  },
]

function prepare(kind: Kind, folder: string) {
  mkdirSync(folder, { recursive: true })
  cpSync('examples/quick-start', join(folder, 'app'), {
    recursive: true,
    filter: (path) => !/tests|package\.json|project\.config/.test(path),
  })
  if (!kind.signsIn) writeFileSync(join(folder, 'app/app.js'), 'App({})')
  writeFileSync(join(folder, 'project.config.json'), JSON.stringify({ miniprogramRoot: 'app/' }))
  const config = { ...kind.config, setupFilesAfterEnv: [join(root, 'bench/harness/cpu.cjs')] }
  writeFileSync(join(folder, 'jest.config.json'), JSON.stringify(config))
  for (let index = 0; index < FILES; index++) {
    writeFileSync(join(folder, `one-${index}.test.js`), kind.file(1))
  }
  writeFileSync(join(folder, 'many.test.js'), kind.file(TESTS))
}

/** Runs the files and gives what `cpu.cjs` noted. */
function jest(folder: string, pattern: string): { what: string; ms: number }[] {
  const file = join(folder, 'cpu.txt')
  writeFileSync(file, '')
  const { stderr, status } = spawnSync(
    process.execPath,
    [
      'node_modules/jest/bin/jest.js',
      `--rootDir=${folder}`,
      `--config=${join(folder, 'jest.config.json')}`,
      '--runInBand',
      `--testPathPatterns=${pattern}`,
    ],
    { encoding: 'utf8', env: { ...process.env, CPU_FILE: file } },
  )
  if (status !== 0) throw new Error(stderr)
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [what = '', ms] = line.split(' ')
    return { what, ms: Number(ms) }
  })
}

/** Milliseconds between each note of a kind and the one before. */
function differences(notes: { what: string; ms: number }[], kind: string): number[] {
  const times = notes.filter(({ what }) => what === kind).map(({ ms }) => ms)
  return times.slice(1).map((ms, index) => ms - (times[index] ?? 0))
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

interface Figures {
  /** Milliseconds of a test after the first in its file. */
  test: number[]
  /** Milliseconds of a file with one test, not the first file of a run. */
  file: number[]
}

function measure(folder: string, { test, file }: Figures) {
  test.push(median(differences(jest(folder, 'many'), 'test')))
  file.push(median(differences(jest(folder, 'one-'), 'file')))
}

mkdirSync('coverage', { recursive: true })
const place = mkdtempSync(join(root, 'coverage/bench-'))
try {
  const folders = kinds.map((_, index) => join(place, String(index)))
  const figures = kinds.map((): Figures => ({ test: [], file: [] }))
  kinds.forEach((kind, index) => prepare(kind, folders[index] as string))
  for (const folder of folders) jest(folder, 'test') // fills jest's cache
  for (let round = 0; round < ROUNDS; round++) {
    folders.forEach((folder, index) => measure(folder, figures[index] as Figures))
  }
  const [base] = figures as [Figures]
  const cell = (values: number[], of: number[]) =>
    `${Math.round(median(values) * 10) / 10} ms (${(median(values) / median(of)).toFixed(2)})`
  console.log('| | a test after the first | a file with one test |\n| --- | --- | --- |')
  kinds.forEach(({ name }, index) => {
    const { test, file } = figures[index] as Figures
    console.log(`| ${name} | ${cell(test, base.test)} | ${cell(file, base.file)} |`)
  })
} finally {
  rmSync(place, { recursive: true })
}
