import { join } from 'node:path'
import simulate from 'miniprogram-simulate'
import { createSimulator, type Simulator, type SimulatorOptions } from '../wx/simulator.ts'
import { Modules } from './modules.ts'
import { createPageView, definePage, loadComponent } from './page-view.ts'
import { reportProblem } from './problems.ts'
import { readAppJson } from './project.ts'
import { isVisible } from './elements.ts'
import { createScreen, type Screen, type Tab } from './screen.ts'
import { turn } from './wait.ts'
import { User } from './user.ts'
import { Backend } from './backend.ts'

export interface LaunchOptions extends Partial<
  Pick<SimulatorOptions, 'user' | 'storage' | 'device' | 'origin' | 'privacy'>
> {
  /** What the storage holds before the start, as `wx.setStorageSync` takes it. */
  stored?: Record<string, unknown>
  /** Where the mini-program was opened from (1001: the list of mini-programs). */
  scene?: number
}

/** A running mini-program, and everything a test looks at. */
export interface Launched extends Simulator {
  user: User
  screen: Screen
  backend: Backend
  /** A script of the mini-program as this launch uses it, to call it directly: `services/index`. */
  module: (path: string) => unknown
  /** Waits until nothing is under way any more: no `wx` call is unanswered. */
  idle: () => Promise<void>
  /** Closes the mini-program and opens it again on the same phone. */
  relaunch: (url?: string) => Launched
}

const DEFAULT_ORIGIN = 'http://127.0.0.1:3900'
const running = new Set<Simulator>()

/**
 * Opens the mini-program at a page, as a person does: `App.onLaunch` and `onShow`, then the page.
 *
 * @param url `/pages/home/home?from=share`; by default the first page of `app.json`
 */
export function launch(url?: string, options: LaunchOptions = {}): Launched {
  const app = readAppJson(miniprogramRoot)
  const modules = new Modules(miniprogramRoot)
  const storage = options.storage ?? new Map<string, string>()
  const place = newPhone()
  const simulator = createSimulator({
    fetch: (...args) => globalThis.fetch(...args),
    origin: DEFAULT_ORIGIN,
    onError: reportProblem,
    ...options,
    storage,
    pages: {
      pages: app.pages,
      tabBarPages: app.tabBar?.list.map((tab) => tab.pagePath) ?? [],
      create: createPageView(miniprogramRoot, modules, app, place),
    },
  })
  for (const [key, value] of Object.entries(options.stored ?? {})) simulator.storage.set(key, value)
  install(simulator)
  modules.isolated(() => require(join(miniprogramRoot, 'app')) as unknown)

  const start = url ?? `/${app.pages[0]}`
  const [path = '', search = ''] = start.replace(/^\//, '').split('?')
  const query = Object.fromEntries(new URLSearchParams(search))
  simulator.app.launch({ path, query, scene: options.scene ?? 1001 })
  simulator.pages.reLaunch(start)
  return opened(simulator, modules, options, storage, place, app.tabBar?.list)
}

/**
 * Draws one component alone, through miniprogram-simulate.
 *
 * @param path from the mini-program's root, without ending: `components/user-card/user-card`
 */
export function mountComponent(
  path: string,
  properties: Record<string, unknown> = {},
  options: LaunchOptions = {},
) {
  const modules = new Modules(miniprogramRoot)
  const simulator = createSimulator({
    fetch: (...args) => globalThis.fetch(...args),
    origin: DEFAULT_ORIGIN,
    onError: reportProblem,
    ...options,
    pages: { pages: [], tabBarPages: [], create: () => failForPages() },
  })
  install(simulator)
  const id = loadComponent(miniprogramRoot, path, modules, readAppJson(miniprogramRoot))
  const component = simulate.render(id, properties)
  const holder = document.createElement('page')
  const place = newPhone()
  place.append(holder)
  component.attach(holder)
  return { ...opened(simulator, modules, options, new Map(), place), component }
}

/** One call often leads to the next a moment later: only a while of silence counts. */
async function idle({ activity }: Simulator) {
  for (let silent = 0; silent < 3; silent++) {
    await turn()
    if (activity.pending > 0) silent = 0
  }
}

/** Closes every mini-program a test opened and clears the screen. */
export function closeAll() {
  for (const simulator of running) {
    simulator.pages.closeAll()
    simulator.dialogs.hideToast()
  }
  running.clear()
  document.body.innerHTML = ''
  document.head.innerHTML = ''
}

/** Where a phone's pages stand in the document. */
function newPhone(): HTMLElement {
  const place = document.createElement('phone')
  document.body.append(place)
  return place
}

function failForPages(): never {
  throw new Error('A component mounted alone has no pages. Use launch() to test navigation.')
}

/** Gives the mini-program its globals. */
function install(simulator: Simulator) {
  running.add(simulator)
  Object.assign(globalThis, {
    wx: simulator.wx,
    App: simulator.app.register,
    getApp: simulator.app.get,
    Page: definePage,
    getCurrentPages: () => simulator.pages.stack.map((page) => page.instance),
  })
}

function opened(
  simulator: Simulator,
  modules: Modules,
  options: LaunchOptions,
  storage: NonNullable<LaunchOptions['storage']>,
  place: Element,
  tabs: Tab[] = [],
): Launched {
  const screen = createScreen(simulator, () => [...place.children].findLast(isVisible), tabs)
  return {
    ...simulator,
    screen,
    user: new User(simulator, screen, tabs),
    backend: new Backend(options.origin ?? DEFAULT_ORIGIN),
    module: (path) => modules.get(path),
    idle: () => idle(simulator),
    relaunch(url) {
      simulator.pages.closeAll()
      simulator.dialogs.hideToast()
      running.delete(simulator)
      const { stored: _, ...rest } = options
      return launch(url, { ...rest, storage })
    },
  }
}
