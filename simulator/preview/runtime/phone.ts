import { startAgent } from '../../automator/agent/connect.ts'
import type { ProjectUpdate } from '../build/difference.ts'
import type { ProjectFault } from '../../project/fault.ts'
import { listenToGestures } from '../../engine/gestures.ts'
import { MiniProgram } from '../../engine/mini-program.ts'
import type { MakeTemplates } from '../../engine/program.ts'
import { ActivityLog } from './activity.ts'
import { askedPage, followAddress, showInAddress, type AskedPage } from './address.ts'
import { isBlank, watchBlank } from './blank.ts'
import { withCloud } from './cloud.ts'
import { globalsOf } from './globals.ts'
import { listenToConsole } from './console.ts'
import { deviceOf } from './devices.ts'
import { watchPerson, watchStorageCalls } from './deeds.ts'
import { fetchAnywhere, toThisServer } from './relay.ts'
import { Reports, textOf } from './report.ts'
import { scriptsAreRun, served } from './served.ts'
import { LoadedScripts } from './scripts.ts'
import type { PreviewPhone } from './preview-phone.ts'
import { press } from './press.ts'
import { listenToPulls } from './pull-down.ts'
import { readSettings, writeSettings } from './settings.ts'
import { readStack, writeStack } from './stack.ts'
import { browserStorage } from './storage-area.ts'
import { Traffic } from './traffic.ts'
import { listenToUpdates } from './updates.ts'
import '../../engine/phone.css'

declare global {
  interface Window {
    __weapp: LoadedScripts
    phone?: PreviewPhone
    /** Set by the frame: called when the phone has started. */
    onPhone?: (phone: PreviewPhone) => void
  }
}

const { program: project, templates } = served()

const settings = readSettings()
const errors: ProjectFault[] = [...project.faults]
const listeners = new Set<() => void>()
const errorListeners = new Set<(error: unknown) => void>()
const changed = () => listeners.forEach((listener) => listener())
const reports = new Reports(changed)

const activity = new ActivityLog()
const ownConsole = listenToConsole(activity)
const traffic = new Traffic(async (url, init) => {
  await new Promise((resolve) => setTimeout(resolve, settings.latencyMs))
  return fetchAnywhere(url, init)
})

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
  wrapWx: (wx) => watchStorageCalls(wx, activity),
  phone: {
    fetch: (url, init) => traffic.fetch(toThisServer(url), init),
    host: { openSocket: traffic.openSocket },
    origin: location.origin,
    user: settings.user,
    storage: browserStorage(project.id, changed),
    device: deviceOf(settings),
    ...withCloud(),
    onError: report,
    onNotSimulated: report,
    onRestart: () => window.phone?.restart(),
  },
})
const { simulator, engine } = miniProgram
simulator.network.isOnline = settings.isOnline
simulator.privacy.isNeeded = settings.needsPrivacy

start().catch((error: unknown) => report(error))

async function start() {
  applyTheme()
  addEventListener('error', ({ error }) => simulator.context.reportError(error))
  addEventListener('unhandledrejection', ({ reason, promise }) => {
    simulator.app.unhandledRejection(reason, promise)
    report(reason)
  })
  activity.add({ kind: 'start' })
  watchPerson(miniProgram, activity)
  simulator.dialogs.subscribe(changed)
  simulator.tabBar.subscribe(changed)
  listenToPulls(document, simulator.context, (route) => {
    const page = { ...project.app.window, ...project.components[route] }
    return page.enablePullDownRefresh === true
  })
  simulator.pages.subscribe(() => {
    saveStack()
    changed()
  })
  await scriptsAreRun()
  expose()
  watchBlank(changed)
  miniProgram.start()
  openPages()
  followAddress((asked) => window.phone?.open(asked))
}

/** Opens the pages that were open before a reload; otherwise the requested page, or the first. */
function openPages() {
  const asked = askedPage()
  const saved = readStack(project.id, asked.url)
  const known = saved?.filter((url) => project.app.pages.includes(url.split('?')[0] ?? ''))
  const [first, ...others] = known ?? (asked.url === '' ? [] : [asked.url])
  const entry = project.app.entryPagePath
  const url = first?.startsWith('?') ? entry && entry + first : (first ?? entry) // a code may name no page
  const how = launchOf(asked)
  if (url) simulator.open(`/${url}`, how)
  else simulator.app.launch({ path: '', query: {}, ...how })
  for (const url of others) simulator.pages.navigateTo(`/${url}`)
}

const launchOf = ({ scene, referrer }: AskedPage) => ({
  scene,
  ...(referrer !== '' && { referrerInfo: { appId: referrer, extraData: {} } }),
})

function saveStack() {
  const urls = simulator.pages.stack.map(({ route, query }) => {
    const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`)
    return pairs.length > 0 ? `${route}?${pairs.join('&')}` : route
  })
  if (urls.length === 0) return
  showInAddress(urls.at(-1) ?? '')
  writeStack(project.id, { asked: askedPage().url, urls })
}

function report(error: unknown) {
  ownConsole.error(error)
  for (const listener of errorListeners) listener(error)
  reports.add(textOf(error), error)
}

function warn(message: string) {
  ownConsole.warn(message)
  reports.add(message)
}

function applyTheme() {
  const { theme, fontSizeSetting } = settings
  document.documentElement.dataset.theme = theme
  document.documentElement.style.setProperty('--font-size-setting', `${fontSizeSetting}px`)
  Object.assign(simulator.device, { theme, fontSizeSetting })
}

function expose() {
  const phone: PreviewPhone = {
    simulator,
    settings,
    config: project,
    errors,
    problems: reports.messages,
    reports: reports.list,
    isBlank,
    change(change) {
      Object.assign(settings, change)
      writeSettings(settings)
      simulator.network.isOnline = settings.isOnline
      if ('needsPrivacy' in change) simulator.privacy.isNeeded = settings.needsPrivacy
      applyTheme()
      const needsRestart = ['user', 'baseLibrary', 'language', 'device'].some(
        (name) => name in change,
      )
      if (needsRestart) phone.restart()
      else changed()
    },
    restart() {
      showInAddress('')
      writeStack(project.id, { asked: askedPage().url, urls: [] })
      location.reload()
    },
    reload: () => location.reload(),
    open(asked) {
      simulator.open(`/${asked.url}`, launchOf(asked))
    },
    press,
    activity,
    traffic,
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
