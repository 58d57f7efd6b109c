import type { Element as ExparserNode } from 'miniprogram-exparser'

/** The component engine's node behind a DOM element. */
export function nodeOf(element: Element): ExparserNode | undefined {
  return (element as Element & { __wxElement?: ExparserNode }).__wxElement
}

/** An attribute as the template set it. The engine keeps them out of the DOM; names are camelCase. */
export function attribute(element: Element, name: string): unknown {
  return nodeOf(element)?._vt?.attrs.find((attr) => attr.name === name)?.value
}

export function isButton(element: Element): boolean {
  return element.tagName === 'WX-BUTTON'
}

export function isField(element: Element): boolean {
  return element.tagName === 'WX-INPUT' || element.tagName === 'WX-TEXTAREA'
}

/** What a person typed, and which value the template had then. */
const typed = new WeakMap<Element, { text: string; over: unknown }>()

/** Puts a text into a field, as a keyboard does: it stays until the page sets another value. */
export function typeInto(field: Element, text: string) {
  typed.set(field, { text, over: attribute(field, 'value') })
}

/** From when the page has set what was typed, the template's value counts alone. */
export function forgetTyped(field: Element) {
  if (typed.get(field)?.text === attribute(field, 'value')) typed.delete(field)
}

/** What stands in a field. */
export function valueOf(field: Element): string {
  const given = attribute(field, 'value')
  const last = typed.get(field)
  return last && last.over === given ? last.text : typeof given === 'string' ? given : ''
}

/** Whether a person could see it: neither it nor anything around it is hidden. */
export function isVisible(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (isHidden(at)) return false
  }
  return true
}

function isHidden(element: Element): boolean {
  const hidden = attribute(element, 'hidden')
  const isSet = hidden === '' || (Boolean(hidden) && hidden !== 'false') // `<view hidden>` sets it
  return isSet || element.hasAttribute('hidden')
}

/** The visible text, white space folded. */
export function textOf(element: Element): string {
  if (isHidden(element)) return ''
  if (isField(element))
    return fold(valueOf(element) || (attribute(element, 'placeholder') as string | undefined) || '')
  const parts = [...element.childNodes].map((child) =>
    child.nodeType === Node.ELEMENT_NODE ? textOf(child as Element) : (child.textContent ?? ''),
  )
  return fold(parts.join(' '))
}

export const fold = (text: string) => text.replace(/\s+/g, ' ').trim()
