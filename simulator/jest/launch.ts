import { MiniProgram } from '../engine/mini-program.ts'
import { mountAlone, type Mounted } from '../engine/mount.ts'
import type { Simulator, SimulatorOptions } from '../wx/simulator.ts'
import { MockBackend } from './mock-backend.ts'
import { isVisible } from './elements.ts'
import { fetchMocked } from './network.ts'
import { reportProblem, setListening } from './problems.ts'
import { readProgram, type ReadProgram } from './program.ts'
import { createScope } from './scope.ts'
import { createScreen, type Screen } from './screen.ts'
import { JestScripts } from './scripts.ts'
import { strict } from './strict-wx.ts'
import { DEFAULT_ORIGIN, useGlobalsOf } from './test-globals.ts'
import { User } from './user.ts'
import { soon, turn } from './wait.ts'

/** Options of `launch`. */
export interface LaunchOptions extends Partial<
  Pick<
    SimulatorOptions,
    | 'user'
    | 'storage'
    | 'device'
    | 'origin'
    | 'privacy'
    | 'appid'
    | 'cloud'
    | 'person'
    | 'extConfig'
    | 'host'
  >
> {
  /** Content of the storage before the start, as `wx.setStorageSync` takes it. */
  stored?: Record<string, unknown>
  /** The scene it was opened from (1001: the list of mini-programs). */
  scene?: number
  /** Another mini-program's folder; by default the one `jest.config` says. */
  miniprogram?: string
}

/** A running mini-program, and everything a test looks at. */
export interface Launched extends Simulator {
  user: User
  screen: Screen
  backend: MockBackend
  /** A script of the mini-program as this launch uses it, to call it directly: `services/index`. */
  module: (path: string) => unknown
  /** Waits until nothing is in progress any more: no `wx` call is unanswered. */
  idle: () => Promise<void>
  /** Closes the mini-program and opens it again on the same phone. */
  relaunch: (url?: string) => Launched
  /** Signs another person in to WeChat on this phone and opens the mini-program: each has a storage. */
  switchAccount: (user: string, url?: string) => Launched
}

const running = new Set<Simulator>()

/** The storages of a phone, by the person signed in to WeChat. */
type Accounts = Map<string, NonNullable<LaunchOptions['storage']>>

/**
 * Opens the mini-program at a page, as a person does: `App.onLaunch` and `onShow`, then the page.
 *
 * @param url `/pages/home/home?from=share`; by default the first page of `app.json`
 */
export function launch(url?: string, options: LaunchOptions = {}): Launched {
  return start(url, options, new Map())
}

function start(url: string | undefined, options: LaunchOptions, accounts: Accounts): Launched {
  const program = openProgram(options, accounts)
  const { miniProgram, read } = program
  const { pages } = read.program.app
  const first = url ?? `/${pages[0]}`
  const [path = '', search = ''] = first.replace(/^\//, '').split('?')
  const query = Object.fromEntries(new URLSearchParams(search))
  if (!pages.includes(path)) {
    throw new Error(`${path} is no page of app.json, which has: ${pages.join(', ')}.`)
  }
  miniProgram.start()
  const { app, pages: stack } = miniProgram.simulator
  app.launch({ path, query, scene: options.scene ?? 1001 })
  stack.reLaunch(first)
  return launched(program, options, accounts)
}

/**
 * Draws one component alone.
 *
 * @param path from the mini-program's root, without ending: `components/user-card/user-card`
 */
export function mountComponent(
  path: string,
  properties: Record<string, unknown> = {},
  options: LaunchOptions = {},
): Launched & { component: Mounted } {
  const program = openProgram(options, new Map(), path)
  const { miniProgram, place } = program
  miniProgram.load(path)
  const component = mountAlone(miniProgram.engine, path, properties, place)
  return { ...launched(program, options, new Map()), component }
}

/** One call often leads to the next a moment later: the phone counts as idle only after a pause. */
async function idle({ activity }: Simulator) {
  for (let silent = 0; silent < 3; silent++) {
    await turn()
    if (activity.pending > 0) silent = 0
  }
}

/** Closes every mini-program a test opened and clears the screen. */
export function closeAll() {
  for (const simulator of running) close(simulator)
  setListening(undefined)
  document.body.innerHTML = ''
  document.head.innerHTML = ''
}

function close(simulator: Simulator) {
  simulator.pages.closeAll()
  simulator.dialogs.hideToast()
  running.delete(simulator)
}

/** An opened mini-program: its sources, and the parent element of its pages. */
interface OpenedProgram {
  miniProgram: MiniProgram
  read: ReadProgram
  /** The parent element of its pages. */
  place: HTMLElement
}

function openProgram(
  options: LaunchOptions,
  accounts: Accounts,
  component?: string,
): OpenedProgram {
  const root = options.miniprogram ?? miniprogramHost.findRoot()
  const read = readProgram(root, component)
  const place = document.createElement('phone')
  document.body.append(place)
  const { user = 'developer', storage = accounts.get(user) ?? new Map<string, string>() } = options
  accounts.set(user, storage)
  const scope = createScope()
  const miniProgram = new MiniProgram({
    ...read,
    scripts: new JestScripts(read, scope),
    screen: { document, render: soon },
    place,
    globals: scope,
    wrapWx: strict,
    warn: (message, of) => reportProblem(new Error(message), of === 'wxs' ? 'wxs' : 'warning'),
    phone: {
      fetch: fetchMocked,
      origin: DEFAULT_ORIGIN,
      onError: reportProblem,
      ...options,
      storage,
    },
  })
  const { simulator } = miniProgram
  for (const [key, value] of Object.entries(options.stored ?? {})) simulator.storage.set(key, value)
  // For the test itself; each phone's scripts keep their own.
  const { wx, getApp, getCurrentPages } = scope
  useGlobalsOf({ wx, getApp, getCurrentPages })
  running.add(simulator)
  setListening({
    threw: (error) => simulator.context.reportError(error),
    rejected: (reason, promise) => void simulator.app.unhandledRejection(reason, promise),
  })
  return { miniProgram, read, place }
}

function launched(program: OpenedProgram, options: LaunchOptions, accounts: Accounts): Launched {
  const { miniProgram, place, read } = program
  const { simulator, modules, taps } = miniProgram
  const tabs = [...(read.program.app.tabBar?.list ?? [])]
  const screen = createScreen(simulator, () => [...place.children].findLast(isVisible), tabs)
  const again = (url: string | undefined, user: LaunchOptions['user']) => {
    close(simulator)
    const { stored: _, storage: __, ...rest } = options
    return start(url, user === undefined ? rest : { ...rest, user }, accounts)
  }
  return {
    ...simulator,
    screen,
    user: new User(simulator, taps, screen, tabs),
    backend: new MockBackend(options.origin ?? DEFAULT_ORIGIN),
    module: (path) => modules.require(path),
    idle: () => idle(simulator),
    relaunch: (url) => again(url, options.user),
    switchAccount: (user, url) => again(url, user),
  }
}
