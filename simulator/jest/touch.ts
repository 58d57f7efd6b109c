import { componentAt } from '../engine/built-in/node.ts'
import { disabledAt } from '../engine/rules/tap.ts'
import type { Simulator } from '../wx/simulator.ts'
import { builtIn, fold, hiddenBy, isOfPage, isVisible, tagOf } from './elements.ts'
import { nameOf } from './roles.ts'

/**
 * The reason why this element can't be touched now, as half a sentence; `undefined` when it can.
 *
 * @param pages the page in front; elements of other pages can't be reached
 */
export function untouchable(element: Element, { dialogs, pages }: Simulator): string | undefined {
  if (!isOfPage(element)) return 'it belongs to no page'
  if (!element.isConnected) return 'it is no longer on the screen'
  const hider = hiddenBy(element)
  if (hider) {
    if (hider.tagName === 'PAGE') return `its page is not in front, but ${pages.current?.route}`
    return hider === element ? 'it is hidden' : `it is hidden, by the <${tagOf(hider)}> around it`
  }
  if (dialogs.current) return `a ${dialogs.current.kind} dialog lies over it`
  const toast = dialogs.toast
  if (toast?.mask) return `the ${toast.kind} note "${toast.title}" covers the page (mask: true)`
  const disabled = disabledAt(builtIn(element))
  return disabled && `the ${disabled.tag} is disabled`
}

/** The element under a finger on a component of the mini-program: the first that is drawn in it. */
export function touchedIn(element: Element): Element {
  if (componentAt(element)?.is.startsWith('wx://') !== false) return element
  const drawnIn = (one: Element) =>
    [...one.children].find((child) => isOfPage(child) && isVisible(child))
  let touched = element
  for (let inner = drawnIn(touched); inner; inner = drawnIn(inner)) touched = inner
  return touched
}

/** An element in the words of a person: `button "保存"`. */
export function describe(element: Element): string {
  const name = nameOf(element) || fold(element.textContent ?? '') // hidden things have words, too
  return name ? `${tagOf(element)} "${name}"` : `<${tagOf(element)}>`
}
