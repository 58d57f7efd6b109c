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
import { join, resolve } from 'node:path'
import { create } from '../../simulator/cli/create/create.ts'
import type { Kit } from '../../simulator/cli/create/kit.ts'
import { nextSteps } from '../../simulator/cli/create/next-steps.ts'
import { readCreateOptions, type CreateOptions } from '../../simulator/cli/create/options.ts'

// Created projects that are installed, tested and started: tests/e2e/packages.e2e.ts.

const root = process.cwd()
const read = (...args: string[]) => readCreateOptions(args, '/home/dev', root) as CreateOptions

/** The kit as if it came from the registry. */
const kit: Kit = {
  version: '1.2.3',
  template: root,
  project: join(root, 'simulator/cli/create/project'),
  licence: 'MIT',
  versions: {
    jest: '^30',
    typescript: '^7',
    'miniprogram-api-typings': '^5',
    '@types/jest': '^30',
  },
  dependencies: () => Promise.resolve({ 'weapp-login-kit': '^1.2.3' }),
}

let place: string

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'create-'))
})
afterEach(() => rmSync(place, { recursive: true }))

interface Made {
  folder: string
  written: string[]
  /** The text of a file. */
  at: (name: string) => string
  manifest: { scripts: Record<string, string>; devDependencies: Record<string, string> }
}

const made = new Map<string, Promise<Made>>()
let projects: string

beforeAll(() => {
  projects = mkdtempSync(join(tmpdir(), 'created-'))
})
afterAll(() => rmSync(projects, { recursive: true }))

/** A project with these options, to be read only: making one takes a second, so each is made once. */
function make(...args: string[]): Promise<Made> {
  const key = args.join(' ')
  const known = made.get(key) ?? makeNew(args, String(made.size))
  made.set(key, known)
  return known
}

async function makeNew(args: string[], name: string): Promise<Made> {
  const folder = join(projects, name)
  const options = readCreateOptions([folder, '--name=app', ...args], projects) as CreateOptions
  const written = await create(options, kit, () => {})
  const at = (file: string) => readFileSync(join(folder, file), 'utf8')
  return { folder, written, at, manifest: JSON.parse(at('package.json')) as Made['manifest'] }
}

test.each([
  [[], 'Say where to, such as: weapp-login-kit create ../my-app'],
  [['a', 'b c'], 'One folder, please; "b c" is one too many.'],
  [[root], 'is inside this project'],
  [[join(root, 'apps/mine')], 'is inside this project'],
  [['a', '--appid', 'wx123'], 'An appid is wx and 16 hexadecimal digits'],
  [['a', '--name', "it's"], 'not "it\'s"'],
  [['a', '--name', ' tea'], 'not " tea"'],
  [['a', '--name', 'x'.repeat(31)], '1 to 30 characters'],
  [['a$b'], 'give one with --name'],
  [['a', '--backend', 'api.example.com'], 'must be an http(s) address'],
  [['a', '--backend', "https://x/'+evil"], 'must be an http(s) address'],
  [['a', '--template', 'tiny'], '--template is full or minimal, not "tiny"'],
  [['a', '--colour'], '--colour'],
])('says what is wrong with %j', (args, words) => {
  expect(() => read(...args)).toThrow(words)
})

test('takes a folder, and a name, an appid and an address with it', () => {
  expect(read('my-app')).toEqual({
    target: resolve('/home/dev/my-app'),
    name: 'my-app',
    appid: 'touristappid',
    backend: undefined,
    language: 'ts',
    template: 'full',
    parts: { kit: true, tests: true },
  })
  const given = ['--name', '👩‍👩‍👧 茶馆', '--appid', 'wx0123456789abcdef', '--js', '--bare']
  expect(read('../x', ...given, '--backend', 'https://api.example.com/v1/')).toMatchObject({
    target: resolve('/home/x'),
    name: '👩‍👩‍👧 茶馆',
    backend: 'https://api.example.com/v1',
    language: 'js',
    parts: { kit: false, tests: false },
  })
})

