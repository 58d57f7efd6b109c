import { join } from 'node:path'
import { readMarkup } from '../../simulator/project/markup.ts'
import { readProject } from '../../simulator/project/project.ts'
import { findProject } from '../../simulator/project/root.ts'
import { findSheet, styleSheetOf } from '../../simulator/project/styles.ts'
import type { ProjectFault } from '../../simulator/project/fault.ts'
import { linkFolder } from '../support/platform.ts'
import { page, useFolder } from '../support/project.ts'

const folder = useFolder()
const read = () => readProject(findProject(folder.path))

test('pages of both spellings of subpackages, and the page that opens first', () => {
  folder.lay({
    'app.json': {
      pages: ['/pages/a/a', 'pages/a/a'],
      entryPagePath: 'sub/pages/b/b',
      subpackages: [{ root: '/sub/', pages: ['/pages/b/b'], independent: true }],
      tabBar: { list: [{ pagePath: '/pages/a/a.html', text: 'A' }] },
    },
    ...page('pages/a/a'),
    ...page('sub/pages/b/b'),
  })
  const { app, faults } = read()
  expect(faults).toEqual([])
  expect(app.pages).toEqual(['pages/a/a', 'sub/pages/b/b'])
  expect(app.entryPagePath).toBe('sub/pages/b/b')
  expect(app.subPackages).toEqual([{ root: 'sub', pages: ['sub/pages/b/b'], independent: true }])
  expect(app.tabBar?.list).toEqual([{ pagePath: 'pages/a/a', text: 'A' }])
})

/** A component's place, the name used for it, and the file found. */
test.each([
  ['pages/a/near', './near', '/pages/a/near'],
  ['pages/a/near', 'near', '/pages/a/near'],
  ['pages/a/near/index', './near', '/pages/a/near/index'],
  ['components/c/c', '/components/c/c', '/components/c/c'],
  ['components/c/index', '/components/c', '/components/c/index'],
  ['components/c/c', '../../components/c/c', '/components/c/c'],
  ['components/c/c', '../../../../components/c/c', '/components/c/c'], // never above the root
  ['miniprogram_npm/lib/index', 'lib', '/miniprogram_npm/lib/index'],
  ['miniprogram_npm/lib/button/button', 'lib/button/button', '/miniprogram_npm/lib/button/button'],
  ['miniprogram_npm/@s/lib/button/index', '@s/lib/button', '/miniprogram_npm/@s/lib/button/index'],
  ['pages/miniprogram_npm/lib/index', 'lib', '/pages/miniprogram_npm/lib/index'],
])('of %s, "%s" is %s', (at, path, found) => {
  folder.lay({
    'app.json': { pages: ['pages/a/a'] },
    ...page('pages/a/a', { usingComponents: { it: path } }),
    ...page(at, { component: true }),
  })
  const { components, faults } = read()
  expect(faults).toEqual([])
  expect(components['pages/a/a']?.usingComponents).toEqual({ it: found })
  expect(Object.keys(components)).toContain(found.slice(1))
})

test('components for everybody, defaults of generics and the tab bar of the mini-program itself', () => {
  folder.lay({
    'app.json': {
      pages: ['pages/a/a'],
      usingComponents: { everywhere: 'components/e/e' },
      tabBar: { custom: true, list: [] },
    },
    ...page('pages/a/a', { componentGenerics: { item: { default: './item' }, other: true } }),
    ...page('pages/a/item', { component: true }),
    ...page('components/e/e', { component: true }),
    ...page('custom-tab-bar/index', { component: true }),
  })
  const { components, faults } = read()
  expect(faults).toEqual([])
  expect(Object.keys(components).toSorted()).toEqual([
    'components/e/e',
    'custom-tab-bar/index',
    'pages/a/a',
    'pages/a/item',
  ])
  expect(components['pages/a/item']?.usingComponents).toEqual({ everywhere: '/components/e/e' })
  expect(components['pages/a/a']?.componentGenerics).toEqual({
    item: { default: '/pages/a/item' },
    other: true,
  })
})

test.each(['plugin://some/list', 'dynamicLib://lib/list', 'ext://list'])(
  '%s is no fault of the project: the place of the tag says that it is not simulated',
  (path) => {
    folder.lay({
      'app.json': { pages: ['pages/a/a'] },
      ...page('pages/a/a', { usingComponents: { list: path } }),
    })
    const { components, faults } = read()
    expect(faults).toEqual([])
    expect(components['pages/a/a']?.usingComponents).toEqual({})
    expect(components['pages/a/a']?.refused.list).toMatch(/<list> comes from .* is not simulated/)
  },
)

