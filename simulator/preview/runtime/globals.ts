import { HIDDEN_NAMES } from '../../engine/modules.ts'
import { functionOver } from '../../engine/own-function.ts'

const hidden = new Set<PropertyKey>(HIDDEN_NAMES)

/** Called as `global.setTimeout(...)` or `global.btoa(...)`, these are still the window's. */
const OF_WINDOW = [
  'setTimeout',
  'setInterval',
  'clearTimeout',
  'clearInterval',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'queueMicrotask',
  'structuredClone',
  'atob',
  'btoa',
] as const

/**
 * The window as a mini-program's scripts find it under `global` and `globalThis`: without the
 * browser's globals that WeChat lacks, by which libraries detect a browser.
 */
export function globalsOf(window: Window): object {
  // Kept apart from the window: of hidden names only what the mini-program gave them itself.
  const own: Record<PropertyKey, unknown> = Object.create(null) as Record<PropertyKey, unknown>
  for (const name of OF_WINDOW) {
    const method = window[name] as (...args: unknown[]) => unknown
    own[name] = method.bind(window)
  }
  const homeOf = (name: PropertyKey): object => (name in own || hidden.has(name) ? own : window)
  const nothing = Object.create(null) as object // a proxy may not hide fields of its own target
  const globals = new Proxy(nothing, {
    get: (_, name) => Reflect.get(homeOf(name), name),
    set: (_, name, value) => Reflect.set(homeOf(name), name, value),
    has: (_, name) => Reflect.has(homeOf(name), name),
    deleteProperty: (_, name) => Reflect.deleteProperty(homeOf(name), name),
    defineProperty: (_, name, to) =>
      Reflect.defineProperty(homeOf(name), name, { ...to, configurable: true }),
    getOwnPropertyDescriptor(_, name) {
      const found = Reflect.getOwnPropertyDescriptor(homeOf(name), name)
      return found && { ...found, configurable: true }
    },
  })
  own.Function = functionOver(globals)
  return globals
}
