import { utimesSync } from 'node:fs'
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
