/** What the environment hands over from Node itself. */
declare var miniprogramHost: {
  /** A test's fake timers do not touch these. */
  setTimeout: (callback: () => void, milliseconds: number) => unknown
  now: () => number
  /** Gives a module with `createInMemoryServer()`: what answers in WeChat's name, if it is wanted. */
  loadFakeWechat: (() => unknown) | undefined
  /** Gives what `kit.ts` exports, always the same in a test file; absent where jest shall load it. */
  loadKit: ((require: unknown, jest: unknown) => unknown) | undefined
  /** The folder of the mini-program under test. */
  findRoot: () => string
  /** Reads a mini-program: a `Program` and its faults as JSON, and its compiled templates. */
  readProgram: (
    folder: string,
    also: string[],
  ) => {
    json: string
    templates: () => unknown
    scriptAt: (path: string) => string | undefined
    resolve: (from: string, specifier: string) => { path: string } | { reason: string }
  }
  /** A script that jest does not compile, as `takeScript` gets others. */
  compileScript: (file: string) => unknown
  /** Set while a script of a mini-program is loaded, which then does not run. */
  takeScript?: (script: unknown, require: (path: string) => unknown) => void
  /** Modules that the test mocks, where the runner has no registry that can be asked at once: vitest. */
  mocks?: {
    add(name: string, load: () => Promise<object>, isCommonJs: boolean): void
    load(): Promise<void>
    of(name: string): { exports: unknown } | undefined
  }
  /** Node's own `require` for a script, with `mocks`. */
  requireFrom?: (file: string) => (path: string) => unknown
  /** Called with an unhandled rejection; returns whether it was handled. */
  onRejection?: (reason: unknown, promise: Promise<unknown>) => boolean
}

declare module 'miniprogram-simulate/src/index.js' {
  export interface RootComponent {
    dom: HTMLElement
    instance: Record<string, unknown>
    attach(parent: Element): void
    detach(): void
    querySelector(selector: string): RootComponent | undefined
    querySelectorAll(selector: string): RootComponent[]
    dispatchEvent(name: string, options?: object): void
    addEventListener(name: string, handler: (event: { detail: unknown }) => void): void
    triggerPageLifeTime(name: 'show' | 'hide', args?: unknown): void
    setData(data: object): void
  }
  export function load(component: string | object, tagName?: string, options?: object): string
  export function render(id: string, properties?: Record<string, unknown>): RootComponent
  export function behavior(definition: object): string
  export function match(element: Element, html: string): boolean
  export function sleep(milliseconds?: number): Promise<void>
  export function scroll(component: RootComponent, offset: number, times?: number): void
}

declare module 'miniprogram-simulate' {
  import simulate from 'miniprogram-simulate/src/index.js'
  export * from 'miniprogram-simulate/src/index.js'
  export default simulate
}