test('everything that is wrong is told at once, and the rest can be used', () => {
  folder.lay({
    'app.json': { pages: ['pages/a/a', 'pages/Gone/gone', 'pages/none/none'] },
    ...page('pages/a/a', { usingComponents: { lost: './lost', card: './Card', odd: 1 } }),
    ...page('pages/a/card', { component: true }),
    ...page('pages/gone/gone'),
    'pages/a/a.wxml': '<view>\n<import src="gone.wxml"/><!-- <include src="x" /> --></view>',
  })
  const project = read()
  const a = (message: string) => ({ file: 'pages/a/a.json', message })
  expect(project.faults).toEqual([
    a('component <lost> is not found at "./lost"'),
    a(
      'component <card> is not found at "./Card": the file is called pages/a/card.json; ' +
        'a phone tells capital letters from small ones',
    ),
    a('component <odd> has no path'),
    {
      file: 'app.json',
      message:
        'page "pages/Gone/gone" is called pages/gone/gone.wxml; a phone tells capital letters from small ones',
      page: 'pages/Gone/gone',
    },
    {
      file: 'app.json',
      message: 'page "pages/none/none" has no pages/none/none.wxml',
      page: 'pages/none/none',
    },
  ])
  expect(project.app.pages).toEqual(['pages/a/a'])
  const faults: ProjectFault[] = []
  readMarkup(project.files, project.resolver, ['pages/a/a'], (fault) => faults.push(fault))
  expect(faults).toEqual([
    { file: 'pages/a/a.wxml', line: 2, column: 1, message: '"gone.wxml" is not found' },
  ])
})

test.each([
  ['{"pages": []}', '"pages" names no page: there is nothing to open'],
  ['{"pages": "pages/a/a"}', '"pages" must be a list'],
  ['{"pages": [}', 'app.json is not valid JSON'],
])('of app.json %s it is said on the phone', (text, words) => {
  folder.lay({ 'app.json': text })
  expect(
    read()
      .faults.map(({ message }) => message)
      .join('\n'),
  ).toContain(words)
})

test('templates that nothing draws are left out; imports and scripts are followed', () => {
  folder.lay({
    'app.json': { pages: ['pages/a/a'] },
    ...page('pages/a/a'),
    'pages/a/a.wxml': `<import src="/parts/item"/><wxs module="m">
      var t = require('../../t.wxs'); // require('./no.wxs')
    </wxs>`,
    'parts/item.wxml': '<include src="row.wxml"/><wxs src="item.wxs" module="i" />',
    'parts/row.wxml': '<view />',
    'parts/item.wxs': "var u = require('./u.wxs')",
    'parts/u.wxs': '',
    't.wxs': '',
    'unused.wxml': '<',
  })
  const { files, resolver, components } = read()
  const faults: ProjectFault[] = []
  const markup = readMarkup(files, resolver, Object.keys(components), (it) => faults.push(it))
  expect(faults).toEqual([])
  expect(markup.wxml).toEqual(['pages/a/a.wxml', 'parts/item.wxml', 'parts/row.wxml'])
  expect(markup.wxs.toSorted()).toEqual(['parts/item.wxs', 'parts/u.wxs', 't.wxs'])
})

test('cloud functions and their keys are no part of it', () => {
  folder.lay({
    'project.config.json': { cloudfunctionRoot: 'server/' },
    'app.json': { pages: ['pages/a/a'] },
    ...page('pages/a/a'),
    'server/login/index.js': '',
    'cloudfunctions/login/index.js': '',
    '.env': '',
    'node_modules/x/index.js': '',
  })
  expect(read().files.list('.js')).toEqual([])
  expect(
    read()
      .files.list()
      .filter((name) => name.startsWith('.')),
  ).toEqual([])
})

test('components that no page uses are read where they are asked for', () => {
  folder.lay({ 'app.json': { pages: ['a'] }, ...page('a'), ...page('c', { component: true }) })
  const { components, faults } = readProject(findProject(folder.path), ['c', 'd'])
  expect(Object.keys(components)).toEqual(['a', 'c'])
  expect(faults).toEqual([{ file: 'd.wxml', message: 'there is no component at "d"' }])
})

test('links are followed within the mini-program, never out of it', () => {
  folder.lay({
    'secret/key.js': '',
    'project.config.json': { miniprogramRoot: 'app' },
    'app/app.json': { pages: ['pages/a/a'] },
    ...page('app/pages/a/a'),
  })
  linkFolder(join(folder.path, 'secret'), join(folder.path, 'app/out'))
  linkFolder('pages', join(folder.path, 'app/same'))
  linkFolder('..', join(folder.path, 'app/pages/circle'))
  const { files, faults } = read()
  expect(files.has('same/a/a.wxml')).toBe(true)
  expect(files.list().filter((name) => name.includes('key'))).toEqual([])
  expect(faults).toEqual([
    { file: 'out', message: 'this link leads out of the mini-program', page: '' },
  ])
})

test('a sheet in another language counts where the plugin of DevTools for it is on', () => {
  folder.lay({
    'app.json': { pages: ['a'] },
    ...page('a'),
    'a.less': '',
    'b.wxss': '',
    'b.less': '',
    'theme.scss': '',
  })
  const { files } = read()
  const config = (...useCompilerPlugins: string[]) => ({ setting: { useCompilerPlugins } })
  expect(styleSheetOf(files, config('less'), 'b')).toBe('b.wxss')
  expect(styleSheetOf(files, config('sass'), 'a')).toBeUndefined()
  expect(styleSheetOf(files, config('less'), 'a')).toBe('a.less')
  expect(findSheet(files, config(), 'a.wxss', './theme.wxss')).toBeUndefined()
  expect(findSheet(files, config('sass'), 'a.wxss', './theme.wxss')).toBe('theme.scss')
})
