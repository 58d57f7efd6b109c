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
  const parts = [...element.childNodes].map((child) =>
    child.nodeType === Node.ELEMENT_NODE ? textOf(child as Element) : (child.textContent ?? ''),
  )
  return fold(parts.join(' '))
}

export const fold = (text: string) => text.replace(/\s+/g, ' ').trim()
