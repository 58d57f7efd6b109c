import { MiniApp } from './base/mini-app.ts'
import type { WindowResize } from './device.ts'
import { Updates } from './base/update.ts'
import { apiMaker, callSafely, type Activity, type PromiseRule } from './call.ts'
import type { CloudFunctions } from './cloud/cloud-functions.ts'
import type { Context } from './context.ts'
import { Clipboard } from './device/clipboard.ts'
import { defaultDevice, watchedDevice, type Device } from './device.ts'
import { Dialogs } from './dialogs.ts'
import { Effects } from './effects.ts'
import { Events } from './events.ts'
import { Files } from './file/files.ts'
import { Frequency } from './frequency.ts'
import { Gesture } from './gesture.ts'
import type { Host } from './host.ts'
import { Listeners } from './listeners.ts'
import { Network, type Fetch } from './network/network.ts'
import { Transfers, type TransferSettings } from './network/transfer.ts'
import { Privacy, type PrivacyOptions } from './open-api/privacy.ts'
import { Subscriptions } from './open-api/subscription.ts'
import { defaultPerson, type Person } from './person.ts'
import { Platform } from './platform.ts'
import { headlessPage } from './route/headless-page.ts'
import { Pages } from './route/navigation.ts'
import type { CreatePage, PageConfig } from './route/page-view.ts'
import { areaOf, Storage, type StorageArea } from './storage/storage.ts'
import { TabBar } from './ui/tab-bar.ts'
import type { OnNotSimulated } from './wx.ts'

/** Options of a simulator. */
export interface SimulatorOptions {
  /** Sends the phone's requests. Default: the global `fetch`. */
  fetch?: Fetch
  /** The address of the fake WeChat (`http://127.0.0.1:3900`): it answers what WeChat's platform would. */
  origin: string
  /** Pages of `app.json`, and their renderer. Default: none. */
  pages?: PageConfig & { create?: CreatePage }
  /**
   * Called with errors of the mini-program that WeChat would report only to `App.onError`. Default:
   * thrown.
   */
  onError?: (error: unknown) => void
  /** Called when the mini-program calls an API that is not simulated. */
  onNotSimulated?: OnNotSimulated
  /** Starts the mini-program again, as `applyUpdate` asks. Without it only `updates` knows. */
  onRestart?: () => void
  /** The name of the person who holds the phone, as the fake WeChat knows it. */
  user?: string
  /** `touristappid`: a project without an appid, as DevTools opens it. */
  appid?: string
  /** Kept between two simulators, it is a phone whose mini-program was closed and opened again. */
  storage?: StorageArea
  device?: Partial<Device>
  /** The person's data: place, address, scanned codes. */
  person?: Partial<Person>
  /** By default the user has agreed to everything. */
  privacy?: Partial<PrivacyOptions>
  /** The legitimate domains; absent: not checked. */
  domains?: TransferSettings['domains']
  /** `networkTimeout` of `app.json`. */
  networkTimeout?: TransferSettings['timeouts']
  /** `darkmode` of `app.json`: without it WeChat does not report the theme. Default true. */
  darkmode?: boolean
  /** The cloud functions that answer `wx.cloud.callFunction`. Default: none, calls fail. */
  cloud?: CloudFunctions
  /** `ext` of `ext.json`. */
  extConfig?: Record<string, unknown>
  /** Abilities of the host beyond a plain phone: find elements, draw, play sound. */
  host?: Host
  /** True when WeChat's limits on how often `wx.login` and its like are called hold. Default false. */
  frequencyLimits?: boolean
  /** Which calls give a promise. Default `practice`: all. */
  promises?: PromiseRule
}

const DEFAULT_APPID = 'wx5ec7e70000000001'

/** Creates a phone from its options. */
export function createContext(options: SimulatorOptions): Context {
  const { appid = DEFAULT_APPID, user = 'developer', darkmode = true } = options
  const app = new MiniApp(options.onError ?? throwLater)
  const { reportError } = app
  const activity: Activity = { pending: 0 }
  const resize: WindowResize = new Listeners()
  const device = createDevice(options, app, resize)
  const gesture = new Gesture()
  const frequency = new Frequency(options.frequencyLimits ?? false)
  const network = new Network(options.fetch ?? ((...args) => fetch(...args)), reportError)
  const platform = new Platform(network, options.origin, appid, user)
  const dialogs = new Dialogs()
  const { pages, tabBar } = createPages(options.pages, dialogs, {
    onView: () => frequency.viewed(),
    reportError,
  })
  const restart = () => options.onRestart?.()
  const isSinglePage = () => app.isSinglePage
  const rules = { activity, device, frequency, gesture, isSinglePage, reportError }
  const phone: Omit<Context, 'transfers'> = {
    makeApi: apiMaker({ ...rules, promises: options.promises ?? 'practice' }),
    activity,
    app,
    appid,
    device,
    dialogs,
    frequency,
    gesture,
    network,
    pages,
    platform,
    reportError,
    resize,
    restart,
    clipboard: new Clipboard(),
    cloud: options.cloud ?? {},
    effects: new Effects(),
    events: new Events(reportError),
    extConfig: options.extConfig ?? {},
    files: new Files(),
    hasDarkMode: darkmode,
    host: options.host ?? {},
    logs: [],
    person: { ...defaultPerson, ...options.person },
    privacy: new Privacy(options.privacy ?? {}),
    storage: new Storage(areaOf(options.storage ?? new Map(), () => platform.user, isSinglePage)),
    subscriptions: new Subscriptions(),
    tabBar,
    updates: new Updates(restart, (listener, result) =>
      callSafely({ reportError }, [listener], result),
    ),
  }
  const { domains, networkTimeout: timeouts } = options
  return { ...phone, transfers: new Transfers(phone, { domains, timeouts }) }
}

/** The stack of pages, and the bar of tabs below it. */
function createPages(
  config: SimulatorOptions['pages'] = { pages: [], tabBarPages: [] },
  dialogs: Dialogs,
  events: ConstructorParameters<typeof Pages>[3],
) {
  const pages = new Pages(config, config.create ?? headlessPage, dialogs, events)
  return { pages, tabBar: new TabBar(pages, config.tabBarPages.length) }
}

/** The device, with the events of turning it and of changing its theme. */
function createDevice(
  { device, darkmode = true }: SimulatorOptions,
  app: MiniApp,
  resize: WindowResize,
): Device {
  const own: Device = watchedDevice({ ...defaultDevice, ...device }, (field) => {
    if (field === 'theme' && darkmode) app.themeChange(own.theme)
    if (field === 'windowWidth' || field === 'windowHeight') {
      const { windowWidth, windowHeight } = own
      resize.tell({ size: { windowWidth, windowHeight } }, app.reportError)
    }
  })
  return own
}

function throwLater(error: unknown) {
  queueMicrotask(() => {
    throw error
  })
}
