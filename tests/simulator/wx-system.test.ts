import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { baseLibraryFile, readTypings } from '../../tools/base-library/typings.ts'
import { createSimulator, type SimulatorOptions } from '../../simulator/wx/simulator.ts'
import { playedEvents } from '../../simulator/wx/base/listeners.ts'
import { absentApiNames, absentEvents } from '../../simulator/wx/device/absent.ts'
import { partly } from '../../simulator/wx/notes.ts'
import { contract } from './contract.ts'
import { page, phone, toServer, turn, type Phone, type PhoneOptions } from './phone.ts'

type Loose = Record<string, (...args: unknown[]) => unknown>
const loose = ({ wx }: Phone) => wx as unknown as Loose

describe('wx.canIUse', () => {
  test.each([
    ['getUserProfile', '2.10.4', '2.10.3'],
    ['login.object.timeout', '1.9.90', '1.9.89'],
    ['showModal.object.editable', '2.17.1', '2.17.0'],
    ['request.object.responseType.arraybuffer', '1.7.0', '1.6.9'],
    ['request.success.cookies', '2.10.0', '2.9.9'],
    ['getNetworkType.success.weakNet', '3.5.3', '3.5.2'],
    ['getSystemInfoSync.return.safeArea.left', '2.7.0', '2.6.9'],
    ['onThemeChange.callback.theme', '2.11.0', '2.10.9'],
    ['createTCPSocket', '2.18.0', '2.17.9'],
    ['scanCode.object.scanType', '1.7.0', '1.6.9'],
    ['button.open-type.getUserInfo', '1.3.0', '1.2.9'],
    ['button.open-type.chooseAvatar', '2.21.2', '2.21.1'],
    ['button.open-type.getRealtimePhoneNumber', '2.24.4', '2.24.3'],
    ['input.type.nickname', '2.21.2', '2.21.1'],
  ])('knows that %s came with %s', (schema, first, before) => {
    const can = (baseLibrary: string) => phone({ device: { baseLibrary } }).wx.canIUse(schema)
    expect([can(first), can(before)]).toEqual([true, false])
  })

  test.each([
    ['login', true],
    ['login.return', true],
    ['request.object.method.GET', true],
    ['request.object.method.PATCH', false],
    ['request.object.nothing', false],
    ['request.nothing', false],
    ['getStorageSync.success', false],
    ['button.open-type.nothing', false],
    ['text.selectable', true],
    ['nothing', false],
    ['toString', false],
    ['', false],
  ])('answers %s with %s', (schema, expected) => {
    expect(phone().wx.canIUse(schema)).toBe(expected)
  })

  test('is absent before 1.1.1', () => {
    expect(typeof phone({ device: { baseLibrary: '1.1.0' } }).wx.canIUse).toBe('undefined')
  })

  test("its table is what WeChat's typings say", () => {
    expect(readFileSync('simulator/wx/base-library.ts', 'utf8')).toBe(
      baseLibraryFile(readTypings()),
    )
  })
})

/** Tried in a table of wx-chapters.test.ts. */
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
    expect(loose(phone({ device: { baseLibrary: '2.6.9' } })).createUDPSocket).toBeUndefined()
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
    loose(on).createUDPSocket?.({ fail: callback, complete: callback })
    await turn()
    const errMsg = 'createUDPSocket:fail not simulated by weapp-login-kit'
    expect(results).toEqual([{ errMsg }, { errMsg }])
    expect(told).toEqual([says, says])
    loose(on).createUDPSocket = () => 'own'
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
    const folder = 'tests/simulator'
    const tests = readdirSync(folder)
      .filter((file) => file.startsWith('wx-'))
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

const started = (how: object = {}, url = `${page('detail')}?a=1`) => {
  const on = phone()
  on.app.register({})
  on.open(url, how)
  return on
}

