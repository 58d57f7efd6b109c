import type { GeneralComponent } from 'glass-easel'
import type { Host } from './rules/node.ts'
import type { Taps } from './rules/taps.ts'

/** A handler that does not exist, or a function of WXS that failed: of that WeChat makes nothing. */
export type Warning = 'handler' | 'wxs'

/** The phone that a mini-program runs on, as its components need it. */
export interface Phone {
  taps: Taps
  /** Told what WeChat would warn the developer of. */
  warn: (message: string, of: Warning) => void
}

/** WeChat's components are registered once for all phones; each finds its own by where it is drawn. */
const phones = new WeakMap<object, Phone>()

/** The one that was set up last: what the component engine says of no component is taken for its. */
let last: Phone | undefined

/** Says to which phone a backend of the component engine, or a space of its components, belongs. */
export function belongsTo(backend: object, phone: Phone) {
  phones.set(backend, phone)
  last = phone
}

/** A component that has left its page is on no backend any more, and may still be spoken of. */
const found = new WeakMap<GeneralComponent, Phone>()

/** The phone that a component is on, or was when this was asked first. */
export function phoneOf(component: GeneralComponent): Phone {
  const known = found.get(component)
  if (known) return known
  const backend = component.getBackendContext()
  const space = component.getRootBehavior().ownerSpace
  const phone = (backend && phones.get(backend)) ?? phones.get(space)
  if (!phone) throw new Error(`<${component.tagName}> is on no phone.`)
  found.set(component, phone)
  return phone
}

/** @param about a component, its path, or whatever else the engine says an error came from */
export function phoneBehind(about: unknown): Phone | undefined {
  const backend = (about as Partial<GeneralComponent> | undefined)?.getBackendContext?.()
  return (backend && phones.get(backend)) ?? last
}

/** The host of the phone that a component is on. */
export const hostOf = (component: GeneralComponent): Host => phoneOf(component).taps.host
