import { ApiFailure } from '../failure.ts'
import type { Dialogs } from '../dialogs.ts'
import { EventChannel } from './event-channel.ts'
import { parsePageUrl, type Query } from './page-url.ts'
import type { CreatePage, Lifecycle, PageConfig, PageLook, PageView } from './page-view.ts'

const STACK_LIMIT = 10

/**
 * The page stack and its life cycles, in WeChat's order.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/route.html
 */
export class Pages {
  readonly #stack: PageView[] = []
  /** Tab pages that are kept alive while another tab is shown. */
  readonly #tabs = new Map<string, PageView>()
  readonly #config: PageConfig
  readonly #create: CreatePage
  readonly #dialogs: Dialogs
  readonly #onView: (page: PageView) => void
  readonly #reportError: (error: unknown) => void
  /** Questions to the person before leaving a page. */
  readonly #alerts = new WeakMap<PageView, string>()
  readonly #looks = new WeakMap<PageView, PageLook>()
  readonly #listeners = new Set<() => void>()

  /**
   * @param onView called with every page that is shown
   * @param reportError called with what a page's lifecycle function throws
   */
  constructor(
    config: PageConfig,
    create: CreatePage,
    dialogs: Dialogs,
    {
      onView,
      reportError,
    }: {
      onView: (page: PageView) => void
      reportError: (error: unknown) => void
    },
  ) {
    this.#config = config
    this.#create = create
    this.#dialogs = dialogs
    this.#onView = onView
    this.#reportError = reportError
  }

  get stack(): readonly PageView[] {
    return this.#stack
  }

  get current(): PageView | undefined {
    return this.#stack.at(-1)
  }

  /** Calls `listener` after every change of the stack or a title, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  setTitle(title: string) {
    if (this.current) this.current.title = title
    this.#changed()
  }

  /** The page's look apart from its title; values it did not set are those of its `.json`. */
  lookOf(page: PageView): PageLook {
    return this.#looks.get(page) ?? {}
  }

  /** Changes the look of the page that is shown. */
  setLook(look: PageLook) {
    if (this.current) this.#looks.set(this.current, { ...this.lookOf(this.current), ...look })
    this.#changed()
  }

  /**
   * @param events what the opened page may emit, as `wx.navigateTo` takes it
   * @returns the opener's end of the event channel
   */
  navigateTo(url: string, events: Record<string, (...args: unknown[]) => void> = {}) {
    const { route, query } = this.#find(url)
    if (this.isTab(route)) throw new ApiFailure('can not navigateTo a tabbar page')
    if (this.#stack.length >= STACK_LIMIT) throw new ApiFailure('webview count limit exceed')
    const [opener, opened] = EventChannel.pair()
    for (const [event, listener] of Object.entries(events)) opener.on(event, listener)
    this.#hide(this.current)
    this.#open(route, query, opened)
    return opener
  }

  redirectTo(url: string) {
    const { route, query } = this.#find(url)
    if (this.isTab(route)) throw new ApiFailure('can not redirectTo a tabbar page')
    this.#unload(this.#stack.pop())
    this.#open(route, query)
  }

  reLaunch(url: string) {
    const { route, query } = this.#find(url)
    this.closeAll()
    this.#open(route, query)
  }

  switchTab(url: string) {
    const { route } = this.#find(url)
    if (!this.isTab(route)) throw new ApiFailure('can not switch to no-tabBar page')
    const from = this.current
    if (from?.route === route) return
    while (this.current && !this.isTab(this.current.route)) this.#unload(this.#stack.pop())
    const below = this.#stack.pop()
    if (below && below === from) this.#hide(below)
    const kept = this.#tabs.get(route)
    if (kept) {
      this.#stack.push(kept)
      this.#show(kept)
    } else {
      this.#tabs.set(route, this.#open(route, {}))
    }
  }

  /** Sets the question to the user before the current page is left; `undefined` removes it. */
  setAlert(message: string | undefined) {
    if (!this.current) return
    if (message === undefined) this.#alerts.delete(this.current)
    else this.#alerts.set(this.current, message)
  }

  /** Goes back, as the arrow of the navigation bar and Android's back key do. */
  navigateBack(delta = 1) {
    void this.leave(delta)
  }

  /**
   * Goes back; if the page requires it, asks the user first.
   *
   * @returns whether the page was left; a promise of it if the user is asked
   * @throws ApiFailure on the first page
   */
  leave(delta = 1): boolean | Promise<boolean> {
    if (this.#stack.length < 2) throw new ApiFailure('cannot navigate back at first page')
    const message = this.current && this.#alerts.get(this.current)
    if (message === undefined) return this.#back(delta)
    return this.#askBeforeBack(message, delta)
  }

  /** The user's swipe from the edge, which asks no question. */
  swipeBack() {
    if (this.#stack.length > 1) this.#back(1)
  }

  async #askBeforeBack(text: string, delta: number): Promise<boolean> {
    const labels = { confirm: '确定', cancel: '取消' }
    const answer = await this.#dialogs.ask<'modal'>({ kind: 'modal', title: '', text, ...labels })
    return answer === 'confirm' && this.#back(delta)
  }

  #back(delta: number): true {
    for (let step = 0; step < delta && this.#stack.length > 1; step++) {
      this.#unload(this.#stack.pop())
    }
    this.#show(this.current)
    return true
  }

  closeAll() {
    while (this.#stack.length > 0) {
      const page = this.#stack.pop()
      if (page) this.#tabs.delete(page.route)
      this.#unload(page)
    }
    for (const page of this.#tabs.values()) this.#unload(page)
    this.#tabs.clear()
  }

  #open(route: string, query: Query, channel?: EventChannel): PageView {
    const page = this.#create(route, query)
    // Not opened by `navigateTo`: WeChat returns an empty object.
    Object.assign(page.instance, { getOpenerEventChannel: () => channel ?? {} })
    this.#stack.push(page)
    if (this.isTab(route)) this.#tabs.set(route, page)
    this.#run(page, 'onLoad', query)
    this.#run(page, 'onShow')
    this.#run(page, 'onReady')
    this.#shown(page)
    return page
  }

  #show(page: PageView | undefined) {
    if (!page) return
    page.setVisible(true)
    this.#run(page, 'onShow')
    this.#shown(page)
  }

  #shown(page: PageView) {
    this.#onView(page)
    this.#changed()
  }

  #hide(page: PageView | undefined) {
    if (!page) return
    this.#run(page, 'onHide')
    page.setVisible(false)
  }

  #unload(page: PageView | undefined) {
    if (!page) return
    this.#run(page, 'onUnload')
    page.remove()
  }

  /** An error in a lifecycle function is reported, and the page continues. */
  #run(page: PageView, name: Lifecycle, query?: Query) {
    try {
      page.lifecycle(name, query)
    } catch (error) {
      this.#reportError(error)
    }
  }

  #changed() {
    for (const listener of this.#listeners) listener()
  }

  /** True when `app.json` lists it. */
  has(route: string): boolean {
    return this.#config.pages.includes(route)
  }

  isTab(route: string): boolean {
    return this.#config.tabBarPages.includes(route)
  }

  #find(url: string): { route: string; query: Query } {
    const found = parsePageUrl(url, this.current?.route)
    if (!this.has(found.route)) {
      throw new ApiFailure(`page "${found.route}" is not found`)
    }
    return found
  }
}