describe('wx.getLaunchOptionsSync', () => {
  test('tells how the mini-program was started', () => {
    const { wx, app } = started({ scene: 1037, referrerInfo: { appId: 'wx1' } })
    const launch = { path: 'pages/detail/detail', query: { a: '1' }, scene: 1037 }
    expect(wx.getLaunchOptionsSync()).toEqual({ ...launch, referrerInfo: { appId: 'wx1' } })
    app.show({ path: 'pages/home/home', query: {}, scene: 1007 })
    expect(wx.getLaunchOptionsSync()).toMatchObject(launch)
  })
})

describe('wx.getEnterOptionsSync', () => {
  test('tells how it was come back to', () => {
    const { wx, app } = started()
    expect(wx.getEnterOptionsSync()).toEqual(wx.getLaunchOptionsSync())
    app.show({ path: 'pages/home/home', query: {}, scene: 1007 })
    expect(wx.getEnterOptionsSync()).toMatchObject({ path: 'pages/home/home', scene: 1007 })
  })
})

const promise = Promise.resolve()

/** Every event of the app: how it comes about, and what is told. */
const appEvents = {
  AppShow: {
    happen: ({ app }: Phone) => app.show({ path: 'p', query: {}, scene: 1 }),
    handler: 'onShow',
    told: { path: 'p', query: {}, scene: 1 },
  },
  AppHide: { happen: ({ app }: Phone) => app.hide(), handler: 'onHide', told: undefined },
  Error: {
    happen: ({ context }: Phone) => context.reportError('broken'),
    handler: 'onError',
    told: { message: 'broken' },
  },
  PageNotFound: {
    happen: ({ open }: Phone) => open('/pages/old/old?a=1'),
    handler: 'onPageNotFound',
    told: { path: 'pages/old/old', query: { a: '1' }, isEntryPage: true },
  },
  UnhandledRejection: {
    happen: ({ app }: Phone) => app.unhandledRejection('why', promise),
    handler: 'onUnhandledRejection',
    told: { reason: 'why', promise },
  },
  ThemeChange: {
    happen: ({ device }: Phone) => {
      device.theme = 'dark'
    },
    handler: 'onThemeChange',
    told: { theme: 'dark' },
  },
}
type Name = keyof typeof appEvents

/** `wx.on...` tells as `App` is told. */
function tells(name: Name) {
  const { happen, handler, told } = appEvents[name]
  test('tells its listeners, and the app', () => {
    const on = phone()
    const heard: unknown[] = []
    on.app.register({ [handler]: (event: unknown) => void heard.push(event) })
    loose(on)[`on${name}`]?.((event: unknown) => void heard.push(event))
    happen(on)
    const toApp = name === 'Error' ? 'broken' : told
    const expected = name === 'AppHide' ? [undefined, undefined] : [toApp, told]
    expect(heard.length).toBe(2)
    expect(heard).toEqual(expect.arrayContaining(expected))
  })

  test('reports what a listener throws, and tells the others all the same', () => {
    const on = phone()
    const heard: string[] = []
    loose(on)[`on${name}`]?.(() => {
      throw new Error('mine')
    })
    loose(on)[`on${name}`]?.(() => void heard.push('other'))
    happen(on)
    expect(heard).toEqual(['other'])
    expect(on.problems).toEqual(expect.arrayContaining([new Error('mine')]))
  })
}

/** `wx.off...` takes one away, or all. */
function stops(name: Name) {
  test('takes one listener away, or all', () => {
    const on = phone()
    const heard: string[] = []
    const one = () => void heard.push('one')
    loose(on)[`on${name}`]?.(one)
    loose(on)[`on${name}`]?.(() => void heard.push('other'))
    loose(on)[`off${name}`]?.(one)
    appEvents[name].happen(on)
    expect(heard).toEqual(['other'])
    loose(on)[`off${name}`]?.()
    on.device.theme = 'light'
    appEvents[name].happen(on)
    expect(heard).toEqual(['other'])
  })
}

