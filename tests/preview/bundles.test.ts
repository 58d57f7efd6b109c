import { mkdirSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inputsOf } from '../../simulator/project/made-from.ts'
import { Bundles } from '../../simulator/preview/serve/bundles.ts'
import { useFolder } from '../support/project.ts'

const open: Bundles[] = []

// Hooks run in this order: bundles let go of the folder before it is removed.
afterEach(() => open.splice(0).forEach((bundles) => bundles.close()))
const folder = useFolder()
const { lay } = folder
const homeOf = () => join(folder.path, 'preview')

const small = {
  'preview/runtime/main.ts': "import { shown } from './shown.ts'\nimport './phone.css'\nshown()",
  'preview/runtime/shown.ts': "export const shown = () => console.log('first')",
  'preview/runtime/phone.css': 'page { color: red }',
  'preview/frame/main.ts': "import './frame.css'\nconsole.log('frame')",
  'preview/frame/frame.css': 'body { margin: 0 }',
  'preview/inspector/main.tsx': "import './inspector.css'\nconsole.log('inspector')",
  'preview/inspector/inspector.css': 'aside { margin: 0 }',
}

/** The bundles of a folder, and what tells that they were made again. */
function opened() {
  let tell = () => {}
  const bundles = new Bundles(homeOf(), join(folder.path, 'cache'), () => tell())
  open.push(bundles)
  const changed = () => new Promise<void>((resolve) => (tell = resolve))
  const text = async () => String(await bundles.read('phone.js'))
  return { bundles, changed, text }
}

test('a change of the preview itself shows at the next save, also after a compile error', async () => {
  lay(small)
  const { bundles, changed, text } = opened()
  expect(await text()).toContain('first')
  const address = await bundles.hashOf('phone.js')
  const second = changed()
  lay({ 'preview/runtime/shown.ts': "export const shown = () => console.log('second')" })
  await second
  expect(await text()).toContain('second')
  expect(await bundles.hashOf('phone.js')).not.toBe(address)

  const complained = jest.spyOn(console, 'error').mockImplementation(() => {})
  const said = new Promise((resolve) => complained.mockImplementation(resolve))
  lay({ 'preview/runtime/shown.ts': 'export const shown = () => {' })
  expect(await said).toContain('runtime/shown.ts:1')
  expect(await text()).toContain('second')
  complained.mockRestore()

  const third = changed()
  lay({ 'preview/runtime/shown.ts': "export const shown = () => console.log('third')" })
  await third
  expect(await text()).toContain('third')
})

test('saves that come while bundles are made are not missed', async () => {
  lay(small)
  const { text } = opened()
  await text()
  for (const save of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    lay({ 'preview/runtime/shown.ts': `export const shown = () => console.log('save ${save}')` })
    await new Promise((turn) => setTimeout(turn, save))
  }
  let shown = ''
  while (!shown.includes('save 9')) {
    await new Promise(setImmediate)
    shown = await text()
  }
  expect(shown).not.toContain('save 8')
})

test('a second start takes what the first one made, unless something changed since', async () => {
  lay(small)
  const first = opened()
  await first.text()
  const made = await first.bundles.hashOf('phone.js')
  first.bundles.close()
  expect(await opened().bundles.hashOf('phone.js')).toBe(made)
  lay({ 'preview/runtime/phone.css': 'page { color: blue }' })
  const other = opened()
  expect(String(await other.bundles.read('phone.css'))).toContain('#00f')
})

const SHOWN = 'preview/runtime/shown.ts'

test('a fault that is there at the start is said with file and line, and mended by the next save', async () => {
  lay({ ...small, [SHOWN]: 'export const shown = () => {' })
  const { text, changed, bundles } = opened()
  await expect(text()).rejects.toThrow('runtime/shown.ts:1')
  await expect(bundles.hashOf('frame.js')).rejects.toThrow('runtime/shown.ts:1')
  const mended = changed()
  lay({ [SHOWN]: small[SHOWN] })
  await mended
  expect(await text()).toContain('first')
})

const kept = () => join(folder.path, 'cache')
const places = () => {
  const [name = ''] = readdirSync(kept())
  return (file: string) => join(kept(), name, file)
}

test.each<[string, () => void]>([
  ['cut off', () => truncateSync(places()('phone.js'), 5)],
  ['of other content', () => writeFileSync(places()('frame.css'), 'body { color: red }')],
  ['without one of its files', () => rmSync(places()('inspector.js'))],
  ['without a manifest', () => rmSync(places()('manifest.json'))],
  ...['', 'null', '5', '{}', '{"hashes":{}}', '{"hashes":{},"inputs":{}}', '{"inputs":{'].map(
    (text): [string, () => void] => [
      `with the manifest ${text}`,
      () => writeFileSync(places()('manifest.json'), text),
    ],
  ),
])('a cache %s is made anew', async (_, damage) => {
  lay(small)
  await opened().text()
  damage()
  const { text, bundles } = opened()
  expect(await text()).toContain('first')
  expect(String(await bundles.read('frame.css'))).toContain('margin:0')
  expect(String(await bundles.read('inspector.js'))).toContain('inspector')
})

test('without a place to keep them, or when it goes, bundles are made and served all the same', async () => {
  lay({ ...small, cache: 'a file in the way' })
  const first = opened()
  expect(await first.text()).toContain('first')
  const second = first.changed()
  lay({ [SHOWN]: "export const shown = () => console.log('second')" })
  await second
  expect(await first.text()).toContain('second')
  rmSync(kept())
  mkdirSync(kept())
  const third = opened()
  await third.bundles.hashOf('phone.js')
  rmSync(kept(), { recursive: true })
  expect(await third.text()).toContain('second')
})

test('two that start at once on one cache are served what they need', async () => {
  lay(small)
  const all = [opened(), opened(), opened()]
  for (const text of await Promise.all(all.map((one) => one.text())))
    expect(text).toContain('first')
})

test('of a file saved while something was made from it nobody knows which content was used', () => {
  lay({ 'a.ts': 'a' })
  const begun = Date.now()
  const saved = (at: number) => {
    utimesSync(join(folder.path, 'a.ts'), at / 1000, at / 1000)
    return inputsOf(['a.ts'], folder.path, begun)
  }
  expect(saved(begun + 1)).toEqual({ 'a.ts': '' })
  expect(saved(begun - 3)).toEqual({ 'a.ts': '' }) // clocks of file systems lag by some milliseconds
  expect(saved(begun - 1000)).toEqual({ 'a.ts': expect.stringMatching(/^\w{16}$/) as string })
})
