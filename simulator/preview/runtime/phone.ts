import * as glassEasel from 'glass-easel'
// Served by the plugin in build/plugin.ts.
import { loadScripts, project, templates } from 'virtual:weapp-project'
import { Taps } from '../../engine/rules/taps.ts'
import { createSimulator, type Simulator } from '../../wx/simulator.ts'
import { PROJECT_URL, UPDATE_EVENT, type ProjectUpdate } from '../build/update.ts'
import type { ProjectFault } from '../../project/fault.ts'
import type { ProjectConfig } from '../../project/project.ts'
import { Engine } from '../../engine/engine.ts'
import { listenToGestures } from '../../engine/gestures.ts'
import { ModuleLoader } from '../../engine/modules.ts'
import { pageCreator } from '../../engine/page-view.ts'
import { fetchAnywhere } from './relay.ts'
import { readSettings, writeSettings, type Settings } from './settings.ts'
import { browserStorage } from './storage-area.ts'
import '../../engine/phone.css'

/** The running phone, as the frame around it sees it. */
export interface Phone {
  simulator: Simulator
  settings: Settings
  config: ProjectConfig
  errors: readonly ProjectFault[]
  /** What the mini-program threw, newest last. */
  problems: readonly string[]
  /** Keeps changed settings and makes them true, starting anew where they need it. */
  change(settings: Partial<Settings>): void
  /** Closes the mini-program and opens it again. */
  restart(): void
  /** Calls `listener` after every change of what is shown, and once at once. */
  watch(listener: () => void): void
}

declare global {
  interface Window {
    __weapp: ModuleLoader
    phone?: Phone
    /** Set by the frame: told when the phone is there. */
    onPhone?: (phone: Phone) => void
  }
}

/** Where the pages that were open are kept over a reload of the scripts. */
const STACK_KEY = `weapp-preview:stack:${project.id}`

const settings = readSettings()
const errors: ProjectFault[] = [...project.faults]
const problems: string[] = []
const listeners = new Set<() => void>()
const changed = () => listeners.forEach((listener) => listener())

const modules = new ModuleLoader(
  (path) => ({ ...engine.environmentOf(path), ...names }),
  (fault) => errors.push(fault),
)
window.__weapp = modules

const simulator = createSimulator({
  fetch: async (url, init) => {
    await new Promise((resolve) => setTimeout(resolve, settings.latencyMs))
    return fetchAnywhere(toThisServer(url), init)
  },
  origin: location.origin,
  user: settings.user,
  storage: browserStorage(project.id),
  device: { ...settings, windowWidth: innerWidth, windowHeight: innerHeight },
  onError: report,
  onRestart: () => window.phone?.restart(),
  pages: {
    pages: project.app.pages,
    tabBarPages: project.app.tabBar?.list.map((tab) => tab.pagePath) ?? [],
    create: (route, query) => createPage(route, query),
  },
})
simulator.network.isOnline = settings.isOnline
simulator.privacy.isNeeded = settings.needsPrivacy
const names = {
  wx: simulator.wx,
  App: simulator.app.register,
  getApp: simulator.app.get,
  getCurrentPages: () => simulator.pages.stack.map((page) => page.instance),
}
const taps = new Taps(simulator, (node) => node.fire('tap', {}))
const engine = new Engine(
  project,
  templates(),
  {
    document,
    render: (then) => void requestAnimationFrame(then),
    listen: (context) => listenToGestures(context, taps),
  },
  taps,
)
const createPage = pageCreator(engine, project, document.body, registerWithDependencies)

start().catch(report)

async function start() {
  applyTheme()
  glassEasel.addGlobalErrorListener((error) => {
    simulator.context.reportError(error)
    return false
  })
  addEventListener('unhandledrejection', (event) => report(event.reason))
  simulator.dialogs.subscribe(changed)
  simulator.pages.subscribe(() => {
    saveStack()
    changed()
  })
  await loadScripts()
  expose()
  if (modules.has('app')) modules.require('app')
  openPages()
}

