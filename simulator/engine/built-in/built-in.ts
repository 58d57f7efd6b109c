import type * as glassEasel from 'glass-easel'
import { playAnimation } from './animation.ts'
import { takesTaps } from '../rules/tap.ts'
import { nodeOf, onRedraw } from './node.ts'
import { contextOf } from '../component-context.ts'

/** A component of the engine. */
export type Component = glassEasel.GeneralComponent
/** A component space of the engine. */
export type Space = glassEasel.ComponentSpace
/** A component's definition in the engine. */
export type Definition = glassEasel.GeneralComponentDefinition

type PropertyType =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | ArrayConstructor
  | ObjectConstructor
  | null

/** A property's type, or its type and the default value. */
export type Property = PropertyType | { type: PropertyType; value: unknown }

/** The drawing of one of WeChat's own components with elements of the document. */
export interface Drawing {
  tag: string
  properties?: Record<string, Property>
  /** Called once, when the element enters the document. */
  attached?(element: HTMLElement, component: Component): void
  /** Called after `attached`, and whenever a property or the user's input changed. */
  update?(element: HTMLElement, data: Record<string, never>, component: Component): void
}

/** Properties of every component, besides class, style, id, `data-` and events. */
export const commonProperties: Readonly<Record<string, Property>> = {
  hidden: Boolean,
  hoverClass: String,
  hoverStopPropagation: Boolean,
  hoverStartTime: Number,
  hoverStayTime: Number,
  animation: null,
  ariaLabel: String,
  ariaRole: String,
  ariaHidden: null,
  ariaChecked: null,
  ariaDisabled: null,
  ariaExpanded: null,
  ariaModal: null,
  ariaLive: String,
  ariaLabelledby: String,
  ariaDescribedby: String,
}

/** Registers a drawing as a component. */
export function register(space: Space, drawing: Drawing): Definition {
  const properties: Record<string, Property> = { ...commonProperties, ...drawing.properties }
  const builder = space.define(`wx://${drawing.tag}`)
  for (const [name, property] of Object.entries(properties)) {
    builder.property(name, property as never)
  }
  const refresh = (component: Component) => {
    const element = elementOf(component)
    if (!element) return
    const data = component.data as Record<string, never>
    updateCommon(element, data)
    drawing.update?.(element, data, component)
  }
  builder
    .observer(Object.keys(properties) as never, function () {
      const component = this as unknown as Component
      if (attachedOnes.has(component)) refresh(component)
    })
    .lifetime('attached', function () {
      const component = this as unknown as Component
      const element = elementOf(component)
      if (element) drawing.attached?.(element, component)
      if (takesTaps(drawing.tag)) {
        const { taps } = contextOf(component)
        component.addListener('tap', () => taps.take(nodeOf(component)))
      }
      onRedraw(component, () => refresh(component))
      attachedOnes.add(component)
      refresh(component)
    })
  return builder.registerComponent()
}

const attachedOnes = new WeakSet<Component>()

const elementOf = (component: Component) =>
  component.getBackendElement() as unknown as HTMLElement | null

/** Fires a component's own event. */
export const fire = (component: Component, type: string, detail: object = {}) =>
  nodeOf(component).fire(type, detail)

/** A property's value as text; empty unless it is a string or a number. */
export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Sets an attribute, or removes it if there is no value. */
export function setAttribute(element: Element, name: string, value: unknown) {
  if (value === undefined || value === null || value === '' || value === false) {
    element.removeAttribute(name)
  } else {
    element.setAttribute(name, value === true ? '' : (value as string))
  }
}

const aria = {
  ariaLabel: 'aria-label',
  ariaLive: 'aria-live',
  ariaLabelledby: 'aria-labelledby',
  ariaDescribedby: 'aria-describedby',
} as const
const ariaStates = {
  ariaHidden: 'aria-hidden',
  ariaChecked: 'aria-checked',
  ariaDisabled: 'aria-disabled',
  ariaExpanded: 'aria-expanded',
  ariaModal: 'aria-modal',
} as const

function updateCommon(element: HTMLElement, data: Record<string, unknown>) {
  element.hidden = Boolean(data.hidden)
  if (data.animation) playAnimation(element, data.animation)
  if (data.ariaRole) element.setAttribute('role', text(data.ariaRole))
  for (const [name, attribute] of Object.entries(aria)) {
    if (data[name]) element.setAttribute(attribute, text(data[name]))
  }
  for (const [name, attribute] of Object.entries(ariaStates)) {
    const value = data[name]
    if (value !== null && value !== undefined)
      element.setAttribute(attribute, value === true ? 'true' : text(value) || 'false')
  }
}
