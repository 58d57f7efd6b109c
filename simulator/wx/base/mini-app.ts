import { Listeners } from '../listeners.ts'
import type { Query } from '../route/page-url.ts'

/** Launch options, as WeChat documents them. */
export interface LaunchOptions {
  path: string
  query: Query
  /** The scene the mini-program was opened from: https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html */
  scene: number
  shareTicket?: string
  /** The mini-program or app that opened this one. */
  referrerInfo?: { appId?: string; extraData?: object }
  apiCategory?: 'default' | 'nativeFunctionalized' | 'browseOnly' | 'embedded'
}

/** The argument of `onPageNotFound`. */
export interface MissingPage {
  path: string
  query: Query
  isEntryPage: boolean
}

const SINGLE_PAGE_SCENE = 1154

type Definition = Record<string, unknown> & ThisType<unknown>

/** Events that `wx.onAppShow` and its like listen to. `App({...})` has a function for each. */
interface AppEvents {
  onShow: LaunchOptions
  onHide: void
  onError: { message: string }
  onPageNotFound: MissingPage
  onUnhandledRejection: { reason: unknown; promise: Promise<unknown> }
  onThemeChange: { theme: 'light' | 'dark' }
}

/** The mini-program's `App({...})`: its one instance, and the events WeChat sends it. */
export class MiniApp {
  #instance: Definition | undefined
  /** The object that `getApp({ allowDefault: true })` returned before there was an app. */
  #default: Definition | undefined
  /** Options of the launch. */
  launchOptions: LaunchOptions = { path: '', query: {}, scene: 1001 }
  /** Options it was opened with last: started, or come back to. */
  enterOptions: LaunchOptions = this.launchOptions

  readonly events: { [Name in keyof AppEvents]: Listeners<AppEvents[Name]> } = {
    onShow: new Listeners(),
    onHide: new Listeners(),
    onError: new Listeners(),
    onPageNotFound: new Listeners(),
    onUnhandledRejection: new Listeners(),
    onThemeChange: new Listeners(),
  }
  readonly #visibility = new Listeners<boolean>()
  readonly #onError: (error: unknown) => void

  /** @param onError called with errors of the mini-program, besides its own `onError` */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  /** Reports an error that a callback, a listener or a lifecycle function threw. */
  reportError = (error: unknown) => {
    this.error(error)
    this.#onError(error)
  }

  /** The global `App` while the mini-program loads. */
  register = (definition: Definition) => {
    if (this.#instance) throw new Error('App() was called twice; a mini-program has one app.')
    this.#instance = this.#default ? Object.assign(this.#default, definition) : definition
  }

  /**
   * The global `getApp`. With `allowDefault` it gives an object before `App` was called, too, which the
   * app then becomes.
   */
  get = (options?: { allowDefault?: boolean }) => {
    if (!this.#instance && options?.allowDefault) this.#default ??= {}
    return this.#instance ?? this.#default
  }

  /** Opened by the card in Moments: one page alone, with no user signed in to WeChat. */
  get isSinglePage(): boolean {
    return this.launchOptions.scene === SINGLE_PAGE_SCENE
  }

  /** Calls the listener at every change between foreground (true) and background, before the app's own. */
  onVisibility = (listener: (isVisible: boolean) => void) => this.#visibility.add(listener)

  /** The person leaves the mini-program for another app; its code goes on for five seconds. */
  hide() {
    this.#visibility.tell(false, this.reportError)
    this.#send('onHide')
    this.events.onHide.tell(undefined, this.reportError)
  }

  /**
   * The person comes back to the running mini-program.
   *
   * @param options where from and to; without them as it was opened last
   */
  show(options: LaunchOptions = this.enterOptions) {
    this.enterOptions = options
    this.#visibility.tell(true, this.reportError)
    this.#send('onShow', options)
    this.events.onShow.tell(options, this.reportError)
  }

  launch(options: LaunchOptions) {
    this.launchOptions = options
    this.enterOptions = options
    this.#send('onLaunch', options)
    this.#send('onShow', options)
    this.events.onShow.tell(options, this.reportError)
  }

  /** @returns whether the app listens to errors */
  error(error: unknown): boolean {
    const message =
      error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
    this.events.onError.tell({ message }, this.#onError)
    return this.#send('onError', message) || this.events.onError.size > 0
  }

  /** A promise of the mini-program was rejected without a handler. */
  unhandledRejection(reason: unknown, promise: Promise<unknown>): boolean {
    this.events.onUnhandledRejection.tell({ reason, promise }, this.reportError)
    const isHeard = this.events.onUnhandledRejection.size > 0
    return this.#send('onUnhandledRejection', { reason, promise }) || isHeard
  }

  /** @returns whether the app listens, and so may have led the person elsewhere */
  pageNotFound(page: MissingPage): boolean {
    const isHeard = this.#send('onPageNotFound', page)
    this.events.onPageNotFound.tell(page, this.reportError)
    return isHeard || this.events.onPageNotFound.size > 0
  }

  themeChange(theme: 'light' | 'dark') {
    this.#send('onThemeChange', { theme })
    this.events.onThemeChange.tell({ theme }, this.reportError)
  }

  #send(event: string, ...args: unknown[]): boolean {
    const handler = this.#instance?.[event]
    if (typeof handler !== 'function') return false
    try {
      handler.apply(this.#instance, args)
    } catch (error) {
      // An error thrown by `onError` itself would come back to it for ever.
      if (event === 'onError') this.#onError(error)
      else this.reportError(error)
    }
    return true
  }
}
