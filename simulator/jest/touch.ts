import exparser from 'miniprogram-exparser'
import type { Simulator } from '../wx/simulator.ts'
import { FIELDS, fold, hiddenBy, isSet, nodeOf, tagOf } from './elements.ts'
import { nameOf } from './roles.ts'

/** Sends an event to the mini-program, as if WeChat's own component had. */
export function fire(element: Element, type: string, detail: object, bubbles = false) {
  const node = nodeOf(element)
  if (!node) return
  const options = { bubbles, composed: bubbles, capturePhase: bubbles }
  exparser.Event.dispatchEvent(node, exparser.Event.create(type, detail, options))
}

/** Those of WeChat's components that `disabled` puts out of reach. */
const DISABLEABLE = `wx-button, wx-checkbox, wx-picker, wx-radio, wx-slider, wx-switch, ${FIELDS}`

/**
 * Why nobody could touch this element now, as half a sentence; `undefined` when anybody could.
 *
 * @param pages the page in front; what lies on another can not be reached
 */
export function untouchable(element: Element, { dialogs, pages }: Simulator): string | undefined {
  if (!nodeOf(element)) return 'it belongs to no page'
  if (!element.isConnected) return 'it is no longer on the screen'
  const hider = hiddenBy(element)
  if (hider) {
    if (hider.tagName === 'PAGE') return `its page is not in front, but ${pages.current?.route}`
    return hider === element ? 'it is hidden' : `it is hidden, by the <${tagOf(hider)}> around it`
  }
  if (dialogs.current) return `a ${dialogs.current.kind} dialog lies over it`
  const toast = dialogs.toast
  if (toast?.mask) return `the ${toast.kind} note "${toast.title}" covers the page (mask: true)`
  const control = element.closest(DISABLEABLE)
  if (control && isSet(control, 'disabled')) return `the ${tagOf(control)} is disabled`
  return undefined
}

/** An element in the words of a person: `button "保存"`. */
export function describe(element: Element): string {
  const name = nameOf(element) || fold(element.textContent ?? '') // hidden things have words, too
  return name ? `${tagOf(element)} "${name}"` : `<${tagOf(element)}>`
}
