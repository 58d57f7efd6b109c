import type { Activity, MakeApi } from './call.ts'
import type { MiniApp } from './base/mini-app.ts'
import type { LogLine } from './effects.ts'
import type { WindowResize } from './device.ts'
import type { Updates } from './base/update.ts'
import type { CloudFunctions } from './cloud/cloud-functions.ts'
import type { Clipboard } from './device/clipboard.ts'
import type { Device } from './device.ts'
import type { Dialogs } from './dialogs.ts'
import type { Effects } from './effects.ts'
import type { Events } from './events.ts'
import type { Files } from './file/files.ts'
import type { Frequency } from './frequency.ts'
import type { Gesture } from './gesture.ts'
import type { Host } from './host.ts'
import type { Network } from './network/network.ts'
import type { Transfers } from './network/transfer.ts'
import type { Privacy } from './open-api/privacy.ts'
import type { Subscriptions } from './open-api/subscription.ts'
import type { Person } from './person.ts'
import type { Platform } from './platform.ts'
import type { Pages } from './route/navigation.ts'
import type { Storage } from './storage/storage.ts'
import type { TabBar } from './ui/tab-bar.ts'

/** The state of one phone, passed to every group of APIs: device, storage, user, platform. */
export interface Context {
  makeApi: MakeApi
  activity: Activity
  app: MiniApp
  appid: string
  clipboard: Clipboard
  cloud: CloudFunctions
  /** Fields may be changed while the mini-program runs; it gets the events of theme and window size. */
  device: Device
  dialogs: Dialogs
  /** Effects of the mini-program that do not show on the screen. */
  effects: Effects
  /** Events of the phone itself: be shaken, have its screen captured. */
  events: Events
  /** The configuration by a third-party platform for this mini-program (`ext.json`). */
  extConfig: Record<string, unknown>
  files: Files
  frequency: Frequency
  gesture: Gesture
  /** `darkmode` of `app.json`: without it WeChat does not report the theme. */
  hasDarkMode: boolean
  host: Host
  /** Logs of the mini-program for its developers. */
  logs: LogLine[]
  network: Network
  pages: Pages
  person: Person
  platform: Platform
  privacy: Privacy
  resize: WindowResize
  /** Closes the mini-program and opens it again. */
  restart: () => void
  storage: Storage
  subscriptions: Subscriptions
  tabBar: TabBar
  transfers: Transfers
  updates: Updates
  /** Passes an error of a callback or a lifecycle function to the mini-program's `onError`. */
  reportError: (error: unknown) => void
}