test('a project holds the template and its own tests, and depends on the kit', async () => {
  const { written, at, manifest } = await make('--name=茶馆', '--backend=https://t.example')
  expect(written).toEqual(
    expect.arrayContaining([
      'miniprogram/app.json',
      'miniprogram/services/session.ts',
      'tests/sign-in.test.ts',
      'AGENTS.md',
      '.github/workflows/test.yml',
    ]),
  )
  expect(written.filter((name) => /^(?:simulator|mock-server|scripts|docs)\//.test(name))).toEqual(
    [],
  )
  expect(manifest.devDependencies).toMatchObject({ 'weapp-login-kit': '^1.2.3', jest: '^30' })
  expect(manifest.scripts).toMatchObject({ start: 'weapp-login-kit start', test: 'jest' })
  expect(at('jest.config.js')).toContain("preset: 'weapp-login-kit'")
  expect(at('miniprogram/app.json')).toContain('茶馆')
  expect(at('miniprogram/config.ts').match(/'https:\/\/t\.example'/g)).toHaveLength(2)
  expect(at('miniprogram/config.ts')).toContain("develop: 'http://127.0.0.1:3900'")
  expect(JSON.parse(at('project.config.json'))).toMatchObject({
    projectname: '茶馆',
    libVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    setting: { urlCheck: true },
  })
  expect(JSON.parse(at('project.private.config.json'))).toMatchObject({
    setting: { urlCheck: false },
  })
  expect(at('.gitignore')).toContain('project.private.config.json')
})

test('in JavaScript there is no TypeScript left', async () => {
  const { written, at, manifest } = await make('--js')
  expect(written.filter((name) => /\.ts$|tsconfig/.test(name))).toEqual([
    'miniprogram/tsconfig.json', // for the editor's completion
  ])
  expect(at('miniprogram/services/session.js')).not.toMatch(/: string|^import type/m)
  expect(at('tests/sign-in.test.js')).toContain("from 'weapp-login-kit/jest'")
  expect(manifest.devDependencies).not.toHaveProperty('typescript')
  expect(manifest.scripts).not.toHaveProperty('types')
})

test('--bare makes the mini-program alone', async () => {
  const { written, at, manifest } = await make('--bare', '--backend=https://t.example')
  expect(written.some((name) => name.startsWith('tests/'))).toBe(false)
  expect(written).not.toContain('weapp-login-kit.lock.json')
  expect(manifest.devDependencies).not.toHaveProperty('weapp-login-kit')
  expect(at('miniprogram/config.ts').match(/'https:\/\/t\.example'/g)).toHaveLength(3)
  expect(at('README.md')).not.toMatch(/npm start|npx|\{\{|<!--/)
})

test('the minimal template is one page with the same sign-in core', async () => {
  const { written } = await make('--template=minimal')
  const pages = written.filter((name) => /^miniprogram\/(?:pages|components|i18n)\//.test(name))
  expect(pages.map((name) => name.replace(/\.\w+$/, ''))).toEqual(
    Array.from({ length: 4 }, () => 'miniprogram/pages/index/index'),
  )
  expect(written).toContain('miniprogram/services/session.ts')
  expect(written).toContain('tests/sign-in.test.ts')
})

test('no file of a project holds an unfilled placeholder or names a file that does not exist', async () => {
  for (const args of [[], ['--js'], ['--no-tests'], ['--bare'], ['--template=minimal']]) {
    const { folder, written, at } = await make(...args)
    const texts = written.filter(
      (name) => /\.(?:md|yml|json|[jt]s)$/.test(name) && !/lock/.test(name),
    )
    for (const name of texts) {
      expect([
        name,
        /<!-- \/?\w+ -->|\{\{(?:name|language|\w+File)\}\}/.exec(at(name))?.[0],
      ]).toEqual([name, undefined])
    }
    for (const page of ['README.md', 'README.en.md', 'AGENTS.md']) {
      for (const [, path = ''] of at(page).matchAll(/`((?:miniprogram|tests)\/[\w./-]*)`/g)) {
        expect([args, path, existsSync(join(folder, path))]).toEqual([args, path, true])
      }
    }
  }
})

test('lists the next steps', () => {
  const steps = (...args: string[]) => nextSteps(read('a', ...args), '../my app')
  expect(steps()).toMatch(/cd "..\/my app"[^]*npm install[^]*npm start[^]*appid[^]*config\.ts/)
  const ready = steps('--appid=wx0123456789abcdef', '--backend=https://t.example')
  expect(ready).not.toContain('Before you release')
  expect(steps('--backend=http://t.example')).toContain('https')
  expect(steps('--js', '--bare')).not.toContain('npm')
})

test('makes a whole project or leaves nothing behind', async () => {
  const at = (name: string) => readCreateOptions([name, '--bare'], place) as CreateOptions
  writeFileSync(join(place, 'file'), '')
  await expect(create(at('file'), kit, () => {})).rejects.toThrow(
    'file is a file. Nothing was written',
  )
  await expect(create(at('file/below'), kit, () => {})).rejects.toThrow("can't be made")
  const stop = () => {
    throw new Error('stopped')
  }
  await expect(create(at('half'), kit, stop)).rejects.toThrow('stopped')
  expect(readdirSync(place)).toEqual(['file'])

  mkdirSync(join(place, 'app/.git'), { recursive: true }) // `git init` came first
  const written = await create(at('app'), kit, () => {})
  for (const file of written)
    expect([file, existsSync(join(place, 'app', file))]).toEqual([file, true])
  expect(existsSync(join(place, 'app/.git'))).toBe(true)
  await expect(create(at('app'), kit, () => {})).rejects.toThrow('is a folder with files in it')
  expect(readdirSync(place).toSorted()).toEqual(['app', 'file'])
})
