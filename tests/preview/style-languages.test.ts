/** Sheets of Sass and Less, which DevTools compiles by plugins. */
import { join } from 'node:path'
import { BuildCache } from '../../simulator/preview/build/cache.ts'
import { compileProject } from '../../simulator/preview/build/compile.ts'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { page, useFolder, type Laid } from '../support/project.ts'

const folder = useFolder()
const newCache = () => new BuildCache(join(folder.path, 'node_modules/c.json'), '1')
const compile = (cache = newCache()) => compileProject(readProject(findProject(folder.path)), cache)

/** Lays a mini-program of one page, for which both plugins are on. */
const lay = (files: Laid) =>
  folder.lay({
    'project.config.json': { setting: { useCompilerPlugins: ['less', 'sass', 'typescript'] } },
    'app.json': { pages: ['pages/a/a'] },
    'app.js': 'App({})',
    ...page('pages/a/a'),
    'pages/a/a.js': 'Page({})',
    ...files,
  })

const inOneLine = (css = '') => css.replace(/\s+/g, ' ').trim()

async function sheets(cache?: BuildCache) {
  const { styles, faults } = (await compile(cache)).program
  return {
    app: inOneLine(styles.app?.shared),
    page: inOneLine(styles['pages/a/a']?.shared),
    faults,
  }
}

const HERE = ":where(page[data-route='pages/a/a'])"

test('Sass: nested rules, modules, partials, imports from the root and of WXSS', async () => {
  lay({
    'styles/_theme.scss': '$color: red; @mixin big { font-size: 30rpx; }',
    'styles/old.scss': '.old { top: 0 }',
    'styles/plain.wxss': '@import "./deep.wxss";\n.plain { left: 0 }',
    'styles/deep.wxss': '.deep { left: 75rpx }',
    'app.scss':
      "@import './styles//old'; @import '/styles/old'; @import './styles/plain.wxss'; page { top: 75rpx }",
    'pages/a/a.scss':
      "@use '../../styles/theme' as *;\n// a comment\n.a { &.b { color: $color; @include big } }",
  })
  expect(await sheets()).toEqual({
    app: '.old { top: 0; } .old { top: 0; } .deep { left: 10vw; } .plain { left: 0; } page { top: 10vw; }',
    page: `${HERE} .a.b { color: red; font-size: 4vw; }`,
    faults: [],
  })
})

test('Less: nested rules, imports from the file and from the root, of WXSS as well', async () => {
  lay({
    'styles/theme.less': '@color: red; .big() { font-size: 30rpx; }',
    'styles/plain.wxss': '.plain { left: 0 }',
    'app.less': '@import "styles/plain.wxss"; page { top: 75rpx }',
    'pages/a/a.less':
      '@import "/styles/theme";\n// a comment\n.a { &.b { color: @color; .big() } width: ~"calc(1px + 75rpx)" }',
  })
  expect(await sheets()).toEqual({
    app: '.plain { left: 0; } page { top: 10vw; }',
    page: `${HERE} .a { width: calc(1px + 10vw); } ${HERE} .a.b { color: red; font-size: 4vw; }`,
    faults: [],
  })
})

test('Less puts pictures of the mini-program into a sheet', async () => {
  lay({ 'a.svg': '<svg/>', 'pages/a/a.less': '.a { background: data-uri("../../a.svg") }' })
  expect(await sheets()).toMatchObject({
    page: `${HERE} .a { background: url("data:image/svg+xml,%3Csvg%2F%3E"); }`,
    faults: [],
  })
})

test('WXSS imports what a plugin makes, by the name that it gets', async () => {
  lay({
    'app.wxss': '@import "styles/theme.wxss"; @import "styles/more";',
    'styles/theme.scss': '.a { .b { top: 0 } }',
    'styles/more.less': '.c { .d { top: 0 } }',
  })
  expect((await sheets()).app).toBe('.a .b { top: 0; } .c .d { top: 0; }')
})

test.each([
  [
    'Sass that does not compile',
    { 'pages/a/a.scss': '.a {\n  color: $none;\n}' },
    { file: 'pages/a/a.scss', line: 2, column: 10, message: 'Undefined variable.' },
  ],
  [
    'a fault in an imported file',
    { 'pages/a/a.scss': "@use 'b';", 'pages/a/_b.scss': '\n.a { color: }' },
    { file: 'pages/a/_b.scss', line: 2, message: 'Expected expression.' },
  ],
  [
    'a module of Sass that is not there, or not in the mini-program',
    { 'pages/a/a.scss': "\n@use '../../../etc/x';" },
    { file: 'pages/a/a.scss', line: 2, message: "Can't find stylesheet to import." },
  ],
  [
    'Less that does not compile',
    { 'pages/a/a.less': '.a {\n  color: @none;\n}' },
    { file: 'pages/a/a.less', line: 2, message: 'variable @none is undefined' },
  ],
  [
    'a sheet of Less that is not there',
    { 'pages/a/a.less': '.a { top: 0 }\n@import "none";' },
    { file: 'pages/a/a.less', line: 2, message: "'none' is not found in the mini-program" },
  ],
  [
    'a script in Less',
    { 'pages/a/a.less': '@plugin "x";', 'pages/a/x.js': 'process.exit(1)' },
    { file: 'pages/a/a.less', message: expect.stringContaining('@plugin') },
  ],
  [
    'what Sass leaves to WXSS',
    { 'pages/a/a.scss': '@import "none.css";' },
    { file: 'pages/a/a.scss', message: '@import "none.css" is not found' },
  ],
])('%s is a fault with file and line, and the rest works', async (_, files, fault) => {
  lay({ ...files, 'app.wxss': '.a { top: 0 }' })
  const { app, faults } = await sheets()
  expect(app).toBe('.a { top: 0 }')
  expect(faults).toEqual([expect.objectContaining(fault)])
})

test('a change of an imported sheet is seen; what did not change is not compiled again', async () => {
  lay({
    'styles/_a.scss': '$a: red;',
    'styles/b.scss': '@forward "a";',
    'pages/a/a.scss': '@use "../../styles/b"; .a { color: b.$a }',
  })
  const cache = newCache()
  expect((await sheets(cache)).page).toContain('color: red')
  lay({ 'styles/_a.scss': '$a: blue;' })
  expect((await sheets(cache)).page).toContain('color: blue')

  const made = jest.spyOn(cache, 'get')
  await sheets(cache)
  const ofSheets = made.mock.calls.filter(([[kind]]) => kind === 'sheet of a plugin')
  expect(ofSheets).toHaveLength(1)
  expect(made.mock.results).toHaveLength(made.mock.calls.length)
})

test("the project's own compiler is taken, whatever the kit has", async () => {
  lay({
    'package.json': { name: 'p' },
    'node_modules/less/package.json': { name: 'less', version: '9.9.9', main: 'index.js' },
    'node_modules/less/index.js':
      'exports.FileManager = class {}; exports.render = (text, options, done) => done(null, { css: ".own { top: 0 }" })',
    'pages/a/a.less': '.a { .b { top: 0 } }',
  })
  expect((await sheets()).page).toBe(`${HERE} .own { top: 0 }`)
})
