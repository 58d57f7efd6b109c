import type { Element as ExparserNode } from 'miniprogram-exparser'

/** The component engine's node behind a DOM element. */
export function nodeOf(element: Element): ExparserNode | undefined {
  return (element as Element & { __wxElement?: ExparserNode }).__wxElement
}

/** An attribute as the template set it. The engine keeps them out of the DOM; names are camelCase. */
export function attribute(element: Element, name: string): unknown {
  const attrs = nodeOf(element)?._vt?.attrs
  return attrs?.find((attr) => attr.name === name || camelCase(attr.name) === name)?.value
}

/** The same where text is meant: anything else is none. */
export function textAttribute(element: Element, name: string): string {
  const value = attribute(element, name)
  return typeof value === 'string' || typeof value === 'number' ? fold(String(value)) : ''
}

/** Whether an attribute is set: `<button disabled>` and `disabled="{{true}}"` set it. */
export function isSet(element: Element, name: string): boolean {
  const value = attribute(element, name)
  return value === '' || Boolean(value)
}

const camelCase = (name: string) =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

export function isButton(element: Element): boolean {
  return element.tagName === 'WX-BUTTON'
}

export const FIELDS = 'wx-input, wx-textarea'

export function isField(element: Element): boolean {
  return element.tagName === 'WX-INPUT' || element.tagName === 'WX-TEXTAREA'
}

/** The tag as the template has it: `button`, `user-card`. */
export const tagOf = (element: Element) => element.tagName.toLowerCase().replace(/^wx-/, '')

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
  if (last && last.over === given) return last.text
  return typeof given === 'string' || typeof given === 'number' ? String(given) : ''
}

/** Whether a person could see it: neither it nor anything around it is hidden. */
export function isVisible(element: Element): boolean {
  return hiddenBy(element) === undefined
}

/** The element that keeps this one from being seen: itself, or one around it. */
export function hiddenBy(element: Element): Element | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (isHidden(at)) return at
  }
  return undefined
}

function isHidden(element: Element): boolean {
  const hidden = attribute(element, 'hidden')
  if (hidden === '' || (Boolean(hidden) && hidden !== 'false')) return true // `<view hidden>` sets it
  if (element.hasAttribute('hidden')) return true
  const style = element.getAttribute('style') ?? attribute(element, 'style')
  return (
    typeof style === 'string' && /(?:^|;|\s)(?:display:\s*none|visibility:\s*hidden)/.test(style)
  )
}

/** The visible text, white space folded. */
export function textOf(element: Element): string {
  if (isHidden(element)) return ''
  if (isField(element)) return fold(valueOf(element) || textAttribute(element, 'placeholder'))
  const parts = [...element.childNodes].map((child) =>
    child.nodeType === Node.ELEMENT_NODE ? textOf(child as Element) : (child.textContent ?? ''),
  )
  return fold(parts.join(' '))
}

export const fold = (text: string) => text.replace(/\s+/g, ' ').trim()
