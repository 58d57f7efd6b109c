import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { compileProject } from '../../simulator/preview/build/compile.ts'
import { Scripts } from '../../simulator/preview/build/script.ts'
import { compileStyle, Styles, type StyleScope } from '../../simulator/preview/build/wxss.ts'
import { ProjectFiles } from '../../simulator/project/files.ts'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { page, useFolder } from '../support/project.ts'

const folder = useFolder()
const { lay } = folder
const files = () => new ProjectFiles(folder.path)
const read = () => readProject(findProject(folder.path))

const noFaults = () => {
  throw new Error('there should be no fault')
}

function style(wxss: string, scope: StyleScope = { kind: 'app' }): string {
  lay({ 'a.wxss': wxss })
  return compileStyle(files(), 'a.wxss', scope, noFaults).replace(/\s+/g, ' ').trim()
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
  lay({ 'a.wxss': '.a { top: 0 }\n@import "nothing.wxss";' })
  const faults: object[] = []
  compileStyle(files(), 'a.wxss', { kind: 'app' }, (fault) => faults.push(fault))
  expect(faults).toEqual([
    { file: 'a.wxss', line: 2, message: '@import "nothing.wxss" is not found' },
  ])
})

test('a style sheet is compiled anew when it, or what it imports, changed', () => {
  lay({ 'a.wxss': '@import "b.wxss";', 'b.wxss': '.b { top: 0 }' })
  const sheets = new Styles()
  const get = () => sheets.get(files(), 'a.wxss', { kind: 'app' }, noFaults)
  expect(get()).toContain('top: 0')
  lay({ 'b.wxss': '.b { top: 9px }' })
  utimesSync(join(folder.path, 'b.wxss'), 1, 1) // as if it had been written at another time
  expect(get()).toContain('top: 9px')
})

test('everything that is wrong is told at once, with file and line', () => {
  lay({
    'app.json': { pages: ['pages/a/a', 'pages/gone/gone'] },
    ...page('pages/a/a', { usingComponents: { lost: './lost' } }),
    'pages/a/a.wxml': '<view>\n<text',
    'pages/a/a.wxss': '.a {\n  color red',
  })
  const { faults } = compileProject(read())
  expect(faults).toEqual(
    expect.arrayContaining([
      { file: 'app.json', message: 'page "pages/gone/gone" has no pages/gone/gone.wxml' },
      { file: 'pages/a/a.json', message: 'component <lost> is not found at "./lost"' },
      expect.objectContaining({ file: 'pages/a/a.wxml', line: 2 }),
      expect.objectContaining({ file: 'pages/a/a.wxss' }),
    ]),
  )
})

test('scripts of both kinds find what they require, also in packages', async () => {
  lay({
    'app.json': { pages: ['pages/a/a'] },
    'pages/a/a.ts': "import type { T } from './types'\nimport { b } from '../b'\nPage({ b } as T)",
    'pages/b.js': "const lib = require('lib'); module.exports = { b: lib }",
    'miniprogram_npm/lib/index.js': 'module.exports = 1',
  })
  const scripts = new Scripts(read, (path) => `/${path}`)
  const typed = (await scripts.get('pages/a/a')).code
  expect(typed).toContain('import "/pages/b";')
  expect(typed).not.toContain('types')
  const plain = (await scripts.get('pages/b')).code
  expect(plain).toContain('import "/miniprogram_npm/lib/index";')
  expect(plain).toContain('{"lib":"miniprogram_npm/lib/index"}')
  expect(await scripts.withRequired(['pages/a/a'])).toEqual([
    'pages/a/a',
    'pages/b',
    'miniprogram_npm/lib/index',
  ])
})

test('a script that does not compile says where, still loads, and is compiled anew when mended', async () => {
  lay({ 'app.json': { pages: [] }, 'app.ts': 'App({})\nconst = 1' })
  const scripts = new Scripts(read, String)
  const { code } = await scripts.get('app')
  expect(code).toContain('"file":"app.ts","line":2,"column":7')
  expect(code).toContain('__weapp.define("app"')
  expect(code).not.toContain(folder.path)
  lay({ 'app.ts': 'App({ mended: true })' })
  utimesSync(join(folder.path, 'app.ts'), 1, 1) // as if it had been written at another time
  expect((await scripts.get('app')).code).toContain('mended')
  expect((await scripts.get('gone')).code).toContain('there is no gone.ts or gone.js')
})