describe('wx.onAppShow', () => {
  tells('AppShow')
})
describe('wx.offAppShow', () => {
  stops('AppShow')
})
describe('wx.onAppHide', () => {
  tells('AppHide')
})
describe('wx.offAppHide', () => {
  stops('AppHide')
})
describe('wx.onError', () => {
  tells('Error')
})
describe('wx.offError', () => {
  stops('Error')
})
describe('wx.onPageNotFound', () => {
  tells('PageNotFound')
})
describe('wx.offPageNotFound', () => {
  stops('PageNotFound')
})
describe('wx.onUnhandledRejection', () => {
  tells('UnhandledRejection')
})
describe('wx.offUnhandledRejection', () => {
  stops('UnhandledRejection')
})
describe('wx.onThemeChange', () => {
  tells('ThemeChange')

  test('needs darkmode in app.json', () => {
    const on = phone({ darkmode: false })
    const heard: unknown[] = []
    on.wx.onThemeChange((event) => void heard.push(event))
    on.device.theme = 'dark'
    expect(heard).toEqual([])
    expect(on.wx.getAppBaseInfo().theme).toBeUndefined()
  })
})
describe('wx.offThemeChange', () => {
  stops('ThemeChange')
})

test('a missing page may be answered with another, at once', () => {
  const on = phone()
  on.wx.onPageNotFound(() => on.pages.reLaunch(page('other')))
  on.open('/pages/old/old')
  expect(on.pages.current?.route).toBe('pages/other/other')
})

const watchedWindow = () => {
  const on = phone()
  const heard: unknown[] = []
  const listener = ({ size }: { size: object }) => void heard.push(size)
  on.wx.onWindowResize(listener)
  return { ...on, heard, listener }
}

describe('wx.onWindowResize', () => {
  test('tells the new size', () => {
    const { device, heard, wx } = watchedWindow()
    device.windowWidth = 667
    device.windowWidth = 667
    expect(heard).toEqual([{ windowWidth: 667, windowHeight: 667 }])
    expect(wx.getWindowInfo()).toMatchObject({ windowWidth: 667, screenWidth: 667 })
  })
})

describe('wx.offWindowResize', () => {
  test('takes one listener away', () => {
    const { device, heard, wx, listener } = watchedWindow()
    wx.offWindowResize(listener)
    device.windowHeight = 800
    expect(heard).toEqual([])
  })
})

const android = { platform: 'android', language: 'en', theme: 'dark' } as const
const on = (device: PhoneOptions['device']) => phone({ device }).wx

describe('wx.getAppBaseInfo', () => {
  test('is of the WeChat that was set', () => {
    expect(on({ ...android, fontSizeSetting: 21 }).getAppBaseInfo()).toMatchObject({
      SDKVersion: '3.17.5',
      language: 'en',
      theme: 'dark',
      host: { env: 'WeChat' },
      fontSizeSetting: 21,
    })
  })

  test('is absent before 2.20.1', () => {
    expect(typeof on({ baseLibrary: '2.20.0' }).getAppBaseInfo).toBe('undefined')
  })
})

describe('wx.getDeviceInfo', () => {
  test('is of the phone that was set', () => {
    const phone = { platform: 'windows', model: 'PC', system: 'Windows 11' } as const
    expect(on(phone).getDeviceInfo()).toMatchObject(phone)
  })
})

describe('wx.getWindowInfo', () => {
  test('is of the window that was set', () => {
    const size = { windowWidth: 400, windowHeight: 800, statusBarHeight: 44, pixelRatio: 3 }
    expect(on(size).getWindowInfo()).toEqual({
      ...size,
      screenWidth: 400,
      screenHeight: 800,
      screenTop: 0,
      safeArea: { left: 0, right: 400, top: 44, bottom: 800, width: 400, height: 756 },
    })
  })
})

const everything = expect.objectContaining({
  SDKVersion: '3.17.5',
  platform: 'ios',
  windowWidth: 375,
  bluetoothEnabled: true,
  cameraAuthorized: 'authorized',
}) as object

