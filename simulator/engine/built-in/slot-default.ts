import type { Element as EngineElement, ShadowRoot } from 'glass-easel'
import { type Component, type Drawing, text } from './built-in.ts'

/**
 * The default content of a `<slot>` of a template: shown while nothing is put into that slot.
 * Compiled templates have it beside each slot that has default content.
 */
export const slotDefault: Drawing = {
  tag: 'slot-default',
  properties: { of: String },
  attached(element, component) {
    const { MutationObserver } = element.ownerDocument.defaultView as Window & typeof globalThis
    const around = element.parentElement
    // Content put into the slot is a sibling of this element.
    if (around)
      new MutationObserver(() => show(element, component)).observe(around, { childList: true })
  },
  update(element, _, component) {
    show(element, component)
  },
}

function show(element: HTMLElement, component: Component) {
  const name = text((component.data as Record<string, unknown>).of)
  element.hidden = slotsNamed(component.ownerShadowRoot, name).some(isFilled)
}

function slotsNamed(root: ShadowRoot | null, name: string): EngineElement[] {
  const found = root?.getSlotElementFromName(name)
  return found === null || found === undefined ? [] : [found].flat()
}

/** A `wx:if` that holds nothing yet fills no slot. */
const isFilled = ({ slotNodes = [] }: EngineElement) =>
  slotNodes.some((node) => !(node as Partial<EngineElement>).isVirtual?.())
