import { componentAt, nodeOf } from '../engine/built-in/node.ts'
import { shownIn, valueOf as valueIn } from '../engine/rules/fields.ts'
import { isSet as isSetOn, type BuiltIn } from '../engine/rules/node.ts'

/** True when an element comes from a template, rather than from the drawing of a built-in component. */
export const isOfPage = (element: Element) => componentAt(element) !== undefined

/** The component an element is, or is drawn in. */
export function pageElementOf(element: Element): Element {
  for (let at: Element | null = element; at; at = at.parentElement) if (isOfPage(at)) return at
  return element
}

/** An attribute as the template set it; names are camelCase. */
export function attribute(element: Element, name: string): unknown {
  const component = componentAt(element)
  if (!component) return undefined
  return nodeOf(component).prop(name) ?? undefined
}

/** The same where text is meant: anything else is none. */
export function textAttribute(element: Element, name: string): string {
  const value = attribute(element, name)
  return typeof value === 'string' || typeof value === 'number' ? fold(String(value)) : ''
}

/** The value of `data-testid`. */
export function testIdOf(element: Element): string {
  const id = componentAt(element)?.dataset.testid
  return typeof id === 'string' || typeof id === 'number' ? String(id) : ''
}

/**
 * The component at an element, as the rules that jest and the preview share see it.
 *
 * @throws Error for what belongs to no page
 */
export function builtIn(element: Element): BuiltIn {
  const component = componentAt(element)
  if (component) return nodeOf(component)
  throw new Error(`<${element.tagName.toLowerCase()}> belongs to no page.`)
}

/** True when an attribute is set: `<button disabled>` and `disabled="{{true}}"` set it. */
export const isSet = (element: Element, name: string) =>
  isOfPage(element) && isSetOn(builtIn(element), name)

/** True for buttons. */
export function isButton(element: Element): boolean {
  return element.tagName === 'WX-BUTTON'
}

/** Selector of text fields. */
export const FIELDS = 'wx-input, wx-textarea'

/** True for text fields. */
export function isField(element: Element): boolean {
  return element.tagName === 'WX-INPUT' || element.tagName === 'WX-TEXTAREA'
}

/** The tag as the template has it: `button`, `user-card`. */
export const tagOf = (element: Element) => element.tagName.toLowerCase().replace(/^wx-/, '')

/** The value of a field. */
export const valueOf = (field: Element) => valueIn(builtIn(field))

/** True when a person could see it: neither it nor anything around it is hidden. */
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

/** True when an element itself is hidden. */
export function isHidden(element: Element): boolean {
  // Data of a page or of a component of the project may be called `hidden`, too: that hides nothing.
  const isBuiltIn = componentAt(element)?.is.startsWith('wx://') ?? false
  if ((isBuiltIn && isSet(element, 'hidden')) || element.hasAttribute('hidden')) return true
  const style = element.getAttribute('style')
  return style !== null && /(?:^|;|\s)(?:display:\s*none|visibility:\s*hidden)/.test(style)
}

/** Elements whose text is not on the screen: a picture, or a closed list. */
const isClosed = (element: Element) => /^(?:WX-ICON|SELECT)$/.test(element.tagName)

/** The visible text, white space folded. */
export const textOf = (element: Element): string => fold(looseText(element))

function looseText(element: Element): string {
  if (isHidden(element)) return ''
  if (isField(element)) return shownIn(builtIn(element))
  if (isClosed(element)) return ''
  return piecesOf(element)
    .map((piece) => (typeof piece === 'string' ? piece : looseText(piece)))
    .join(' ')
}

/** The content of an element. Adjacent texts are joined. */
export function piecesOf(element: Element): (Element | string)[] {
  const pieces: (Element | string)[] = []
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE) pieces.push(child as Element)
    if (child.nodeType !== Node.TEXT_NODE) continue
    const before = pieces.at(-1)
    const text = child.textContent ?? ''
    if (typeof before === 'string') pieces[pieces.length - 1] = before + text
    else pieces.push(text)
  }
  return pieces
}

/** A text with its white space folded. */
export const fold = (text: string) => text.replace(/\s+/g, ' ').trim()
