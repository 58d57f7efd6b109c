/** The folder of the mini-program under test, set by the jest environment. */
declare var miniprogramRoot: string

/** What the environment hands over from Node itself; a test's fake timers do not touch it. */
declare var miniprogramHost: {
  setTimeout: (callback: () => void, milliseconds: number) => unknown
  now: () => number
}

declare module 'miniprogram-simulate' {
  interface LoadOptions {
    compiler?: 'official' | 'simulate'
    rootPath?: string
    usingComponents?: Record<string, string>
    compilerOptions?: { maxBuffer?: number }
  }
  interface RootComponent {
    dom: HTMLElement
    instance: Record<string, unknown>
    attach(parent: Element): void
    detach(): void
    addEventListener(name: string, handler: (event: { detail: unknown }) => void): void
    triggerPageLifeTime(name: 'show' | 'hide', args?: unknown): void
  }
  const simulate: {
    load(path: string, tagName: string, options?: LoadOptions): string
    render(id: string, properties?: Record<string, unknown>): RootComponent
  }
  export default simulate
}

declare module 'miniprogram-exparser' {
  /** A node of the component tree; `_vt` is what the template made it from. */
  export interface Element {
    _vt?: { tagName: string; attrs: { name: string; value: unknown }[] }
  }
  const exparser: {
    addGlobalErrorListener(listener: (error: unknown, context?: { type?: string }) => boolean): void
    Event: {
      create(type: string, detail: object, options: object): object
      dispatchEvent(target: Element, event: object): void
    }
  }
  export default exparser
}
