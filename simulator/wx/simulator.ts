import { appEventApis } from './app-events.ts'
import { apiMaker, callSafely, type Activity, type Wx } from './call.ts'
import type { Context } from './context.ts'
import { defaultDevice, type Device } from './device.ts'
import { Dialogs } from './dialogs.ts'
import { fileTransferApis } from './file-transfer.ts'
import { Files } from './files.ts'
import { Gesture } from './gesture.ts'
import { interfaceApis } from './interface.ts'
import { loginApis } from './login.ts'
import { MiniApp } from './mini-app.ts'
import { navigationApis, Pages, type CreatePage, type PageConfig } from './navigation.ts'
import { Network, networkApis, type Fetch } from './network.ts'
import { permissionApis } from './permission.ts'
import { Platform } from './platform.ts'
import { Privacy, privacyApis, type PrivacyOptions } from './privacy.ts'
import { requestApis, Slots } from './request.ts'
import { canIUse, exists } from './since.ts'
import { Storage, storageApis, type StorageArea } from './storage.ts'
import { systemApis } from './system.ts'
import { Updates, updateApis } from './update.ts'
import { userInfoApis } from './user-info.ts'

export interface SimulatorOptions {
  /** How requests leave the phone. */
  fetch: Fetch
  /** Where the fake WeChat is (`http://127.0.0.1:3900`): it answers what WeChat's platform would. */
  origin: string
  /** What `app.json` says of pages, and who draws them. */
  pages: PageConfig & { create: CreatePage }
  /** Told what the mini-program threw where WeChat would only tell `App.onError`. */
  onError: (error: unknown) => void
  /** Starts the mini-program again, as `applyUpdate` asks. Without it only `updates` knows. */
  onRestart?: () => void
  /** Who holds the phone; the fake WeChat must know the name. */
  user?: string
  appid?: string
  /** Kept between two simulators, it is a phone whose mini-program was closed and opened again. */
  storage?: StorageArea
  device?: Partial<Device>
  /** By default the user has agreed to everything. */
  privacy?: Partial<PrivacyOptions>
}

/** A WeChat client without WeChat: `wx`, and everything a person does with the phone. */
export interface Simulator {
  wx: Wx
  app: MiniApp
  pages: Pages
  device: Device
  dialogs: Dialogs
  gesture: Gesture
  network: Network
  platform: Platform
  storage: Storage
  files: Files
  privacy: Privacy
  updates: Updates
  activity: Activity
  context: Context
}

const DEFAULT_APPID = 'wx5ec7e70000000001'

export function createSimulator(options: SimulatorOptions): Simulator {
  const { appid = DEFAULT_APPID, user = 'developer' } = options
  const activity: Activity = { pending: 0 }
  const gesture = new Gesture()
  const network = new Network(options.fetch)
  const app = new MiniApp()
  const reportError = (error: unknown) => {
    app.error(error)
    options.onError(error)
  }
  const files = new Files()
  const privacy = new Privacy({
    isNeeded: false,
    contractName: '《小程序隐私保护指引》',
    ...options.privacy,
  })
  const context: Context = {
    makeApi: apiMaker(activity, gesture, reportError),
    device: { ...defaultDevice, ...options.device },
    dialogs: new Dialogs(),
    files,
    gesture,
    network,
    platform: new Platform(network, options.origin, appid, user),
    privacy,
    reportError,
  }
  const pages = new Pages(options.pages, options.pages.create, context.dialogs)
  const updates = new Updates(
    () => options.onRestart?.(),
    (listener, result) => callSafely({ reportError }, [listener], result),
  )
  const storage = new Storage(options.storage ?? new Map<string, string>())
  const slots = new Slots()
  const apis = {
    ...loginApis(context),
    ...userInfoApis(context),
    ...permissionApis(context),
    ...storageApis(context, storage),
    ...requestApis(context, activity, slots),
    ...networkApis(context.makeApi, network),
    ...fileTransferApis(context, activity, slots, files),
    ...appEventApis(app),
    ...privacyApis(context, privacy),
    ...interfaceApis(context, pages),
    ...navigationApis(context, pages),
    ...systemApis(context, appid),
    ...updateApis(updates),
    getLaunchOptionsSync: () => app.options,
    getEnterOptionsSync: () => app.options,
  }
  const { device, dialogs, platform } = context
  const wx = loud(apis, device)
  return {
    wx,
    app,
    pages,
    device,
    dialogs,
    gesture,
    network,
    platform,
    storage,
    files,
    privacy,
    updates,
    activity,
    context,
  }
}

/** Names that engines and test tools look up on any object; WeChat's `wx` has none of them. */
const probed = new Set(['then', 'toJSON', 'nodeType', 'asymmetricMatch', '$$typeof', 'constructor'])

/** `wx` that says what is missing, instead of `undefined is not a function` or a silent success. */
function loud(apis: object, device: Device): Wx {
  const names = new Set([...Object.keys(apis), 'canIUse'])
  const all: object = {
    ...apis,
    canIUse: (schema: string) => canIUse(schema, names, device),
  }
  return new Proxy(all, {
    get(target, name) {
      if (typeof name === 'symbol' || probed.has(name)) return Reflect.get(target, name)
      if (!names.has(name)) {
        throw new Error(
          `wx.${name} is not simulated. Add it to the fitting group in simulator/wx/, or give ` +
            `your test its own: wx.${name} = () => ...`,
        )
      }
      return exists(`wx.${name}`, device) ? Reflect.get(target, name) : undefined
    },
    set(target, name, value) {
      names.add(String(name))
      return Reflect.set(target, name, value)
    },
    has: (_, name) => names.has(String(name)) && exists(`wx.${String(name)}`, device),
  }) as Wx
}
