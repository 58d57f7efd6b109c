import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createContext, runInContext, type Script } from 'node:vm'
import type { Fault } from '../../simulator/engine/program.ts'
import { bundleOf, runBundle } from '../../simulator/jest/bundle.ts'
import { readProgram } from '../../simulator/jest/read.ts'

let root: string
let cache: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weapp-'))
  cache = mkdtempSync(join(tmpdir(), 'weapp-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
  rmSync(cache, { recursive: true })
})

function write(name: string, content: string | object) {
  const file = join(root, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

describe('templates', () => {
  const read = () => readProgram(root, [], cache)
  /** Made with a runtime of WXS that runs nothing. */
  const templatesOf = ({ templates }: { templates: Script }) =>
    (templates.runInThisContext() as (wxs: object) => object)({ load() {} })
  const faultsOf = ({ json }: { json: string }) => (JSON.parse(json) as { faults: Fault[] }).faults

  beforeEach(() => {
    write('app.json', { pages: ['a'] })
    write('a.json', {})
    write('a.wxml', '<view>{{word}}</view>')
  })

  test('are compiled again when one of them changed, and only then', () => {
    const first = read()
    expect(read()).toBe(first)
    expect(templatesOf(first)).toHaveProperty('a')
    utimesSync(join(root, 'a.wxml'), new Date(), new Date(Date.now() + 5000))
    expect(read()).not.toBe(first)
    write('app.json', { pages: ['a', 'b'] })
    write('b.wxml', '<view/>')
    expect(templatesOf(read())).toHaveProperty('b')
  })

  test('are cached by their content, for other processes', () => {
    read()
    const [kept, ...others] = readdirSync(join(cache, 'weapp-templates'))
    expect(others).toEqual([])
    writeFileSync(join(cache, 'weapp-templates', kept as string), '({ a: "kept" })')
    utimesSync(join(root, 'a.wxml'), new Date(), new Date(Date.now() + 5000))
    expect(read().templates.runInThisContext()).toEqual({ a: 'kept' })
  })

  test('with faults report them with their place each time', () => {
    write('a.wxml', '<view>\n{{ a. }}</view>')
    expect(faultsOf(read())).toMatchObject([{ file: 'a.wxml', line: 2 }])
    utimesSync(join(root, 'a.wxml'), new Date(), new Date(Date.now() + 5000))
    expect(faultsOf(read())).toHaveLength(1)
  })
})

describe('a bundle', () => {
  const entry = () => join(root, 'entry.ts')
  const run = (bundle: Script, context = createContext()) =>
    runBundle(bundle, context, require) as { list: string[]; says: string; fail: () => void }

  beforeEach(() => {
    write('entry.ts', "export * from './other.ts'\nexport const list: string[] = []")
    write('other.ts', "export const says = 'one'\nexport const fail = () => {\n  throw Error() }")
  })

  test('runs anew for each test file, in its window', () => {
    const bundle = bundleOf(entry(), [], cache)
    run(bundle).list.push('of the first')
    expect(run(bundle).list).toEqual([])
    const window = createContext()
    expect(run(bundle, window).list).toBeInstanceOf(runInContext('Array', window))
  })

  test('is made anew when one of its sources changed, where somebody may have changed it', () => {
    const first = bundleOf(entry(), [], cache)
    write('other.ts', "export const says = 'two'")
    expect(bundleOf(entry(), [], cache)).toBe(first)
    expect(run(bundleOf(entry(), [], cache, true)).says).toBe('two')
  })

  test('is kept for other processes', () => {
    const past = new Date(Date.now() - 5000)
    for (const name of ['entry.ts', 'other.ts']) utimesSync(join(root, name), past, past)
    bundleOf(entry(), [], cache)
    const folder = join(cache, 'weapp-login-kit')
    const [kept] = readdirSync(folder).filter((name) => name.endsWith('.js'))
    writeFileSync(
      join(folder, kept as string),
      '((require, module) => { module.exports = "kept" })',
    )
    expect(run(bundleOf(entry(), [], cache, true))).toBe('kept')
  })

  test('leads a stack to the source', () => {
    const { fail } = run(bundleOf(entry(), [], cache))
    let stack = ''
    try {
      fail()
    } catch (error) {
      stack = String((error as Error).stack)
    }
    expect(stack).toMatch(/other\.ts:3:/)
  })
})
