import type { MakeApi } from './call.ts'
import type { Device } from './device.ts'
import type { Dialogs } from './dialogs.ts'
import type { Files } from './file/files.ts'
import type { Gesture } from './gesture.ts'
import type { Network } from './network/network.ts'
import type { Platform } from './platform.ts'
import type { Privacy } from './open-api/privacy.ts'
import type { Subscriptions } from './open-api/subscription.ts'

/** What the groups of APIs share. One per simulator. */
export interface Context {
  makeApi: MakeApi
  device: Device
  dialogs: Dialogs
  files: Files
  gesture: Gesture
  network: Network
  platform: Platform
  privacy: Privacy
  subscriptions: Subscriptions
  /** What a callback or a lifecycle function threw goes to the mini-program's `onError`. */
  reportError: (error: unknown) => void
}