/** The page that the address asks for: `/?page=pages/home/home%3Ffrom%3Dshare`. */
const asked = (new URLSearchParams(top?.location.search).get('page') ?? '').replace(/^\/+/, '')

/** Opens the pages that were open before a reload; else the one that was asked for, or the first. */
function openPages() {
  const [first, ...others] = savedStack() ?? (asked === '' ? [] : [asked])
  const path = first?.split('?')[0] ?? project.app.entryPagePath
  simulator.app.launch({ path, query: {}, scene: 1001 })
  if (!path) return
  simulator.pages.reLaunch(`/${first ?? path}`)
  for (const url of others) simulator.pages.navigateTo(`/${url}`)
}

interface SavedStack {
  /** What was asked for when they were opened. */
  asked: string
  urls: string[]
}

/** @returns nothing where the person has come by another address since */
function savedStack(): string[] | undefined {
  const text = sessionStorage.getItem(STACK_KEY)
  const saved = text === null ? undefined : (JSON.parse(text) as SavedStack)
  if (saved?.asked !== asked) return undefined
  return saved.urls.filter((url) => project.app.pages.includes(url.split('?')[0] ?? ''))
}

function saveStack() {
  const urls = simulator.pages.stack.map(({ route, query }) => {
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`)
    return pairs.length > 0 ? `${route}?${pairs.join('&')}` : route
  })
  if (urls.length > 0) writeStack(urls)
}

const writeStack = (urls: string[]) =>
  sessionStorage.setItem(STACK_KEY, JSON.stringify({ asked, urls } satisfies SavedStack))

/** Runs a page's script after those of the components it uses. */
function registerWithDependencies(path: string, within = new Set<string>()) {
  if (within.has(path)) return
  within.add(path)
  for (const used of Object.values(project.components[path]?.usingComponents ?? {})) {
    registerWithDependencies(used.slice(1), within)
  }
  modules.require(path)
}

/** The mock server may be reached here under another name than the mini-program has for it. */
function toThisServer(url: string): string {
  const { hostname, port, pathname, search } = new URL(url)
  const isMock = /^(?:localhost|127\.0\.0\.1)$/.test(hostname) && pathname.startsWith('/api/')
  return isMock && port === '3900' ? location.origin + pathname + search : url
}

function report(error: unknown) {
  console.error(error)
  problems.push(error instanceof Error ? error.message : String(error))
  changed()
}

function applyTheme() {
  const { theme, fontSizeSetting } = settings
  document.documentElement.dataset.theme = theme
  document.documentElement.style.setProperty('--font-size-setting', `${fontSizeSetting}px`)
  Object.assign(simulator.device, { theme, fontSizeSetting })
}

function expose() {
  const phone: Phone = {
    simulator,
    settings,
    config: project,
    errors,
    problems,
    change(change) {
      Object.assign(settings, change)
      writeSettings(settings)
      simulator.network.isOnline = settings.isOnline
      if ('needsPrivacy' in change) simulator.privacy.isNeeded = settings.needsPrivacy
      applyTheme()
      const needsRestart = ['user', 'baseLibrary', 'language'].some((name) => name in change)
      if (needsRestart) phone.restart()
      else changed()
    },
    restart() {
      writeStack([])
      location.reload()
    },
    watch(listener) {
      listeners.add(listener)
      listener()
    },
  }
  window.phone = phone
  window.onPhone?.(phone)
}

import.meta.hot?.on(UPDATE_EVENT, (update: ProjectUpdate) => {
  if (update.kind === 'reload') location.reload()
  else apply(update).catch(report)
})

async function apply(update: Exclude<ProjectUpdate, { kind: 'reload' }>) {
  const fresh = (await import(/* @vite-ignore */ `${PROJECT_URL}?t=${Date.now()}`)) as Fresh
  errors.splice(0, errors.length, ...fresh.project.faults)
  engine.updateStyles(fresh.project.styles)
  const isTemplate = update.changed.endsWith('.wxml')
  if (isTemplate && errors.length === 0) {
    engine.updateTemplates(fresh.templates(), update.changed.slice(0, -'.wxml'.length))
  }
  changed()
}

type Fresh = { project: typeof project; templates: typeof templates }
