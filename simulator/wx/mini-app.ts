import type { Query } from './navigation.ts'

export interface LaunchOptions {
  path: string
  query: Query
  scene: number
}

type Listener = (options: LaunchOptions) => void

type Definition = Record<string, unknown> & ThisType<unknown>

/** The mini-program's `App({...})`: its one instance, and the events WeChat sends it. */
export class MiniApp {
  #instance: Definition | undefined
  options: LaunchOptions = { path: '', query: {}, scene: 1001 }

  /** What `App` is while the mini-program loads. */
  register = (definition: Definition) => {
    if (this.#instance) throw new Error('App() was called twice; a mini-program has one app.')
    this.#instance = definition
  }

  /** What `getApp` is. */
  get = () => this.#instance

  readonly #listeners = { onShow: new Set<Listener>(), onHide: new Set<Listener>() }

  listen = (event: 'onShow' | 'onHide', listener: Listener) => {
    this.#listeners[event].add(listener)
  }

  /** Without a listener: all of them. */
  unlisten = (event: 'onShow' | 'onHide', listener?: Listener) => {
    if (listener) this.#listeners[event].delete(listener)
    else this.#listeners[event].clear()
  }

  /** The person leaves the mini-program for another app; its code goes on for five seconds. */
  hide() {
    this.#send('onHide')
    for (const listener of this.#listeners.onHide) listener(this.options)
  }

  /** The person comes back to the running mini-program. */
  show() {
    this.#send('onShow', this.options)
    for (const listener of this.#listeners.onShow) listener(this.options)
  }

  launch(options: LaunchOptions) {
    this.options = options
    this.#send('onLaunch', options)
    this.#send('onShow', options)
  }

  /** @returns whether the app has an `onError` that took it */
  error(error: unknown): boolean {
    const text = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
    return this.#send('onError', text)
  }

  #send(event: string, ...args: unknown[]): boolean {
    const handler = this.#instance?.[event]
    if (typeof handler !== 'function') return false
    handler.apply(this.#instance, args)
    return true
  }
}
