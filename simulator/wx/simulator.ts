import { appEventApis } from './base/app-events.ts'
import { baseApis, type LogLine } from './base/everyday.ts'
import { apiMaker, callSafely, type Activity, type PromiseRule, type Wx } from './call.ts'
import { Clipboard, clipboardApis } from './device/clipboard.ts'
import type { Context } from './context.ts'
import { defaultDevice, watchedDevice, type Device } from './device.ts'
import { Dialogs } from './dialogs.ts'
import { fileTransferApis } from './network/file-transfer.ts'
import { Files } from './file/files.ts'
import { Frequency } from './frequency.ts'
import { Gesture } from './gesture.ts'
import { headlessPage } from './route/headless-page.ts'
import { interfaceApis } from './ui/interaction.ts'
import { Listeners } from './listeners.ts'
import { loginApis } from './open-api/login.ts'
import { loudWx } from './loud.ts'
import { mediaApis } from './media/choose.ts'
import { MiniApp, type LaunchOptions } from './base/mini-app.ts'
import { Pages, type CreatePage, type PageConfig } from './route/navigation.ts'
import { Network, networkApis, type Fetch } from './network/network.ts'
import { pageFrameApis } from './ui/page-frame.ts'
import { parsePageUrl } from './route/page-url.ts'
import { permissionApis } from './open-api/permission.ts'
import { Platform } from './platform.ts'
import { Privacy, privacyApis, type PrivacyOptions } from './open-api/privacy.ts'
import { requestApis } from './network/request.ts'
import { routeApis } from './route/routes.ts'
import { areaOf, Storage, storageApis, type StorageArea } from './storage/storage.ts'
import { Subscriptions, subscriptionApis } from './open-api/subscription.ts'
import { systemApis, type WindowResize } from './base/system.ts'
import { TabBar, tabBarApis } from './ui/tab-bar.ts'
import { Transfers, type TransferSettings } from './network/transfer.ts'
import { Updates, updateApis } from './base/update.ts'
import { userInfoApis } from './open-api/user-info.ts'

export interface SimulatorOptions {
  /** How requests leave the phone. Default: the global `fetch`. */
  fetch?: Fetch
  /** Where the fake WeChat is (`http://127.0.0.1:3900`): it answers what WeChat's platform would. */
  origin: string
  /** What `app.json` says of pages, and who draws them. Default: none. */
  pages?: PageConfig & { create?: CreatePage }
  /** Told what the mini-program threw where WeChat would only tell `App.onError`. Default: thrown. */
  onError?: (error: unknown) => void
  /** Starts the mini-program again, as `applyUpdate` asks. Without it only `updates` knows. */
  onRestart?: () => void
  /** Who holds the phone; the fake WeChat must know the name. */
  user?: string
  /** `touristappid`: a project without an appid, as DevTools opens it. */
  appid?: string
  /** Kept between two simulators, it is a phone whose mini-program was closed and opened again. */
  storage?: StorageArea
  device?: Partial<Device>
  /** By default the user has agreed to everything. */
  privacy?: Partial<PrivacyOptions>
  /** The legitimate domains; absent: not checked. */
  domains?: TransferSettings['domains']
  /** `networkTimeout` of `app.json`. */
  networkTimeout?: TransferSettings['timeouts']
  /** `darkmode` of `app.json`: without it WeChat tells nothing of the theme. Default true. */
  darkmode?: boolean
  /** Whether WeChat's limits on how often `wx.login` and its like are called hold. Default false. */
  frequencyLimits?: boolean
  /** Which calls give a promise. Default `practice`: all. */
  promises?: PromiseRule
}

/** A WeChat client without WeChat: `wx`, and everything a person does with the phone. */
export interface Simulator {
  wx: Wx
  app: MiniApp
  pages: Pages
  tabBar: TabBar
  /** Fields may be changed while the mini-program runs; it is told of theme and window size. */
  device: Device
  dialogs: Dialogs
  gesture: Gesture
  network: Network
  platform: Platform
  storage: Storage
  files: Files
  clipboard: Clipboard
  privacy: Privacy
  subscriptions: Subscriptions
  frequency: Frequency
  updates: Updates
  /** What the mini-program logged for its developers. */
  logs: LogLine[]
  activity: Activity
  context: Context
  /** Opens the mini-program at a page (`/pages/home/home?from=share`), as a cold start does. */
  open: (url: string, how?: Omit<Partial<LaunchOptions>, 'path' | 'query'>) => void
}

