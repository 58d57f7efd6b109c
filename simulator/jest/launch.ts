import simulate from 'miniprogram-simulate'
import { createSimulator, type Simulator, type SimulatorOptions } from '../wx/simulator.ts'
import { Backend } from './backend.ts'
import { Components } from './components.ts'
import { isVisible } from './elements.ts'
import { fetchMocked } from './network.ts'
import { createPageView } from './page-view.ts'
import { reportProblem } from './problems.ts'
import { pagesOf, readAppJson, type AppJson } from './project.ts'
import { createScreen, type Screen } from './screen.ts'
import { Scripts, type PhoneGlobals } from './scripts.ts'
import { strict } from './strict-wx.ts'
import { User } from './user.ts'
import { turn } from './wait.ts'

export interface LaunchOptions extends Partial<
  Pick<SimulatorOptions, 'user' | 'storage' | 'device' | 'origin' | 'privacy' | 'appid'>
> {
  /** What the storage holds before the start, as `wx.setStorageSync` takes it. */
  stored?: Record<string, unknown>
  /** Where the mini-program was opened from (1001: the list of mini-programs). */
  scene?: number
  /** Another mini-program's folder; by default the one `jest.config` says. */
  miniprogram?: string
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
  /** Signs another person in to WeChat on this phone and opens the mini-program: each has a storage. */
  switchAccount: (user: string, url?: string) => Launched
}

const DEFAULT_ORIGIN = 'http://127.0.0.1:3900'
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
  const phone = newPhone(options, accounts, (components, app, place) => ({
    pages: pagesOf(app),
    tabBarPages: app.tabBar?.list.map((tab) => tab.pagePath) ?? [],
    create: createPageView(components, app, place),
  }))
  const { simulator, scripts, app } = phone
  if (scripts.has('app')) scripts.get('app')

  const first = url ?? `/${app.pages[0]}`
  const [path = '', search = ''] = first.replace(/^\//, '').split('?')
  const query = Object.fromEntries(new URLSearchParams(search))
  if (!pagesOf(app).includes(path)) {
    throw new Error(`${path} is no page of app.json, which has: ${pagesOf(app).join(', ')}.`)
  }
  simulator.app.launch({ path, query, scene: options.scene ?? 1001 })
  simulator.pages.reLaunch(first)
  return opened(phone, options, accounts)
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
  const phone = newPhone(options, new Map(), () => ({
    pages: [],
    tabBarPages: [],
    create: () => failForPages(),
  }))
  const component = simulate.render(phone.components.load(path), properties)
  const holder = document.createElement('page')
  phone.place.append(holder)
  component.attach(holder)
  return { ...opened(phone, options, new Map()), component }
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
  for (const simulator of running) close(simulator)
  document.body.innerHTML = ''
  document.head.innerHTML = ''
}

function close(simulator: Simulator) {
  simulator.pages.closeAll()
  simulator.dialogs.hideToast()
  running.delete(simulator)
}

function failForPages(): never {
  throw new Error('A component mounted alone has no pages. Use launch() to test navigation.')
}

interface Phone {
  simulator: Simulator
  scripts: Scripts
  components: Components
  app: AppJson
  /** Where its pages stand in the document. */
  place: HTMLElement
}

function newPhone(
  options: LaunchOptions,
  accounts: Accounts,
  pagesFor: (components: Components, app: AppJson, place: HTMLElement) => SimulatorOptions['pages'],
): Phone {
  const root = options.miniprogram ?? miniprogramHost.findRoot()
  const app = readAppJson(root)
  const place = document.createElement('phone')
  document.body.append(place)
  const { user = 'developer', storage = accounts.get(user) ?? new Map<string, string>() } = options
  accounts.set(user, storage)
  const components: Components = new Components(root, app, () => scripts)
  const simulator = createSimulator({
    fetch: fetchMocked,
    origin: DEFAULT_ORIGIN,
    onError: reportProblem,
    ...options,
    storage,
    pages: pagesFor(components, app, place),
  })
  const globals = globalsOf(simulator, components)
  const scripts: Scripts = new Scripts(root, globals)
  for (const [key, value] of Object.entries(options.stored ?? {})) simulator.storage.set(key, value)
  Object.assign(globalThis, globals) // for the test itself; each phone's scripts keep their own
  running.add(simulator)
  return { simulator, scripts, components, app, place }
}

function globalsOf(simulator: Simulator, components: Components): PhoneGlobals {
  return {
    wx: strict(simulator.wx),
    App: simulator.app.register,
    getApp: simulator.app.get,
    Page: components.definePage,
    Component: components.define,
    Behavior: (definition: object) => simulate.behavior(definition),
    getCurrentPages: () => simulator.pages.stack.map((page) => page.instance),
  }
}

function opened(phone: Phone, options: LaunchOptions, accounts: Accounts): Launched {
  const { simulator, scripts, place, app } = phone
  const tabs = app.tabBar?.list ?? []
  const screen = createScreen(simulator, () => [...place.children].findLast(isVisible), tabs)
  const again = (url: string | undefined, user: LaunchOptions['user']) => {
    close(simulator)
    const { stored: _, storage: __, ...rest } = options
    return start(url, user === undefined ? rest : { ...rest, user }, accounts)
  }
  return {
    ...simulator,
    screen,
    user: new User(simulator, screen, tabs),
    backend: new Backend(options.origin ?? DEFAULT_ORIGIN),
    module: (path) => scripts.get(path),
    idle: () => idle(simulator),
    relaunch: (url) => again(url, options.user),
    switchAccount: (user, url) => again(url, user),
  }
}
