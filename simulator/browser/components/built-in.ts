import type * as glassEasel from 'glass-easel'

export type Component = glassEasel.GeneralComponent
export type Space = glassEasel.ComponentSpace

type PropertyType =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | ArrayConstructor
  | ObjectConstructor
  | null

/** A property's type, or its type and what it is where the template does not set it. */
export type Property = PropertyType | { type: PropertyType; value: unknown }

/** One of WeChat's own components, drawn with elements of the document. */
export interface BuiltIn {
  tag: string
  properties?: Record<string, Property>
  /** Called once, when the element enters the document. */
  attached?(element: HTMLElement, component: Component): void
  /** Called after `attached`, and whenever a property changed. */
  update?(element: HTMLElement, data: Record<string, never>, component: Component): void
}

/** What every component can have, besides class, style, id, `data-` and events. */
const common: Record<string, Property> = {
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

export function register(space: Space, builtIn: BuiltIn) {
  const properties: Record<string, Property> = { ...common, ...builtIn.properties }
  const builder = space.define(`wx://${builtIn.tag}`)
  for (const [name, property] of Object.entries(properties)) {
    builder.property(name, property as never)
  }
  const refresh = (component: Component) => {
    const element = elementOf(component)
    if (!element) return
    const data = component.data as Record<string, never>
    updateCommon(element, data)
    builtIn.update?.(element, data, component)
  }
  builder
    .observer(Object.keys(properties) as never, function () {
      const component = this as unknown as Component
      if (attachedOnes.has(component)) refresh(component)
    })
    .lifetime('attached', function () {
      const component = this as unknown as Component
      const element = elementOf(component)
      if (element) builtIn.attached?.(element, component)
      if (element) hoverByTouch(element, component)
      attachedOnes.add(component)
      refresh(component)
    })
  space.setGlobalUsingComponent(builtIn.tag, builder.registerComponent() as never)
}

/** `hover-class`: worn while a finger or the mouse holds the element. */
function hoverByTouch(element: HTMLElement, component: Component) {
  let worn = ''
  element.addEventListener('pointerdown', () => {
    const { hoverClass } = component.data as { hoverClass: string }
    if (!hoverClass || hoverClass === 'none' || element.hasAttribute('disabled')) return
    worn = hoverClass
    component.classList?.toggle(worn, true)
  })
  for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
    element.addEventListener(end, () => {
      if (worn) component.classList?.toggle(worn, false)
      worn = ''
    })
  }
}

const attachedOnes = new WeakSet<Component>()

export const elementOf = (component: Component) =>
  component.getBackendElement() as unknown as HTMLElement | null

/** Fires a component's own event, as WeChat does: it reaches this element's listeners only. */
export function fire(component: Component, type: string, detail: object = {}) {
  component.triggerEvent(type, detail)
}

/** The component behind an element of the document. */
export const componentOf = (element: (Element & { __wxElement?: Component }) | null) =>
  element?.__wxElement

/** A property's value as text; what is no text and no number is none. */
export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** Sets an attribute, or takes it away where there is no value. */
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
