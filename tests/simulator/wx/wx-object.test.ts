import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { baseLibraryFile, readTypings } from '../../../tools/base-library/typings.ts'
import { createSimulator, type SimulatorOptions } from '../../../simulator/wx/simulator.ts'
import { playedEvents } from '../../../simulator/wx/base/listeners.ts'
import { absentApiNames, absentEvents } from '../../../simulator/wx/device/absent.ts'
import { partly } from '../../../simulator/wx/notes.ts'
import { phone, toServer, turn, wxByName } from './phone.ts'

test("the table of wx.canIUse is what WeChat's typings say", () => {
  expect(readFileSync('simulator/wx/base-library.ts', 'utf8')).toBe(baseLibraryFile(readTypings()))
})

/** Tried in a table of device.test.ts. */
const sensorEvents = ['Accelerometer', 'Compass', 'Gyroscope', 'DeviceMotion'].map(
  (name) => `${name}Change`,
)

describe('wx', () => {
  const old = () => phone({ device: { baseLibrary: '2.10.3' } })

  test('has nothing that is newer than the base library', () => {
    const { wx } = old()
    expect(typeof wx.getUserProfile).toBe('undefined')
    expect('getUserProfile' in wx).toBe(false)
    expect(Object.keys(wx)).not.toContain('getUserProfile')
    expect(Object.keys(phone().wx)).toContain('getUserProfile')
  })

  test('has nothing that is newer either where it is not simulated', () => {
    expect(wxByName(phone({ device: { baseLibrary: '2.6.9' } })).createUDPSocket).toBeUndefined()
    expect('createUDPSocket' in phone().wx).toBe(true)
  })

  test('says what is not simulated when it is called, and how to help oneself', async () => {
    const told: string[] = []
    const on = phone({ onNotSimulated: ({ message }) => void told.push(message) })
    const says =
      'wx.createUDPSocket is not simulated. Add it to the fitting chapter in simulator/wx/, or give ' +
      'your test its own: wx.createUDPSocket = () => ...'
    expect(typeof on.wx.createUDPSocket).toBe('function')
    expect(told).toEqual([])
    expect(() => on.wx.createUDPSocket()).toThrow(says)
    const results: object[] = []
    const callback = (result: object) => void results.push(result)
    wxByName(on).createUDPSocket?.({ fail: callback, complete: callback })
    await turn()
    const errMsg = 'createUDPSocket:fail not simulated by weapp-login-kit'
    expect(results).toEqual([{ errMsg }, { errMsg }])
    expect(told).toEqual([says, says])
    wxByName(on).createUDPSocket = () => 'own'
    expect(on.wx.createUDPSocket()).toBe('own')
  })

  test('names that WeChat does not have are undefined, and may be put there', () => {
    const on = phone()
    const own = on.wx as unknown as Record<string, unknown>
    expect(own.lin).toBeUndefined()
    expect('lin' in on.wx).toBe(false)
    own.lin = own.lin ?? { version: 1 }
    expect(own.lin).toEqual({ version: 1 })
    expect(Object.keys(on.wx)).toContain('lin')
    expect(Object.keys(phone().wx)).not.toContain('lin')
  })

  test('what is deleted or replaced is so on this phone only', () => {
    const on = phone()
    Reflect.deleteProperty(on.wx, 'login')
    expect('login' in on.wx).toBe(false)
    expect(typeof phone().wx.login).toBe('function')
  })

  test('has no contract missing: every API is tried under its own name', () => {
    const folder = 'tests/simulator/wx'
    const tests = readdirSync(folder)
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    const families = [
      ...absentApiNames,
      ...[...playedEvents, ...absentEvents, ...sensorEvents].flatMap((name) => [
        `on${name}`,
        `off${name}`,
      ]),
    ]
    const tried = Array.from(tests.matchAll(/\bwx\.(\w+)/g), ([, name]) => name)
    const named = new Set([...families, ...tried])
    const missing = Object.keys(phone().wx).filter((name) => !named.has(name))
    expect(missing).toEqual([])
  })
})

describe('docs/simulator.md', () => {
  const text = readFileSync('docs/simulator.md', 'utf8')

  test('speaks of what is missing only of what is simulated', () => {
    const { wx } = phone()
    expect(Object.keys(partly).filter((name) => !(name in wx))).toEqual([])
  })

  test('has an example that works', async () => {
    const [, example = ''] = /```ts\nimport .*\n([^`]*)```/.exec(text) ?? []
    const printed: unknown[] = []
    const log = (...args: unknown[]) => void printed.push(...args)
    const create = (options: SimulatorOptions) => createSimulator({ ...options, fetch: toServer })
    // oxlint-disable-next-line typescript/no-implied-eval -- our own document
    const run = new Function('createSimulator', 'console', `return (async () => {${example}})()`)
    await (run(create, { log }) as Promise<void>)
    expect(printed).toEqual([expect.stringMatching(/^0\w{31}$/), true])
  })
})

test('a simulator alone needs an address and nothing else', async () => {
  const { wx, pages, open, dialogs } = createSimulator({
    origin: 'http://127.0.0.1:3900',
    pages: { pages: ['pages/a/a'], tabBarPages: [] },
  })
  open('/pages/a/a?from=here')
  expect(pages.current).toMatchObject({ route: 'pages/a/a', query: { from: 'here' } })
  const asked = wx.showModal({ title: '?' })
  await turn()
  dialogs.answer('modal', 'confirm')
  expect(await asked).toMatchObject({ confirm: true })
})
