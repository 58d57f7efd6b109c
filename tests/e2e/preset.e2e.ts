import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weapp-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function write(name: string, content: string | object) {
  const file = join(root, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
}

function runJest() {
  const jestBin = join(process.cwd(), 'node_modules/jest/bin/jest.js')
  return spawnSync(process.execPath, [jestBin, '-w', '1'], { cwd: root, encoding: 'utf8' })
}

test('a project in another folder, with dependencies of its own, is tested from there', () => {
  write('package.json', { jest: { preset: join(process.cwd(), 'simulator/jest') } })
  write('app.json', { pages: ['pages/hello/hello'] })
  write('pages/hello/hello.ts', 'Page<{ word: string }, object>({ data: { word: "你好" } })')
  write('pages/hello/hello.wxml', '<view>{{word}}</view>')
  write(
    'hello.test.ts',
    `import { launch } from 'weapp-login-kit/jest'
     test('says hello', () => void launch().screen.getByText('你好'))
     test('a wrong word fails', () => void launch().screen.getByText('再见'))`,
  )
  const { stderr, status } = runJest()
  expect(stderr).toContain('✓ says hello')
  expect(stderr).toContain('page pages/hello/hello ""\n      你好')
  expect(status).toBe(1)
})

test('a test may make as many requests as it likes, without a warning by Node', () => {
  write('package.json', { jest: { preset: join(process.cwd(), 'simulator/jest') } })
  write('app.json', { pages: ['a'] })
  write(
    'many.test.js',
    `const { http, HttpResponse, server } = require('weapp-login-kit/jest')
     test('many', async () => {
       server.use(http.get('https://example.com/', () => HttpResponse.text('here')))
       for (let time = 0; time < 12; time++) await (await fetch('https://example.com/')).text()
     })`,
  )
  const { stderr, status } = runJest()
  expect(stderr).not.toContain('Warning')
  expect(status).toBe(0)
})

test("a project's own testTimeout is used", () => {
  const preset = join(process.cwd(), 'simulator/jest')
  write('package.json', { jest: { preset, testTimeout: 234 } })
  write('app.json', { pages: ['a'] })
  write('a.test.js', `test('never ends', () => new Promise(() => {}))`)
  expect(runJest().stderr).toContain('Exceeded timeout of 234 ms')
})
