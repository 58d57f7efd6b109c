import type { Wx } from './call.ts'
import type { Device } from './device.ts'
import { canIUse, exists } from './since.ts'

/** Names that engines and test tools look up on any object; WeChat's `wx` has none of them. */
const probed = new Set(['then', 'toJSON', 'nodeType', 'asymmetricMatch', '$$typeof', 'constructor'])

/**
 * `wx` as the device's base library has it: what came later is absent. What WeChat has and the
 * simulator has not says so, instead of `undefined is not a function` or a silent success.
 */
export function loudWx(apis: object, device: Device): Wx {
  const all: object = { ...apis, canIUse: (schema: string) => canIUse(schema, device) }
  /** Put there by a test: exists in every base library. */
  const own = new Set<string>()
  const isThere = (name: string) => own.has(name) || exists(name, device) !== false
  return new Proxy(all, {
    get(target, name) {
      if (typeof name === 'symbol' || probed.has(name)) return Reflect.get(target, name)
      if (!isThere(name)) return undefined
      if (!(name in target)) throw new Error(notSimulated(name, device))
      return Reflect.get(target, name)
    },
    set(target, name, value) {
      own.add(String(name))
      return Reflect.set(target, name, value)
    },
    has: (target, name) =>
      own.has(String(name)) || (exists(String(name), device) ?? name in target),
    ownKeys: (target) => Reflect.ownKeys(target).filter((name) => isThere(String(name))),
  }) as Wx
}

function notSimulated(name: string, device: Device): string {
  const isUnknown = exists(name, device) === undefined
  const doubt = isUnknown ? " WeChat's typings do not know it either: is it spelt right?" : ''
  return (
    `wx.${name} is not simulated. Add it to the fitting group in simulator/wx/, or give ` +
    `your test its own: wx.${name} = () => ...${doubt}`
  )
}
