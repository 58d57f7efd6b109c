import exparser, { type Element as ExparserNode } from 'miniprogram-exparser'
import { travelOf } from '../engine/rules/events.ts'
import { enterField, shownIn, valueOf as valueIn } from '../engine/rules/fields.ts'
import { isSet as isSetOn, type BuiltIn } from '../engine/rules/node.ts'

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

const known = new WeakMap<Element, BuiltIn>()
const elements = new WeakMap<BuiltIn, Element>()

/** WeChat's own component at an element, as the rules that jest and the preview share see it. */
export function builtIn(element: Element): BuiltIn {
  const existing = known.get(element)
  if (existing) return existing
  const made: BuiltIn = {
    tag: tagOf(element),
    prop: (name) => attribute(element, name),
    around() {
      const outer: BuiltIn[] = []
      for (let at = element.parentElement; at; at = at.parentElement) outer.push(builtIn(at))
      return outer
    },
    within: () => [...element.querySelectorAll('*')].map(builtIn),
    scope: () => nodeOf(element)?.ownerShadowRoot,
    fire: (type, detail) => fire(element, type, detail),
    focus: () => enterField(made),
  }
  known.set(element, made)
  elements.set(made, element)
  return made
}

export const elementOf = (node: BuiltIn) => elements.get(node)

/** Sends an event to the mini-program, as if WeChat's own component had. */
export function fire(element: Element, type: string, detail: object) {
  const node = nodeOf(element)
  if (!node) return
  exparser.Event.dispatchEvent(node, exparser.Event.create(type, detail, travelOf(type)))
}

/** Whether an attribute is set: `<button disabled>` and `disabled="{{true}}"` set it. */
export const isSet = (element: Element, name: string) => isSetOn(builtIn(element), name)

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

/** What stands in a field. */
export const valueOf = (field: Element) => valueIn(builtIn(field))

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
  if (isSet(element, 'hidden') || element.hasAttribute('hidden')) return true
  const style = element.getAttribute('style') ?? attribute(element, 'style')
  return (
    typeof style === 'string' && /(?:^|;|\s)(?:display:\s*none|visibility:\s*hidden)/.test(style)
  )
}

/** The visible text, white space folded. */
export function textOf(element: Element): string {
  if (isHidden(element)) return ''
  if (isField(element)) return fold(shownIn(builtIn(element)))
  const parts = [...element.childNodes].map((child) =>
    child.nodeType === Node.ELEMENT_NODE ? textOf(child as Element) : (child.textContent ?? ''),
  )
  return fold(parts.join(' '))
}

export const fold = (text: string) => text.replace(/\s+/g, ' ').trim()
