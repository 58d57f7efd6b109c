import { terminalLanguage, wordsOf } from '../../mock-server/command-line/language.ts'
import { readCommandLine } from '../../mock-server/command-line/read.ts'
import { readSeed } from '../../mock-server/seed/read.ts'
import { openStore } from '../../mock-server/store/store.ts'
import { findProject } from '../../simulator/project/root.ts'

const options = {
  project: { type: 'string' },
  name: { type: 'string' },
  page: { type: 'string', multiple: true },
  js: { type: 'boolean' },
  proxy: { type: 'boolean' },
  'no-tests': { type: 'boolean' },
} as const

/** As npm's child finds it, with what npm kept for itself. */
const npm = (script: string, kept: Record<string, string> = {}) => ({
  npm_lifecycle_event: script,
  npm_config_user_agent: 'npm/10.9.0 node/v22.0.0 win32 x64',
  ...Object.fromEntries(Object.entries(kept).map(([name, value]) => [`npm_config_${name}`, value])),
})

const read = (args: string[], env: NodeJS.ProcessEnv, allowPositionals = false) =>
  readCommandLine({ args, options, allowPositionals }, env)

const speak = (language: string) => Object.assign(process.env, { LC_ALL: language })
beforeEach(() => speak('en_US.UTF-8'))
afterAll(() => void speak('C.UTF-8'))

test.each([
  [{ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, 'en-US', 'zh'],
  [{ LC_ALL: '', LANG: 'zh_TW' }, 'en-US', 'zh'],
  [{ LANG: 'C.UTF-8' }, 'zh-CN', 'en'],
  [{ LC_MESSAGES: 'en_GB' }, 'zh-CN', 'en'],
  [{}, 'zh-Hans-CN', 'zh'], // Windows
  [{}, 'de-DE', 'en'],
] as const)('%j on a system in %s speaks %s', (env, system, language) => {
  expect(terminalLanguage(env, system)).toBe(language)
})

test('what PowerShell let npm keep is given back', () => {
  expect(read([], npm('start', { project: 'D:\\茶 馆' })).values).toEqual({ project: 'D:\\茶 馆' })
  expect(read(['../app'], npm('start', { project: 'true' })).values).toEqual({ project: '../app' })
  const kept = npm('create', { json: 'true', tests: '', name: '茶馆' }) // npm takes --js for --json
  const { values, positionals } = read(['../app'], kept, true)
  expect(positionals).toEqual(['../app'])
  expect(values).toEqual({ js: true, 'no-tests': true, name: '茶馆' })
  expect(read([], npm('smoke', { page: 'a\n\nb' })).values).toEqual({ page: ['a', 'b'] })
})

test('npm settings of the same name are no flags', () => {
  expect(read([], npm('start', { proxy: 'http://127.0.0.1:7890' })).values).toEqual({})
  expect(read([], { npm_config_project: 'x' }).values).toEqual({}) // not started by npm
  expect(read(['--js'], npm('create', { name: 'x' })).values).toEqual({ js: true }) // -- came through
})

test('a value that may belong to several places is refused, with the line to type', () => {
  expect(() => read(['../my app', '茶馆'], npm('create', { name: 'true' }), true)).toThrow(
    'npm run create "--" "../my app" --name=茶馆',
  )
  expect(() => read(['a', 'b'], npm('start', { project: 'true', name: 'true' }))).toThrow(
    'npm start "--" a b --project=VALUE --name=VALUE',
  )
  expect(() => read(['json'], npm('contract'))).toThrow(
    '"json" is one too many.\nIn PowerShell options are written: npm run contract "--" --option=value',
  )
})

test('what is wrong is said in the language of the terminal', () => {
  expect(() => read(['--colour'], {})).toThrow(/^There is no option --colour\.$/)
  expect(() => read(['--name'], {})).toThrow('--name needs a value')
  expect(() => read(['--js=1'], {})).toThrow('--js takes no value.')
  speak('zh_CN.UTF-8')
  expect(() => read(['--colour'], {})).toThrow('没有 --colour 这个选项。')
  expect(() => read(['x'], {})).toThrow('多了 "x"。')
  expect(() => read(['--name', '--js'], {})).toThrow('--name 后面要有一个值')
  expect(() => read(['--js=1'], {})).toThrow('--js 后面不能有值。')
})

test.each<[string, () => unknown, RegExp, RegExp]>([
  [
    'a project',
    () => findProject('docs'),
    /^There is no app\.json in /,
    /里没有 app\.json。请写出/,
  ],
  ['a seed', () => readSeed('nowhere.yaml'), /^The seed file can't be read/, /^读不了 seed 文件/],
  ['data', () => openStore('docs'), /it is a folder.*Name another file/, /是文件夹.*换一个文件/],
])('an error about %s speaks the language of the terminal', (_, work, english, chinese) => {
  expect(errorOf(work)).toMatch(english)
  speak('zh_CN.UTF-8')
  expect(errorOf(work)).toMatch(chinese)
})

/** As a command prints it. */
function errorOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return wordsOf(error as Error)
  }
  return 'no error'
}
