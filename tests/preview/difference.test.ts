import { compileProject } from '../../simulator/preview/build/compile.ts'
import { findDifference } from '../../simulator/preview/build/difference.ts'
import { page } from '../support/project.ts'
import { lay, read, newCache, compile, small } from './small-project.ts'

describe('what changed', () => {
  const cache = { current: newCache() }
  async function difference(files: Record<string, string | object>) {
    lay(small)
    cache.current = newCache()
    const before = await compile(cache.current)
    lay(files)
    return findDifference(before, await compile(cache.current), cache.current)
  }

  test.each<[string, Record<string, string | object>]>([
    ['a script', { 'name.js': "module.exports = 'other'" }],
    ['the window', { 'app.json': { pages: ['pages/a/a', 'pages/b/b'], window: {} } }],
    ['a picture that is new', { 'images/new.png': 'png' }],
    [
      'a new component',
      {
        ...page('c', { component: true }),
        'c.js': '',
        'pages/b/b.json': { usingComponents: { c: '/c' } },
      },
    ],
  ])('%s wants a new start', async (_, files) => {
    expect(await difference(files)).toEqual({ kind: 'reload' })
  })

  test.each<[string, Record<string, string | object>]>([
    ['nothing', small],
    ['a comment in a script', { 'name.js': "// why\nmodule.exports = 'small'" }],
    ['a .json written otherwise', { 'pages/a/a.json': '{ /* none */ }' }],
    ['a file that nothing uses', { 'unused.wxml': '<', 'unused.js': '(' }],
  ])('%s is no difference', async (_, files) => {
    expect(await difference(files)).toBeUndefined()
  })

  test('a template alone is sent, with what it uses', async () => {
    const found = await difference({ 'pages/b/b.wxml': '<view>new</view>' })
    expect(found).toMatchObject({ kind: 'in-place', templates: { changed: ['pages/b/b'] } })
    expect(JSON.stringify(found)).not.toContain('parts')
    expect(JSON.stringify(found).length).toBeLessThan(4000)
  })

  test('of all templates, only what changed and what uses it is compiled; of all else, nothing', async () => {
    lay(small)
    const made: string[] = []
    const counting = newCache()
    const get = counting.get.bind(counting)
    counting.get = (texts, make) =>
      get(texts, () => {
        made.push(texts.slice(0, 2).join(' '))
        return make()
      })
    const before = await compile(counting)
    made.length = 0
    lay({ 'pages/b/b.wxml': '<view>new</view><view' })
    const broken = await compileProject(read(), counting, before)
    expect(broken.program.faults).toMatchObject([{ file: 'pages/b/b.wxml' }])
    lay({ 'pages/b/b.wxml': '<view>new</view>' })
    const now = await compileProject(read(), counting, before)
    await findDifference(before, now, counting)
    expect(made).toEqual([
      'faults of a template pages/b/b.wxml',
      'faults of a template pages/b/b.wxml',
      'some templates pages/b/b.wxml',
    ])
    expect(now.program.faults).toEqual([])
    // A phone that is loaded again gets all of them, as they were when this was built.
    lay({ 'pages/b/b.wxml': '<view>newer</view>' })
    expect(await now.templates()).toContain('new')
    expect(await now.templates()).not.toContain('newer')
  })

  test('an imported template draws those anew that use it', async () => {
    const parts = '<template name="part"><view>2</view></template>'
    expect(await difference({ 'parts.wxml': parts })).toMatchObject({
      templates: { changed: ['pages/a/a'] },
    })
  })

  test('sheets that changed are sent, also through what they import, and those that are gone', async () => {
    expect(await difference({ 'base.wxss': '.a { top: 1px }' })).toEqual({
      kind: 'in-place',
      styles: { app: { shared: '.a { top: 1px }' } },
    })
  })
})
