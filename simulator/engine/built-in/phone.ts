import type { Host } from '../rules/node.ts'
import type { Taps } from '../rules/taps.ts'
import type { Component } from './built-in.ts'

/** WeChat's components are registered once for all phones; each finds its own by where it is drawn. */
const phones = new WeakMap<object, Taps>()

/** Says to which phone a backend of the component engine belongs. */
export function belongsTo(backend: object, taps: Taps) {
  phones.set(backend, taps)
}

/** The taps of the phone that a component is on. */
export function tapsOf(component: Component): Taps {
  const backend = component.getBackendContext()
  const taps = backend && phones.get(backend)
  if (!taps) throw new Error(`<${component.tagName}> is on no phone.`)
  return taps
}

export const hostOf = (component: Component): Host => tapsOf(component).host
