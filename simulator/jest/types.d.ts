/** What the environment hands over from Node itself. */
declare var miniprogramHost: {
  /** A test's fake timers do not touch these. */
  setTimeout: (callback: () => void, milliseconds: number) => unknown
  now: () => number
  /** A script with `createHandlers()`: what answers in WeChat's name. */
  fakeWechat: string | undefined
  /** The folder of the mini-program under test. */
  findRoot: () => string
  /** WeChat's own compiler's work, or why this machine can not run it. */
  loadTemplates: (root: string) => { gwx: (path: string) => unknown } | { reason: string }
  /** Set while a script of a mini-program is loaded, which then does not run. */
  takeScript?: (script: unknown, require: (path: string) => unknown) => void
  /** Told of a rejection nobody handled; says whether that was taken care of. */
  onRejection?: (reason: unknown) => boolean
}

declare module 'miniprogram-simulate' {
  interface RootComponent {
    dom: HTMLElement
    instance: Record<string, unknown>
    attach(parent: Element): void
    detach(): void
    addEventListener(name: string, handler: (event: { detail: unknown }) => void): void
    triggerPageLifeTime(name: 'show' | 'hide', args?: unknown): void
  }
  const simulate: {
    /** Registers a definition; its template is wcc's function, or wxml. */
    load(definition: object): string
    render(id: string, properties?: Record<string, unknown>): RootComponent
    behavior(definition: object): string
  }
  export default simulate
}

declare module 'miniprogram-exparser' {
  /** A node of the component tree; `_vt` is what the template made it from. */
  export interface Element {
    _vt?: { tagName: string; attrs: { name: string; value: unknown }[] }
    /** The page or component whose template it stands in. */
    ownerShadowRoot?: object
    addListener(type: string, listener: () => void): void
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