const DEFAULT_APPID = 'wx5ec7e70000000001'

export function createSimulator(options: SimulatorOptions): Simulator {
  const { appid = DEFAULT_APPID, user = 'developer', onError = throwLater } = options
  const app = new MiniApp(onError)
  const { reportError } = app
  const activity: Activity = { pending: 0 }
  const device = createDevice(options, app)
  const gesture = new Gesture()
  const frequency = new Frequency(options.frequencyLimits ?? false)
  const network = new Network(options.fetch ?? ((...args) => fetch(...args)), reportError)
  const rules = { activity, device: device.own, frequency, gesture, reportError }
  const context: Context = {
    makeApi: apiMaker({ ...rules, promises: options.promises ?? 'practice' }),
    device: device.own,
    dialogs: new Dialogs(),
    files: new Files(),
    gesture,
    network,
    platform: new Platform(network, options.origin, appid, user),
    privacy: new Privacy(options.privacy ?? {}),
    subscriptions: new Subscriptions(),
    reportError,
  }
  const config = options.pages ?? { pages: [], tabBarPages: [] }
  const pages = new Pages(config, config.create ?? headlessPage, context.dialogs, () =>
    frequency.viewed(),
  )
  const parts = {
    app,
    pages,
    tabBar: new TabBar(pages, config.tabBarPages.length),
    storage: new Storage(areaOf(options.storage ?? new Map(), () => context.platform.user)),
    clipboard: new Clipboard(),
    frequency,
    updates: new Updates(
      () => options.onRestart?.(),
      (listener, result) => callSafely({ reportError }, [listener], result),
    ),
    logs: [] as LogLine[],
    activity,
    context,
  }
  const system = { appid, hasDarkMode: options.darkmode ?? true }
  const transfers = new Transfers(context, activity, app, {
    domains: options.domains,
    timeouts: options.networkTimeout,
  })
  const apis = {
    ...loginApis(context, appid),
    ...userInfoApis(context),
    ...permissionApis(context),
    ...subscriptionApis(context),
    ...privacyApis(context, context.privacy),
    ...storageApis(context, parts.storage),
    ...requestApis(context, transfers, appid),
    ...fileTransferApis(context, transfers, appid),
    ...networkApis(context),
    ...interfaceApis(context),
    ...routeApis(context, pages),
    ...pageFrameApis(context, pages),
    ...tabBarApis(context, parts.tabBar),
    ...appEventApis(app),
    ...systemApis(context, system, device.resize),
    ...updateApis(parts.updates),
    ...clipboardApis(context, parts.clipboard),
    ...mediaApis(context),
    ...baseApis(context, parts.logs),
  }
  return {
    ...context,
    ...parts,
    wx: loudWx(apis, device.own),
    open: (url, how = {}) => open(parts, url, how),
  }
}

/** The device, and who is told when the person turns it or changes its theme. */
function createDevice({ device, darkmode = true }: SimulatorOptions, app: MiniApp) {
  const resize: WindowResize = new Listeners()
  const own: Device = watchedDevice({ ...defaultDevice, ...device }, (field) => {
    if (field === 'theme' && darkmode) app.themeChange(own.theme)
    if (field === 'windowWidth' || field === 'windowHeight') {
      const { windowWidth, windowHeight } = own
      resize.tell({ size: { windowWidth, windowHeight } }, app.reportError)
    }
  })
  return { own, resize }
}

function open(
  { app, pages }: Pick<Simulator, 'app' | 'pages'>,
  url: string,
  how: Partial<LaunchOptions>,
) {
  const { route: path, query } = parsePageUrl(url, undefined)
  app.launch({ scene: 1001, referrerInfo: {}, ...how, path, query })
  if (pages.has(path)) return pages.reLaunch(url)
  // The app may lead elsewhere, but only at once; else WeChat shows a page of its own.
  app.pageNotFound({ path, query, isEntryPage: true })
}

function throwLater(error: unknown) {
  queueMicrotask(() => {
    throw error
  })
}
