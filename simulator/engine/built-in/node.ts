import { Component as EngineComponent, type GeneralComponent as Component } from 'glass-easel'
import type { BuiltIn } from '../rules/node.ts'
import { propagationOf } from '../rules/events.ts'
import { formRoleOf } from '../form-behaviors.ts'

const known = new WeakMap<Component, BuiltIn>()
const components = new WeakMap<BuiltIn, Component>()

type WithComponent = Element & { __wxElement?: Component }

/** The component that draws an element of the document. */
export const componentAt = (element: Element): Component | undefined =>
  (element as WithComponent).__wxElement

/** A component in the form that the shared rules (`rules/`) work on. */
export function nodeOf(component: Component): BuiltIn {
  const existing = known.get(component)
  if (existing) return existing
  // One with `virtualHost`, or that has left its page, has no element.
  const element = component.getBackendElement() as unknown as HTMLElement | null
  const made: BuiltIn = {
    tag: (element?.tagName ?? component.tagName).toLowerCase().replace(/^wx-/, ''),
    prop(name) {
      if (name === 'id') return element?.id ?? component.id
      const data = component.data as Record<string, unknown> | undefined
      return data ? data[name] : element?.getAttribute(name) // no component draws it
    },
    around() {
      const outer: BuiltIn[] = []
      const start = element?.parentElement ?? elementAbove(component)
      for (let at: Element | null = start; at; at = at.parentElement) {
        const component = componentAt(at)
        if (component) outer.push(nodeOf(component))
      }
      return outer
    },
    within: () =>
      [...(element?.querySelectorAll('*') ?? [])].flatMap((inner) => {
        const component = componentAt(inner)
        return component ? [nodeOf(component)] : []
      }),
    scope: () => component.ownerShadowRoot ?? undefined,
    host() {
      const host = component.ownerShadowRoot?.getHostNode()
      return host ? nodeOf(host) : undefined
    },
    formRole: () => formRoleOf(component),
    write: (name, value) => writeModel(component, name, value),
    fire(type, detail) {
      let result: unknown
      const handleListenerReturn = (returned: unknown) => void (result = returned ?? result)
      component.triggerEvent(type, detail, { ...propagationOf(type), handleListenerReturn })
      return result
    },
    redraw: () => redraws.get(component)?.(),
    focus: () => element?.querySelector<HTMLElement>('input, textarea')?.focus(),
  }
  known.set(component, made)
  components.set(made, component)
  return made
}

/** The nearest element around a component. */
function elementAbove(component: Component): Element | null {
  for (let at = component.parentNode; at; at = at.parentNode) {
    if (at.$$) return at.$$ as unknown as Element
  }
  return null
}

/**
 * A property bound by `model:` is set as the component itself would set it, so that its page is
 * updated.
 */
function writeModel(component: Component, name: string, value: unknown) {
  const proxy = EngineComponent.getDataProxy(component) as unknown as {
    _$modelBindingListener: Record<string, unknown> | null
  }
  if (proxy._$modelBindingListener?.[name]) component.setData({ [name]: value })
}

/** The engine's component behind a node. */
export const componentOf = (node: BuiltIn) => components.get(node)

const redraws = new WeakMap<Component, () => void>()

/** Registers how a component is redrawn when state other than its properties changes. */
export function onRedraw(component: Component, redraw: () => void) {
  redraws.set(component, redraw)
}

/** The component that an element belongs to: its own, or the nearest around it. */
export function nearestNode(element: Element | null): BuiltIn | undefined {
  for (let at = element; at; at = at.parentElement) {
    const component = componentAt(at)
    if (component) return nodeOf(component)
  }
  return undefined
}
