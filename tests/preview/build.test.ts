import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { traceScript } from '../../simulator/preview/serve/trace.ts'
import { compileStyle, type StyleScope } from '../../simulator/preview/build/wxss.ts'
import { ProjectFiles } from '../../simulator/project/files.ts'
import { findSheet } from '../../simulator/project/styles.ts'
import { page } from '../support/project.ts'
import { folder, lay, newCache, compile, small } from './small-project.ts'

const sources = () => {
  const files = new ProjectFiles(folder.path)
  return {
    read: (name: string) => files.read(name),
    find: (from: string, target: string) => findSheet(files, {}, from, target),
  }
}

const noFaults = () => {
  throw new Error('there should be no fault')
}

function style(wxss: string, scope: StyleScope = { kind: 'app' }): string {
  lay({ 'a.wxss': wxss })
  return compileStyle(sources(), 'a.wxss', scope, noFaults).replace(/\s+/g, ' ').trim()
}

test.each([
  ['750rpx', '100vw'],
  ['-7.5rpx', '-1vw'],
  ['calc(10px + 75rpx)', 'calc(10px + 10vw)'],
  ['10px', '10px'],
])('%s becomes %s', (given, made) => {
  expect(style(`.a { margin: ${given} }`)).toBe(`.a { margin: ${made} }`)
})

test('tags get the names they have in the document; keyframes and page keep theirs', () => {
  expect(style('view text, page { color: red }')).toBe('wx-view wx-text, page { color: red }')
  expect(style('@keyframes k { from { top: 0 } 50% { top: 1rpx } }')).toContain('from { top: 0 }')
})

test("a page's rules stay on the page", () => {
  const scope = { kind: 'page', route: 'pages/a/a' } as const
  const here = ":where(page[data-route='pages/a/a'])"
  expect(style('.a { top: 0 }', scope)).toBe(`${here} .a { top: 0 }`)
  expect(style('page { top: 0 }', scope)).toBe(`page${here} { top: 0 }`)
})

test("a component's classes bear its name; :host is its element; other rules stay within", () => {
  const scope = { kind: 'component', name: 'c' } as const
  expect(style('.a .b { top: 0 }', scope)).toBe('.c--a .c--b { top: 0 }')
  expect(style(':host { top: 0 }', scope)).toBe("[wx-host='c'] { top: 0 }")
  expect(style('view { top: 0 }', scope)).toBe(":where([wx-host='c']) wx-view { top: 0 }")
})

test("the phone's theme decides, not the desk's", () => {
  const dark = ":where(html[data-theme='dark'])"
  expect(style('@media (prefers-color-scheme: dark) { .a { top: 0 } }')).toBe(
    `${dark} .a { top: 0 }`,
  )
  expect(style('@media (min-width: 10px) and (prefers-color-scheme: dark) { .a { top: 0 } }')).toBe(
    `@media (min-width: 10px) { ${dark} .a { top: 0 } }`,
  )
})

test('imports are put in, circles are cut, what is missing is named with its line', () => {
  lay({ 'b.wxss': '@import "./a.wxss"; .b { top: 0 }' })
  expect(style('@import "b.wxss"; .a { top: 0 }')).toBe('.b { top: 0 } .a { top: 0 }')
  expect(style('@import "b"; .a { top: 0 }')).toBe('.b { top: 0 } .a { top: 0 }')
  lay({ 'a.wxss': '.a { top: 0 }\n@import "nothing.wxss";' })
  const faults: object[] = []
  compileStyle(sources(), 'a.wxss', { kind: 'app' }, (fault) => faults.push(fault))
  expect(faults).toEqual([
    { file: 'a.wxss', line: 2, message: '@import "nothing.wxss" is not found' },
  ])
})

test('everything that is wrong is told at once, with file and line; the rest still works', async () => {
  lay({
    'app.json': { pages: ['pages/a/a', 'pages/b/b'] },
    ...page('pages/a/a', { usingComponents: { lost: './lost' } }),
    'pages/a/a.wxml': '<view>\n<text',
    'pages/a/a.wxss': '.a {\n  color red',
    'pages/a/a.ts': 'Page({})\nconst = 1',
    ...page('pages/b/b'),
  })
  const { program, scripts } = await compile()
  expect(program.faults).toEqual(
    expect.arrayContaining([
      { file: 'pages/a/a.json', message: 'component <lost> is not found at "./lost"' },
      expect.objectContaining({ file: 'pages/a/a.wxml', line: 2 }),
      expect.objectContaining({ file: 'pages/a/a.wxss' }),
      expect.objectContaining({ file: 'pages/a/a.ts', line: 2, column: 7 }),
      { file: 'pages/b/b.js', message: 'there is no pages/b/b.ts or pages/b/b.js' },
    ]),
  )
  expect(scripts.code).toContain('__weapp.define("pages/a/a"')
  expect(scripts.code).not.toContain(folder.path)
})