describe('wx.getSystemInfoSync', () => {
  test('has it all in one', () => {
    expect(phone().wx.getSystemInfoSync()).toEqual(everything)
    expect(on(android).getSystemInfoSync()).toMatchObject(android)
  })

  test('has only what the base library knows', () => {
    const info = on({ baseLibrary: '2.6.9' }).getSystemInfoSync()
    expect(info).toMatchObject({ SDKVersion: '2.6.9', statusBarHeight: 20 })
    for (const newer of ['safeArea', 'theme', 'host']) expect(info).not.toHaveProperty(newer)
  })
})

const systemInfo = { ...phone().wx.getSystemInfoSync() }

contract('wx.getSystemInfo', { atOnce: true, succeeds: { result: systemInfo }, fails: 'never' })
contract('wx.getSystemInfoAsync', {
  withoutPromise: true,
  succeeds: { result: systemInfo },
  fails: 'never',
})

describe('wx.getSystemSetting', () => {
  test('has all switches on', () => {
    expect(phone().wx.getSystemSetting()).toEqual({
      bluetoothEnabled: true,
      locationEnabled: true,
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    })
  })
})

describe('wx.getAppAuthorizeSetting', () => {
  test('has given WeChat everything', () => {
    const { locationReducedAccuracy, ...given } = phone().wx.getAppAuthorizeSetting()
    expect(locationReducedAccuracy).toBe(false)
    expect(new Set(Object.values(given))).toEqual(new Set(['authorized']))
    expect(Object.keys(given)).toHaveLength(10)
  })
})

describe('wx.getMenuButtonBoundingClientRect', () => {
  test('lies below the status bar, at the right', () => {
    const rect = on({ windowWidth: 400, statusBarHeight: 44 }).getMenuButtonBoundingClientRect()
    expect(rect).toEqual({ width: 87, height: 32, top: 48, bottom: 80, right: 393, left: 306 })
  })
})

describe('wx.getAccountInfoSync', () => {
  test('tells the appid, and the version in the released build alone', () => {
    const account = (device: PhoneOptions['device']) =>
      phone({ device, appid: 'wx1' }).wx.getAccountInfoSync().miniProgram
    expect(account({})).toEqual({ appId: 'wx1', envVersion: 'develop', version: '' })
    const released = { envVersion: 'release', version: '2.3.4' } as const
    expect(account(released)).toEqual({ appId: 'wx1', ...released })
    expect(account({ ...released, baseLibrary: '2.10.1' })).toEqual({
      appId: 'wx1',
      envVersion: 'release',
    })
    expect(account({ baseLibrary: '2.9.9' })).toEqual({ appId: 'wx1' })
  })
})

describe('wx.getUpdateManager', () => {
  function managed() {
    const restarts: string[] = []
    const on = phone({ onRestart: () => void restarts.push('restart') })
    const told: unknown[] = []
    const manager = on.wx.getUpdateManager()
    manager.onCheckForUpdate(({ hasUpdate }) => void told.push(hasUpdate))
    manager.onUpdateReady(() => void told.push('ready'))
    manager.onUpdateFailed(() => void told.push('failed'))
    return { ...on, manager, told, restarts }
  }

  test('tells what WeChat found', () => {
    const { updates, told, wx, manager } = managed()
    expect(wx.getUpdateManager()).toBe(manager)
    for (const outcome of ['none', 'failed', 'ready'] as const) updates.find(outcome)
    expect(told).toEqual([false, true, 'failed', true, 'ready'])
  })

  test('starts the version that is ready, and no other', () => {
    const { updates, manager, restarts } = managed()
    for (const outcome of ['none', 'failed'] as const) {
      updates.find(outcome)
      expect(() => manager.applyUpdate()).toThrow('applyUpdate was called before onUpdateReady')
    }
    expect(updates.isApplied).toBe(false)
    updates.find('ready')
    manager.applyUpdate()
    expect([updates.isApplied, restarts]).toEqual([true, ['restart']])
  })
})

