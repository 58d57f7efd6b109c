import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from '../../scripts/create/create.ts'
import { fillTemplate } from '../../scripts/create/fill.ts'
import { javascriptNames, toJavascript } from '../../scripts/create/javascript.ts'
import { filesFor, kit } from '../../scripts/create/kit.ts'
import { manifestFor } from '../../scripts/create/manifest.ts'
import { nextSteps } from '../../scripts/create/next-steps.ts'
import { readCreateOptions, type CreateOptions } from '../../scripts/create/options.ts'
import { rewrite } from '../../scripts/create/rewrite.ts'

// Whether a created project passes its own `npm ci && npm test`: tests/e2e/create.e2e.ts.

const read = (...args: string[]) => readCreateOptions(args, '/home/dev', kit) as CreateOptions

test.each([
  [[], 'Say where to: npm run create -- ../my-app'],
  [['a', 'b c'], 'One folder, please; "b c" is one too many.'],
  [[kit], 'is inside this project'],
  [[join(kit, 'apps/mine')], 'is inside this project'],
  [['a', '--appid', 'wx123'], 'An appid is wx and 16 hexadecimal digits'],
  [['a', '--name', "it's"], 'not "it\'s"'],
  [['a b!'], 'give one with --name'],
  [['a', '--backend', 'api.example.com'], 'must be an http(s) address'],
  [['a', '--backend', "https://x/'+evil"], 'must be an http(s) address'],
  [['a', '--colour'], '--colour'],
])('says what is wrong with %j', (args, words) => {
  expect(() => read(...args)).toThrow(words)
})

test('takes a folder, and a name, an appid and an address with it', () => {
  expect(read('my-app')).toEqual({
    target: '/home/dev/my-app',
    name: 'my-app',
    appid: 'touristappid',
    backend: undefined,
    language: 'ts',
    parts: { mock: true, tests: true },
  })
  const given = ['--name', '我的 App', '--appid', 'wx0123456789abcdef', '--js', '--bare']
  expect(read('../x', ...given, '--backend', 'https://api.example.com/v1/')).toMatchObject({
    target: '/home/x',
    name: '我的 App',
    backend: 'https://api.example.com/v1',
    language: 'js',
    parts: { mock: false, tests: false },
  })
})

const has = (files: string[], ...wanted: string[]) => wanted.map((file) => files.includes(file))

test('copies the parts that are asked for, and nothing of the kit’s own work', () => {
  const whole = filesFor({ mock: true, tests: true })
  const untested = filesFor({ mock: true, tests: false })
  const bare = filesFor({ mock: false, tests: false })
  const looked = ['miniprogram/app.json', 'mock-server/cli.ts', 'tests/stories/sign-in.test.ts']
  expect(has(whole, ...looked)).toEqual([true, true, true])
  expect(has(untested, ...looked)).toEqual([true, true, false])
  expect(has(bare, ...looked)).toEqual([true, false, false])
  expect(whole).toContain('tests/support/server.ts') // imported by a test that is copied
  expect(whole).not.toContain('tests/support/tutorial-lines.ts')
  expect(whole.filter((file) => /^(?:docs|bench|tests\/e2e|scripts\/create)/.test(file))).toEqual(
    [],
  )
})

test.each([['--bare'], ['--no-tests'], ['--name=whole']])(
  'declares every package that the files of a project with %s import',
  (flag) => {
    const options = read('my-app', flag)
    const texts = filesFor(options.parts)
      .filter((file) => /\.c?[jt]s$/.test(file))
      .map((file) => readFileSync(join(kit, file), 'utf8'))
    const { dependencies, devDependencies, overrides, scripts } = manifestFor(options, texts)
    const declared = { ...dependencies, ...devDependencies, ...overrides }
    const imported = texts
      .flatMap((text) => [
        ...text.matchAll(/^(?:import|export|\}) .*from '((?:@[\w-]+\/)?[\w-]+)['/]/gm),
      ])
      .map(([, name = '']) => name)
    for (const name of imported) expect([name, name in declared]).toEqual([name, true])
    expect('tsx' in declared).toBe(options.parts.mock)
    expect('jest' in declared).toBe(options.parts.tests)
    expect(scripts).toHaveProperty('test')
    expect(declared).not.toHaveProperty('playwright-core')
  },
)

