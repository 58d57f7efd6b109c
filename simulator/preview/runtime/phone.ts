import { startAgent } from '../../automator/agent/connect.ts'
import type { Simulator } from '../../wx/simulator.ts'
import type { ProjectUpdate } from '../build/difference.ts'
import type { ProjectFault } from '../../project/fault.ts'
import type { ProjectConfig } from '../../project/project.ts'
import { listenToGestures } from '../../engine/gestures.ts'
import { MiniProgram } from '../../engine/mini-program.ts'
import type { MakeTemplates } from '../../engine/program.ts'
import { isBlank, watchBlank } from './blank.ts'
import { withCloud } from './cloud.ts'
import { globalsOf } from './globals.ts'
import { fetchAnywhere } from './relay.ts'
import { readPlace, type Report } from './report.ts'
import { OpenPages } from './open-pages.ts'
import { scriptsAreRun, served } from './served.ts'
import { LoadedScripts } from './scripts.ts'
import { listenToPulls } from './pull-down.ts'
import { readSettings, writeSettings, type Settings } from './settings.ts'
import { browserStorage } from './storage-area.ts'
import { listenToUpdates } from './updates.ts'
import '../../engine/phone.css'

/** The running phone, as the frame around it sees it. */
export interface Phone {
  simulator: Simulator
  settings: Settings
  config: ProjectConfig
  errors: readonly ProjectFault[]
  /** What the mini-program threw, newest last. */
  problems: readonly string[]
  /** The same with where it was thrown. */
  reports: readonly Report[]
  /** Whether nothing of the mini-program is to be seen. */
  isBlank(): boolean
  /** Calls `listener` with everything the mini-program throws from now on. */
  watchErrors(listener: (error: unknown) => void): void
  /** Keeps changed settings and makes them true, starting anew where they need it. */
  change(settings: Partial<Settings>): void
  /** Closes the mini-program and opens it again. */
  restart(): void
  /** Calls `listener` after every change of what is shown, and once at once. */
  watch(listener: () => void): void
}

declare global {
  interface Window {
    __weapp: LoadedScripts
    phone?: Phone
    /** Set by the frame: told when the phone is there. */
    onPhone?: (phone: Phone) => void
  }
}

const { program: project, templates } = served()

const settings = readSettings()
const errors: ProjectFault[] = [...project.faults]
const problems: string[] = []
const reports: Report[] = []
const listeners = new Set<() => void>()
const errorListeners = new Set<(error: unknown) => void>()
const changed = () => listeners.forEach((listener) => listener())

const scripts = new LoadedScripts()
window.__weapp = scripts
Object.assign(window, { global: globalsOf(window) })

const miniProgram = new MiniProgram({
  program: project,
  templates,
  scripts,
  screen: {
    document,
    render: (then) => void requestAnimationFrame(then),
    listen: listenToGestures,
  },
  place: document.body,
  globals: window,
  warn,
  phone: {
    fetch: async (url, init) => {
      await new Promise((resolve) => setTimeout(resolve, settings.latencyMs))
      return fetchAnywhere(toThisServer(url), init)
    },
    origin: location.origin,
    user: settings.user,
    storage: browserStorage(project.id),
    device: { ...settings, windowWidth: innerWidth, windowHeight: innerHeight },
    ...withCloud(),
    onError: report,
    onNotSimulated: report,
    onRestart: () => window.phone?.restart(),
  },
})
const { simulator, engine } = miniProgram
simulator.network.isOnline = settings.isOnline
simulator.privacy.isNeeded = settings.needsPrivacy

start().catch(report)

async function start() {
  applyTheme()
  addEventListener('error', ({ error }) => simulator.context.reportError(error))
  addEventListener('unhandledrejection', ({ reason, promise }) => {
    simulator.app.unhandledRejection(reason, promise)
    report(reason)
  })
  simulator.dialogs.subscribe(changed)
  simulator.tabBar.subscribe(changed)
  listenToPulls(document, simulator.context, (route) => {
    const page = { ...project.app.window, ...project.components[route] }
    return page.enablePullDownRefresh === true
  })
  simulator.pages.subscribe(() => {
    openPagesOf.save(simulator.pages.stack)
    changed()
  })
  await scriptsAreRun()
  expose()
  watchBlank(changed)
  miniProgram.start()
  openPages()
}

/** The page that the address asks for: `/?page=pages/home/home%3Ffrom%3Dshare&scene=1007`. */
const address = new URLSearchParams(top?.location.search)
const asked = (address.get('page') ?? '').replace(/^\/+/, '')
const openPagesOf = new OpenPages(project.id, asked)

/** Opens the pages that were open before a reload; else the one that was asked for, or the first. */
function openPages() {
  const [first, ...others] = openPagesOf.read(project.app.pages) ?? (asked === '' ? [] : [asked])
  const entry = project.app.entryPagePath
  const url = first?.startsWith('?') ? entry && entry + first : (first ?? entry) // a code may name no page
  const scene = Number(address.get('scene') ?? 1001)
  if (url) simulator.open(`/${url}`, { scene })
  else simulator.app.launch({ path: '', query: {}, scene })
  for (const url of others) simulator.pages.navigateTo(`/${url}`)
}

/** The mock server may be reached here under another name than the mini-program has for it. */
function toThisServer(url: string): string {
  const { hostname, port, pathname, search } = new URL(url)
  const isMock = /^(?:localhost|127\.0\.0\.1)$/.test(hostname) && pathname.startsWith('/api/')
  return isMock && port === '3900' ? location.origin + pathname + search : url
}

function report(error: unknown) {
  console.error(error)
  for (const listener of errorListeners) listener(error)
  const report = note(textOf(error))
  void findPlace(report, error)
}

function warn(message: string) {
  console.warn(message)
  note(message)
}

function note(message: string): Report {
  const report: Report = { message }
  problems.push(message)
  reports.push(report)
  changed()
  return report
}

async function findPlace(report: Report, error: unknown) {
  const place = await readPlace(error)
  if (!place) return
  report.place = place
  changed()
}

/** WeChat's own failures are objects with an `errMsg`. */
function textOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const errMsg = (error as { errMsg?: unknown } | null | undefined)?.errMsg
  return typeof errMsg === 'string' ? errMsg : String(error)
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
    reports,
    isBlank,
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
      openPagesOf.forget()
      location.reload()
    },
    watchErrors: (listener) => void errorListeners.add(listener),
    watch(listener) {
      listeners.add(listener)
      listener()
    },
  }
  window.phone = phone
  startAgent(phone)
  window.onPhone?.(phone)
}

listenToUpdates(project.version, apply)

function apply({ faults, styles, templates }: ProjectUpdate) {
  errors.splice(0, errors.length, ...faults)
  if (styles) engine.updateStyles({ ...project.styles, ...styles })
  if (templates) engine.updateTemplates(evaluate(templates.code), templates.changed)
  changed()
}

/** Templates as this server compiles them. */
// oxlint-disable-next-line typescript/no-implied-eval
const evaluate = (code: string) => new Function(`return ${code}`)() as MakeTemplates