const needed = { privacy: { isNeeded: true } }
const refuses = {
  when: 'when the user refuses the privacy agreement',
  phone: needed,
  meanwhile: ({ deny }: Phone) => deny(),
  errMsg: ':fail privacy permission is not authorized',
  errno: 104,
}

contract('wx.getClipboardData', {
  succeeds: {
    before: ({ clipboard }) => {
      clipboard.text = '别处'
    },
    result: { data: '别处' },
  },
  fails: refuses,
})

contract('wx.setClipboardData', {
  succeeds: {
    when: 'and says so to the person',
    options: { data: '这里' },
    after: async ({ clipboard, dialogs }) => {
      expect(clipboard.text).toBe('这里')
      expect(dialogs.toast).toMatchObject({ title: '内容已复制' })
      dialogs.hideToast()
    },
  },
  fails: [
    { ...refuses, options: { data: '这里' } },
    {
      when: 'without a text',
      options: {},
      errMsg: ':fail parameter error: parameter.data should be String instead of Undefined;',
      errno: 1001,
    },
  ],
})

const path = expect.stringMatching(/^wxfile:\/\/tmp_/) as string
const size = expect.any(Number) as number
const chooses = ({ allow }: Phone) => allow()
const none = {
  when: 'when the person chooses none',
  meanwhile: ({ deny }: Phone) => deny(),
  errMsg: ':fail cancel',
}

contract('wx.chooseImage', {
  succeeds: {
    meanwhile: chooses,
    result: { tempFilePaths: [path], tempFiles: [{ path, size }] },
  },
  fails: [none, refuses],
})

contract('wx.chooseMedia', {
  succeeds: {
    meanwhile: chooses,
    result: {
      type: 'image',
      tempFiles: [{ tempFilePath: path, size, fileType: 'image', width: 1, height: 1 }],
    },
  },
  fails: [none, refuses],
})

test('a chosen picture is a file that can be uploaded', async () => {
  const on = phone()
  const chosen = on.wx.chooseMedia({})
  await on.allow()
  const [file] = (await chosen).tempFiles
  expect(on.files.get(file?.tempFilePath ?? '')?.size).toBe(file?.size)
})

contract('wx.hideKeyboard', { succeeds: {}, fails: 'never' })

describe('wx.nextTick', () => {
  test('comes after what is running', async () => {
    const order: string[] = []
    phone().wx.nextTick(() => void order.push('tick'))
    order.push('now')
    await turn()
    expect(order).toEqual(['now', 'tick'])
  })
})

describe('wx.arrayBufferToBase64', () => {
  test('writes bytes', () => {
    expect(phone().wx.arrayBufferToBase64(new Uint8Array([0, 250, 255]).buffer)).toBe('APr/')
  })
})

describe('wx.base64ToArrayBuffer', () => {
  test('reads bytes', () => {
    const bytes = new Uint8Array(phone().wx.base64ToArrayBuffer('APr/'))
    expect(Array.from(bytes)).toEqual([0, 250, 255])
  })
})

describe('wx.getLogManager', () => {
  test('keeps what is sent along with feedback', () => {
    const { wx, logs } = phone()
    const logger = wx.getLogManager({})
    for (const level of ['debug', 'info', 'log', 'warn'] as const) logger[level](level, 1)
    expect(logs.map(({ level, to, args }) => [level, to, ...args])).toEqual(
      ['debug', 'info', 'log', 'warn'].map((level) => [level, 'feedback', level, 1]),
    )
  })
})

describe('wx.getRealtimeLogManager', () => {
  test('keeps what goes to the back office', () => {
    const { wx, logs } = phone()
    const logger = wx.getRealtimeLogManager()
    logger.setFilterMsg('sign-in')
    logger.addFilterMsg('again')
    for (const level of ['info', 'warn', 'error'] as const) logger[level](level)
    expect(logs.map(({ level, to }) => `${to} ${level}`)).toEqual([
      'realtime filter',
      'realtime filter',
      'realtime info',
      'realtime warn',
      'realtime error',
    ])
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