test('gives the project its own name, appid and backend', () => {
  const file = (path: string) => readFileSync(join(kit, path), 'utf8')
  const options = read(
    'a',
    '--name=茶馆',
    '--appid=wx0123456789abcdef',
    '--backend=https://t.example',
  )
  const project = JSON.parse(rewrite('project.config.json', file('project.config.json'), options))
  expect(project).toMatchObject({ appid: 'wx0123456789abcdef', projectname: '茶馆' })
  expect(rewrite('miniprogram/app.json', file('miniprogram/app.json'), options)).toContain('茶馆')
  const config = rewrite('miniprogram/config.ts', file('miniprogram/config.ts'), options)
  expect(config).toContain("develop: 'http://127.0.0.1:3900'")
  expect(config.match(/'https:\/\/t\.example'/g)).toHaveLength(2)
  const bare = { ...options, parts: { mock: false, tests: false } }
  const alone = rewrite('miniprogram/config.ts', file('miniprogram/config.ts'), bare)
  expect(alone.match(/'https:\/\/t\.example'/g)).toHaveLength(3)
})

test('writes JavaScript that a person would have written', async () => {
  const typescript = `import { a, type B } from './a'
import { c } from './c.ts'

/** What goes in. */
interface Options {
  b: B
}

/** Adds. */
export function add(options: Options, more?: number): number {
  // All of it.
  return (options as unknown as { b: number }).b + a + (more ?? c)!
}
`
  const names = new Map([['pages/c.ts', 'pages/c.js']])
  expect(await toJavascript('pages/x.ts', typescript, names)).toBe(`import { a } from './a'
import { c } from './c.js'

/** Adds. */
export function add(options, more) {
  // All of it.
  return options.b + a + (more ?? c)
}
`)
})

test('says in the README only what the project has', async () => {
  const bare = await fillTemplate('README.md', read('tea', '--bare'))
  expect(bare).toMatch(/^# tea\n/)
  expect(bare).not.toMatch(/npm start|mock|\{\{|<!--/)
  const whole = await fillTemplate('README.zh-CN.md', read('tea', '--js'))
  expect(whole).toMatch(/npm start[^]*miniprogram\/config\.js[^]*## 测试/)
})

/** Files that a text names by their path, from the project's root. */
const named = (text: string) =>
  text.match(/(?<![\w/.-])(?:docs|scripts|tests|examples|miniprogram|mock-server)\/[\w./-]+\.\w+/g)

test.each([['--bare'], ['--no-tests'], ['--name=whole'], ['--js']])(
  'names no file that a project with %s has not',
  async (flag) => {
    const options = read('my-app', flag)
    const files = filesFor(options.parts)
    const names = options.language === 'js' ? javascriptNames(files) : new Map<string, string>()
    const there = new Set(files.map((file) => names.get(file) ?? file))
    const texts = files.map((file) => [file, readFileSync(join(kit, file), 'utf8')])
    for (const file of ['README.md', 'README.zh-CN.md']) {
      texts.push([file, await fillTemplate(file, options)])
    }
    for (const [file = '', text = ''] of texts) {
      for (const name of named(text) ?? [])
        expect([file, name, there.has(name)]).toEqual([file, name, true])
    }
  },
)

test('says what is left to do', () => {
  const steps = (...args: string[]) => nextSteps(read('a', ...args), '../my app')
  expect(steps()).toMatch(
    /cd "..\/my app"[^]*npm ci[^]*npm start[^]*its appid[^]*backend's address/,
  )
  const ready = steps('--appid=wx0123456789abcdef', '--backend=https://t.example')
  expect(ready).not.toContain('Before you release')
  expect(steps('--backend=http://t.example')).toContain('an https address')
  expect(steps('--js')).toContain('miniprogram/config.js')
})

test('makes a whole project or leaves nothing behind', async () => {
  const place = mkdtempSync(join(tmpdir(), 'create-'))
  const at = (name: string) => readCreateOptions([name, '--bare'], place, kit) as CreateOptions
  const steps: string[] = []
  try {
    writeFileSync(join(place, 'file'), '')
    await expect(create(at('file'), () => {})).rejects.toThrow(
      'file is a file. Nothing was written',
    )
    await expect(create(at('file/below'), () => {})).rejects.toThrow("can't be made")
    const stop = () => {
      throw new Error('stopped')
    }
    await expect(create(at('half'), stop)).rejects.toThrow('stopped')
    expect(readdirSync(place)).toEqual(['file'])

    mkdirSync(join(place, 'app'))
    const written = await create(at('app'), (step) => steps.push(step))
    for (const file of written)
      expect([file, existsSync(join(place, 'app', file))]).toEqual([file, true])
    expect(steps).toEqual([
      expect.stringContaining('Copying'),
      expect.stringContaining('package-lock'),
    ])
    const lock = readFileSync(join(place, 'app/package-lock.json'), 'utf8')
    expect(lock).toContain('"name": "app"')
    expect(lock).not.toMatch(/"resolved"|node_modules\/jest/)

    await expect(create(at('app'), () => {})).rejects.toThrow('is a folder with files in it')
    expect(readdirSync(place).toSorted()).toEqual(['app', 'file'])
  } finally {
    rmSync(place, { recursive: true })
  }
})
