import type { Query } from './navigation.ts'

export interface LaunchOptions {
  path: string
  query: Query
  scene: number
}

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
