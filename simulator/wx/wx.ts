import type { Context } from './context.ts'
import type { Wx } from './call.ts'
import { failText } from './failure.ts'
import { canIUse, exists } from './versions.ts'

/** The APIs of one phone, each created when it is first accessed. */
export interface Apis {
  names(): Iterable<string>
  has(name: string): boolean
  get(name: string): unknown
}

/** Marks a function in place of an API that is not simulated. */
const NOT_SIMULATED = Symbol('not simulated')

/** True for functions that the simulator made. */
export const isSimulated = (value: unknown) =>
  typeof value !== 'function' || !(NOT_SIMULATED in value)

/** Called at every call of an API that WeChat has and the simulator has not. */
export type OnNotSimulated = (error: Error) => void

/**
 * `wx` as the device's base library has it: what came later, and what WeChat never had, is
 * `undefined`; the mini-program may add its own members. An API that WeChat has and the simulator
 * lacks is a function that reports this when it is called: with callbacks it fails, otherwise it
 * throws.
 */
export function openWx(
  apis: Apis,
  { device }: Context,
  onNotSimulated: OnNotSimulated = () => {},
): Wx {
  /** Members set by the mini-program or a test, and those read before. */
  const held: Record<string, unknown> = { canIUse: (schema: string) => canIUse(schema, device) }
  const own = new Set<string>()
  const isThere = (name: string) => own.has(name) || exists(name, device) !== false
  const find = (name: string) => {
    if (!isThere(name)) return undefined
    if (own.has(name) || Object.hasOwn(held, name)) return held[name]
    if (apis.has(name)) return (held[name] = apis.get(name))
    return exists(name, device) ? (held[name] = notSimulated(name, onNotSimulated)) : undefined
  }
  const isListed = (name: string) =>
    isThere(name) && (own.has(name) ? name in held : name === 'canIUse' || apis.has(name))
  const isKnown = (name: string) =>
    isListed(name) || (!own.has(name) && exists(name, device) === true)
  // As any object, `wx` has what all objects have: Taro asks `wx.hasOwnProperty('login')`.
  const isOfAnyObject = (name: string | symbol) => typeof name === 'symbol' || name in anyObject
  return new Proxy(held, {
    get: (target, name) => (isOfAnyObject(name) ? Reflect.get(target, name) : find(name as string)),
    set(target, name, value) {
      own.add(String(name))
      return Reflect.set(target, name, value)
    },
    defineProperty(target, name, descriptor) {
      own.add(String(name))
      return Reflect.defineProperty(target, name, descriptor)
    },
    deleteProperty(target, name) {
      own.add(String(name)) // deleted is not there any more, simulated or not
      return Reflect.deleteProperty(target, name)
    },
    has: (target, name) =>
      isOfAnyObject(name) ? Reflect.has(target, name) : isKnown(name as string),
    ownKeys: () => [...new Set(['canIUse', ...apis.names(), ...own])].filter(isListed),
    getOwnPropertyDescriptor(target, name) {
      if (typeof name === 'symbol' || !isKnown(name)) return undefined
      find(name)
      return Reflect.getOwnPropertyDescriptor(target, name)
    },
  }) as unknown as Wx
}

const anyObject: object = Object.prototype

interface Callbacks {
  fail?: (result: object) => void
  complete?: (result: object) => void
  success?: unknown
}

function notSimulated(name: string, onNotSimulated: OnNotSimulated) {
  const api = (options?: Callbacks) => {
    const error = new Error(
      `wx.${name} is not simulated. Add it to the fitting chapter in simulator/wx/, or give your ` +
        `test its own: wx.${name} = () => ...`,
    )
    onNotSimulated(error)
    const isCallback = (key: keyof Callbacks) => typeof options?.[key] === 'function'
    if (!isCallback('fail') && !isCallback('complete') && !isCallback('success')) throw error
    queueMicrotask(() => {
      const result = { errMsg: failText(name, 'not simulated by weapp-login-kit') }
      options?.fail?.(result)
      options?.complete?.(result)
    })
  }
  return Object.assign(api, { [NOT_SIMULATED]: true })
}
