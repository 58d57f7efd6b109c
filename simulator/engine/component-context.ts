import type { GeneralComponent } from 'glass-easel'
import type { Host } from './rules/node.ts'
import type { Taps } from './rules/taps.ts'

/** The cause of a warning: a handler that does not exist, or a failed function of WXS. */
export type Warning = 'handler' | 'wxs'

/** The phone that a mini-program runs on, as its components need it. */
export interface ComponentContext {
  taps: Taps
  /** Called with WeChat's warnings to the developer. */
  warn: (message: string, of: Warning) => void
}

/**
 * WeChat's components are registered once for all phones; an instance finds its phone by the document
 * it is drawn in.
 */
const contexts = new WeakMap<object, ComponentContext>()

/** The phone that was set up last: it gets the engine's messages that name no component. */
let last: ComponentContext | undefined

/** Records the phone of a backend of the component engine, or of a space of its components. */
export function belongsTo(backend: object, context: ComponentContext) {
  contexts.set(backend, context)
  last = context
}

/** Kept because a component that has left its page has no backend any more, and errors may still name it. */
const found = new WeakMap<GeneralComponent, ComponentContext>()

/** The phone that a component is on, or was when this was asked first. */
export function contextOf(component: GeneralComponent): ComponentContext {
  const known = found.get(component)
  if (known) return known
  const backend = component.getBackendContext()
  const space = component.getRootBehavior().ownerSpace
  const context = (backend && contexts.get(backend)) ?? contexts.get(space)
  if (!context) throw new Error(`<${component.tagName}> is on no phone.`)
  found.set(component, context)
  return context
}

/** @param about a component, its path, or whatever else the engine says an error came from */
export function contextOfSource(about: unknown): ComponentContext | undefined {
  const backend = (about as Partial<GeneralComponent> | undefined)?.getBackendContext?.()
  return (backend && contexts.get(backend)) ?? last
}

/** The host of the phone that a component is on. */
export const hostOf = (component: GeneralComponent): Host => contextOf(component).taps.host
