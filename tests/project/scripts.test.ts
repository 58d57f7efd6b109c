import { join } from 'node:path'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { readRequires } from '../../simulator/project/scripts.ts'
import { linkFolder } from '../support/platform.ts'
import { page, useFolder } from '../support/project.ts'

const folder = useFolder()
const read = () => readProject(findProject(folder.path))
const app = {
  'app.json': { pages: ['pages/a/a'], resolveAlias: { '@/*': '/*', '@u/*': 'utils/*' } },
}
const found = (from: string, specifier: string) => read().resolver.script(from, specifier)

test.each([
  ['pages/a/b.js', './b', 'pages/a/b.js'],
  ['pages/a/b.js', './b.js', 'pages/a/b.js'],
  ['pages/a/b.js', 'b', 'pages/a/b.js'],
  ['pages/a/b.ts', './b.js', 'pages/a/b.ts'],
  ['pages/a/b/index.js', './b', 'pages/a/b/index.js'],
  ['pages/a/b.min.js', './b.min', 'pages/a/b.min.js'],
  ['utils/data.json', '../../utils/data.json', 'utils/data.json'],
  ['utils/u.js', '/utils/u', 'utils/u.js'],
  ['pages/a/own/u.js', '/own/u', 'pages/a/own/u.js'],
  ['utils/u.js', '@/utils/u', 'utils/u.js'],
  ['utils/u.js', '@u/u.js', 'utils/u.js'],
  ['miniprogram_npm/lib/index.js', 'lib', 'miniprogram_npm/lib/index.js'],
  ['miniprogram_npm/@s/lib/x.js', '@s/lib/x', 'miniprogram_npm/@s/lib/x.js'],
  ['pages/miniprogram_npm/lib/index.js', 'lib', 'pages/miniprogram_npm/lib/index.js'],
  ['@babel/runtime/helpers/x.js', '@babel/runtime/helpers/x', '@babel/runtime/helpers/x.js'],
])('with %s, the page requires "%s" and gets %s', (file, specifier, name) => {
  folder.lay({ ...app, ...page('pages/a/a'), [file]: '' })
  expect(found('pages/a/a.js', specifier)).toEqual({ name })
})

test('TypeScript wins over the JavaScript made from it, but not inside a package', () => {
  folder.lay({
    ...app,
    ...page('pages/a/a'),
    'b.ts': '',
    'b.js': '',
    'miniprogram_npm/lib/index.ts': '',
    'miniprogram_npm/lib/index.js': '',
  })
  expect(found('app.js', './b')).toEqual({ name: 'b.ts' })
  expect(found('app.js', 'lib')).toEqual({ name: 'miniprogram_npm/lib/index.js' })
})

test('wrong letter case is refused as on a phone, and said', () => {
  folder.lay({ ...app, ...page('pages/a/a'), 'utils/util.js': '' })
  expect(found('app.js', './utils/Util')).toEqual({
    reason: 'the file is called utils/util.js; a phone tells capital letters from small ones',
  })
  expect(found('app.js', './utils/none')).toEqual({ reason: '' })
})

test.each([
  [`require("./a"); require('b')`, ['./a', 'b'], false],
  ['require.async("./a").then(x)', ['./a'], false],
  ['require("./a", (a) => a, fail)', ['./a'], false],
  ['require("./" + name)', [], true],
  ['require(name)', [], true],
  ['require(`./a`); require(`./${b}`)', ['./a'], true],
])('%s requires %j', (code, specifiers, hasUnknown) => {
  const requires = readRequires(code, code)
  expect(requires.hasUnknown).toBe(hasUnknown)
  for (const specifier of specifiers) expect(requires.specifiers).toContain(specifier)
})

const packages = {
  'package.json': {
    dependencies: { ui: '1', plain: '1', absent: '1' },
    devDependencies: { dev: '1' },
  },
  'node_modules/ui/package.json': { miniprogram: 'dist', dependencies: { helper: '1' } },
  ...page('node_modules/ui/dist/button/index', { component: true }),
  'node_modules/ui/dist/button/index.js': '',
  'node_modules/helper/package.json': { main: './lib/main.js' },
  'node_modules/helper/lib/main.js': '',
  'node_modules/plain/package.json': {},
  'node_modules/plain/index.js': '',
  'node_modules/plain/other.js': '',
  'node_modules/dev/package.json': {},
  'node_modules/dev/index.js': '',
}

test.each([
  ['in the mini-program', '', {}],
  ['beside it', 'app/', { 'project.config.json': { miniprogramRoot: 'app' } }],
])('packages installed %s are there as "build npm" makes them, and it is said', (_, at, config) => {
  const uses = { usingComponents: { button: 'ui/button' } }
  const json = { pages: ['pages/a/a'] }
  folder.lay({
    ...packages,
    ...config,
    [`${at}app.json`]: json,
    ...page(`${at}pages/a/a`, uses),
  })
  const { components, resolver, faults, files, npm } = read()
  expect(faults).toEqual([])
  expect(components['pages/a/a']?.usingComponents).toEqual({
    button: '/miniprogram_npm/ui/button/index',
  })
  const button = 'miniprogram_npm/ui/button/index.js'
  expect(files.pathOf(button)).toBe(join(folder.path, 'node_modules/ui/dist/button/index.js'))
  expect(resolver.script(button, 'helper')).toEqual({
    name: 'miniprogram_npm/helper/lib/main.js',
  })
  expect(resolver.script('app.js', 'plain')).toEqual({ name: 'miniprogram_npm/plain/index.js' })
  expect(npm.taken).toEqual(['ui', 'helper', 'plain'])
})

