import { JSDOM, VirtualConsole } from 'jsdom'

/** Of these Node has its own, which jsdom's documents do not take. */
const OF_THE_WINDOW = [
  'Event',
  'EventTarget',
  'CustomEvent',
  'ErrorEvent',
  'MessageEvent',
  'CloseEvent',
  'StorageEvent',
  'Storage',
  'localStorage',
  'sessionStorage',
  'Navigator',
  'navigator',
]

/** Names by which a script calls the global object itself. */
const SELVES = ['window', 'self', 'top', 'parent', 'frames']

/**
 * Puts a window of jsdom's around the tests: whatever a browser has and Node lacks becomes global.
 *
 * @returns takes all of it away again
 */
export function openWindow(global: typeof globalThis): () => void {
  const virtualConsole = new VirtualConsole()
  const { window } = new JSDOM('<!DOCTYPE html>', {
    url: 'http://localhost/',
    pretendToBeVisual: true,
    virtualConsole,
  })
  const before = new Map<string, PropertyDescriptor | undefined>()
  const define = (name: string, descriptor: PropertyDescriptor) => {
    before.set(name, Object.getOwnPropertyDescriptor(global, name))
    Object.defineProperty(global, name, { configurable: true, ...descriptor })
  }
  for (const name of namesIn(window)) {
    const isOfNode = name in global && !OF_THE_WINDOW.includes(name)
    if (!isOfNode && !SELVES.includes(name)) define(name, propertyOf(window, name))
  }
  for (const name of SELVES) define(name, { value: global, writable: true })
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(global, name, descriptor)
      else Reflect.deleteProperty(global, name)
    }
    window.close()
  }
}

/** Its own and those it inherits: `addEventListener` is EventTarget's. */
function namesIn(window: object): Set<string> {
  const names = new Set<string>()
  for (let at = window; at && at !== Object.prototype; at = Object.getPrototypeOf(at) as object) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor') names.add(name)
  }
  return names
}

function propertyOf(window: JSDOM['window'], name: string): PropertyDescriptor {
  const value = Reflect.get(window, name) as unknown
  const isMethod = typeof value === 'function' && /^[a-z]/.test(name)
  let own: { value: unknown } | undefined = isMethod
    ? { value: (value as (...args: unknown[]) => unknown).bind(window) }
    : undefined
  return {
    get: () => (own ? own.value : Reflect.get(window, name)) as unknown,
    set(given: unknown) {
      own = { value: given }
    },
  }
}
