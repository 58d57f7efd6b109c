import { join } from 'node:path'
import { parseJson } from '../../simulator/project/json.ts'
import { nameInside, resolveName } from '../../simulator/project/names.ts'
import { findProject, findProjectAbove } from '../../simulator/project/root.ts'
import { useFolder } from '../support/project.ts'

const folder = useFolder()

test.each([
  [{ miniprogramRoot: 'src/' }, 'src'],
  [{ miniprogramRoot: './src' }, 'src'],
  [{ miniprogramRoot: 'src\\' }, 'src'], // as DevTools on Windows writes it
  [{ srcMiniprogramRoot: 'src' }, 'src'],
  [{ miniprogramRoot: 'dist', srcMiniprogramRoot: 'src' }, 'src'], // not built, but the sources open
])('project.config.json with %j opens %s', (config, root) => {
  folder.lay({ 'project.config.json': config, 'src/app.json': {} })
  expect(findProject(folder.path)).toMatchObject({
    folder: folder.path,
    root: join(folder.path, root),
  })
})

test('a folder with app.json alone is a mini-program; so is one whose config names no root', () => {
  folder.lay({ 'app.json': {} })
  expect(findProject(folder.path).root).toBe(folder.path)
  folder.lay({
    'project.config.json': '\uFEFF{ // DevTools wrote this\n "appid": "touristappid", }',
  })
  expect(findProject(folder.path).root).toBe(folder.path)
})

test('a mini-program is found from a folder deep in it', () => {
  folder.lay({
    'project.config.json': { miniprogramRoot: 'src' },
    'src/app.json': {},
    'tests/unit/a.test.js': '',
  })
  expect(findProjectAbove(join(folder.path, 'tests/unit')).root).toBe(join(folder.path, 'src'))
})

test.each<[string, Record<string, string | object>, RegExp]>([
  ['nothing', {}, /Name the folder with project.config.json or app.json/],
  ['a broken config', { 'project.config.json': '{\n  ,' }, /project.config.json:2:3 is not valid/],
  ['no built app', { 'project.config.json': { miniprogramRoot: 'dist' } }, /dist, but no app.json/],
  ['a game', { 'project.config.json': { compileType: 'game' } }, /mini-game/],
])('a folder with %s is refused with what to do', (_, files, words) => {
  folder.lay(files)
  expect(() => findProject(folder.path)).toThrow(words)
})

test.each([
  ['{"a": 1, /* b */ "c": [2,],} // d', { a: 1, c: [2] }],
  [
    '{"url": "http://a//b", "text": "/* no comment */"}',
    { url: 'http://a//b', text: '/* no comment */' },
  ],
])('%s is read as DevTools reads it', (text, value) => {
  expect(parseJson(text)).toEqual({ value })
})

test.each([
  ['{"a": 1\n"b": 2}', 2, 1, 'comma expected'],
  ['{"a": }', 1, 7, 'value expected'],
  ['', 1, 1, 'value expected'],
  ['[1]', 1, 1, 'is not a JSON object'],
])('%j is refused with line and column', (text, line, column, words) => {
  const { fault } = parseJson(text)
  expect(fault).toMatchObject({ line, column })
  expect(fault?.message).toContain(words)
})

test.each([
  ['C:\\work\\app', 'C:\\work\\app\\pages\\a\\a.js', 'pages/a/a.js'],
  ['c:\\Work\\app\\', 'C:\\work\\app\\pages\\a.js', 'pages/a.js'],
  ['C:/home/app', 'C:\\home\\apple\\a.js', undefined],
  ['/home/app', '/home/app/a.js', 'a.js'],
  ['/home/app', '/home/App/a.js', undefined],
])('inside %s the file %s is called %s', (root, file, name) => {
  expect(nameInside(root, file)).toBe(name)
})

test.each([
  ['pages/a/a', './b', 'pages/a/b'],
  ['pages/a/a', '../b/b', 'pages/b/b'],
  ['pages/a/a', '..\\b\\b', 'pages/b/b'],
  ['pages/a/a', '/c', 'c'],
  ['app.js', 'c', 'c'],
  ['pages/a/a', '../../../../c', 'c'],
])('from %s, %s is %s', (from, path, name) => {
  expect(resolveName(from, path)).toBe(name)
})