test.each([
  ['dev', 'dev is in devDependencies: "build npm" packs dependencies alone'],
  ['absent', 'absent is not installed: npm install'],
  ['unknown', 'no package.json of this mini-program names unknown in its dependencies'],
  ['plain/other', '"build npm" (构建 npm) packs only the main script of plain: require "plain"'],
  [
    'weui-miniprogram',
    'no package.json of this mini-program names weui-miniprogram in its dependencies',
  ],
])('a package that "build npm" would not make is refused with why: %s', (specifier, reason) => {
  folder.lay({ ...app, ...packages, ...page('pages/a/a') })
  expect(found('app.js', specifier)).toEqual({ reason })
})

test('what DevTools built counts, also where it is older than package.json', () => {
  folder.lay({ ...app, ...packages, ...page('pages/a/a'), 'miniprogram_npm/old/index.js': '' })
  expect(found('app.js', 'old')).toEqual({ name: 'miniprogram_npm/old/index.js' })
  expect(found('app.js', 'plain')).toEqual({
    reason: 'miniprogram_npm is older than plain: build npm again',
  })
})

test('packNpmRelationList says which package.json counts for which folder', () => {
  const relation = { packageJsonPath: './tools/package.json', miniprogramNpmDistDir: './app/sub/' }
  folder.lay({
    'project.config.json': {
      miniprogramRoot: 'app/',
      setting: { packNpmManually: true, packNpmRelationList: [relation] },
    },
    'tools/package.json': { dependencies: { ui: '1' } },
    'tools/node_modules/ui/package.json': {},
    'tools/node_modules/ui/index.js': '',
    'app/app.json': { pages: ['sub/a'] },
    ...page('app/sub/a'),
  })
  expect(found('sub/a.js', 'ui')).toEqual({ name: 'sub/miniprogram_npm/ui/index.js' })
})

test('two versions of a package are two packages', () => {
  folder.lay({
    ...app,
    ...page('pages/a/a'),
    'package.json': { dependencies: { ui: '1', helper: '2' } },
    'node_modules/ui/package.json': { dependencies: { helper: '1' } },
    'node_modules/ui/index.js': '',
    'node_modules/ui/node_modules/helper/package.json': {},
    'node_modules/ui/node_modules/helper/index.js': '1',
    'node_modules/helper/package.json': {},
    'node_modules/helper/index.js': '2',
  })
  const { resolver } = read()
  expect(resolver.script('app.js', 'helper')).toEqual({ name: 'miniprogram_npm/helper/index.js' })
  expect(resolver.script('app.js', 'ui')).toEqual({ name: 'miniprogram_npm/ui/index.js' })
  expect(resolver.script('miniprogram_npm/ui/index.js', 'helper')).toEqual({
    name: 'miniprogram_npm/ui/miniprogram_npm/helper/index.js',
  })
})

test('packages that are links, as pnpm installs them, bring their own dependencies', () => {
  folder.lay({
    ...app,
    ...page('pages/a/a'),
    'package.json': { dependencies: { ui: '1' } },
    'node_modules/.pnpm/ui@1/node_modules/ui/package.json': { dependencies: { helper: '1' } },
    'node_modules/.pnpm/ui@1/node_modules/ui/index.js': '',
    'node_modules/.pnpm/ui@1/node_modules/helper/package.json': {},
    'node_modules/.pnpm/ui@1/node_modules/helper/index.js': '',
  })
  linkFolder('.pnpm/ui@1/node_modules/ui', join(folder.path, 'node_modules/ui'))
  const { resolver } = read()
  expect(resolver.script('app.js', 'ui')).toEqual({ name: 'miniprogram_npm/ui/index.js' })
  expect(resolver.script('miniprogram_npm/ui/index.js', 'helper')).toEqual({
    name: 'miniprogram_npm/helper/index.js',
  })
})

test('what WeChat has by itself for useExtendedLib comes with this kit, or from the project', () => {
  folder.lay({
    'app.json': { pages: ['pages/a/a'], useExtendedLib: { weui: true } },
    ...page('pages/a/a', { usingComponents: { cell: 'weui-miniprogram/cell/cell' } }),
  })
  const cell = '/miniprogram_npm/weui-miniprogram/cell/cell'
  const ours = read()
  expect(ours.faults).toEqual([])
  expect(ours.components['pages/a/a']?.usingComponents.cell).toBe(cell)
  folder.lay({
    'node_modules/weui-miniprogram/package.json': {},
    ...page('node_modules/weui-miniprogram/miniprogram_dist/cell/cell', { component: true }),
  })
  const rooted = page('pages/a/a', { usingComponents: { cell: '/weui-miniprogram/cell/cell' } })
  folder.lay(rooted)
  expect(read().components['pages/a/a']?.usingComponents.cell).toBe(cell)
  const theirs = read()
  expect(theirs.faults).toEqual([])
  expect(theirs.files.pathOf(`${cell.slice(1)}.wxml`)).toContain(folder.path)
})

test('what WeChat has by itself and is nowhere here is refused with what to install', () => {
  folder.lay({
    'app.json': { pages: ['pages/a/a'], useExtendedLib: { kbone: true } },
    ...page('pages/a/a', { usingComponents: { element: 'miniprogram-element' } }),
  })
  expect(read().faults.map(({ message }) => message)).toEqual([
    'component <element> is not found at "miniprogram-element": useExtendedLib takes ' +
      'miniprogram-element from WeChat, which is not here: npm install --save-dev miniprogram-element',
  ])
})

test('what a script requires by a parameter called require is found', () => {
  const source = "(function (module, require) { const a = require('./a') })(module, require)"
  const compiled = "(function(module, require2) { const a = require2('./a') })(module, require)"
  expect(readRequires(compiled, source).specifiers).toEqual(['./a'])
})