test('scripts of both kinds find what they require, also in packages', async () => {
  lay({
    ...small,
    'pages/a/a.js': "const lib = require('lib'); Page({ lib, other: require('../../Name') })",
    'pages/b/b.ts':
      "import type { T } from './types'\nimport { n } from '../../name'\nPage({ n } as T)",
    'miniprogram_npm/lib/index.js': 'module.exports = 1',
  })
  const { scripts, program } = await compile()
  expect(program.faults).toEqual([])
  expect(scripts.code).toContain('"pages/a/a", {"lib":"miniprogram_npm/lib/index",')
  expect(scripts.code).toContain('"pages/b/b", {"../../name":"name"}')
  expect(scripts.code).toContain(
    "module '../../Name' is not defined, require args is '../../Name': the file is called name.js; " +
      'a phone tells capital letters from small ones',
  )
})

test('a script that requires what only it knows finds every script of the mini-program', async () => {
  lay({
    ...small,
    'pages/a/a.js': "require('../../langs/' + lang)",
    'langs/zh.js': '',
    'a.d.ts': '',
  })
  const { scripts } = await compile()
  expect(scripts.code).toContain('define("langs/zh"')
  expect(scripts.code).not.toContain('a.d')
})

test('a place in the one script is traced to the line that was written', async () => {
  lay({ ...small, 'pages/b/b.ts': 'type T = {\n  a: 1\n}\n\nPage({\n  onLoad() { fail() },\n})' })
  const build = await compile()
  const lines = build.scripts.code.split('\n')
  const line = lines.findIndex((text) => text.includes('fail()')) + 1
  const column = (lines[line - 1] ?? '').indexOf('fail()') + 1
  expect(traceScript(build, line, column)).toEqual({ file: 'pages/b/b.ts', line: 6, column: 14 })
  expect(traceScript(build, 1, 1)).toBeUndefined()
})

test('a second start compiles nothing that did not change, whatever became of the cache', async () => {
  lay(small)
  const first = newCache()
  const { scripts, templates } = await compile(first)
  first.save()
  const made: string[] = []
  const watched = (version?: string) => {
    const cache = newCache(version)
    const get = cache.get.bind(cache)
    cache.get = (texts, make) =>
      get(texts, () => {
        made.push(texts[1] ?? '')
        return make()
      })
    return cache
  }
  const again = await compile(watched())
  expect(again).toMatchObject({ scripts })
  expect(await again.templates()).toBe(await templates())
  expect(made).toEqual([])
  lay({ 'base.wxss': '.a { top: 9px }', 'name.js': 'module.exports = 2' })
  await compile(watched())
  expect(made.toSorted()).toEqual(['name.js', '{"kind":"app"}'])
  await compile(watched('2'))
  expect(made.length).toBeGreaterThan(5)
  writeFileSync(join(folder.path, 'node_modules/c.json'), '{"version":"1","entr')
  expect(await compile(watched())).toMatchObject({
    scripts: { hash: expect.any(String) as string },
  })
  expect(readdirSync(join(folder.path, 'node_modules'))).toEqual(['c.json'])
  expect(readFileSync(join(folder.path, 'node_modules/c.json'), 'utf8')).toContain('entr')
})

test.each(['', 'null', '5', '{}', '{"version":"1","entries":5}', '{"version":"1","entries":[5]}'])(
  'a cache that holds %j is made anew',
  async (text) => {
    lay({ ...small, 'node_modules/c.json': text })
    const cache = newCache()
    expect((await compile(cache)).program.faults).toEqual([])
    cache.save()
    expect(readFileSync(join(folder.path, 'node_modules/c.json'), 'utf8')).toContain('pages')
  },
)

test('without a place to keep it a project is compiled all the same, and nothing is left behind', async () => {
  lay({ ...small, 'node_modules/c.json/in': 'the way' })
  const cache = newCache()
  expect((await compile(cache)).program.faults).toEqual([])
  cache.save()
  expect(readdirSync(join(folder.path, 'node_modules'))).toEqual(['c.json'])
})
