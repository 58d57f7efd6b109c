import * as glassEasel from 'glass-easel'
import { hoverByTouch } from './built-in/hover.ts'
import { nodeOf } from './built-in/node.ts'
import type { Component } from './built-in/built-in.ts'
import { createTabStops } from './tab-stops.ts'
import type { Taps } from './rules/taps.ts'
import { touchByMouse } from './touches.ts'

type Context = glassEasel.CurrentWindowBackendContext
type EventListener = Parameters<Context['onEvent']>[0]
type Target = Parameters<EventListener>[0]

/** glass-easel's `EventBubbleStatus`, which has no values outside its own code. */
const NORMAL = 0
const NO_DEFAULT = 1

/**
 * Events of the document that WeChat has, too. Others of the same name (`click`, `input`, `scroll`) are
 * fired by the component that draws them, or triggered by one of the mini-program's.
 */
const OF_DOCUMENT =
  /^(?:touch(?:start|move|end|cancel)|transitionend|animation(?:start|iteration|end))$/

/** Fingers, mouse and keyboard on the document, as the page's events; its taps count as a person's. */
export function listenToGestures(context: Context, taps: Taps) {
  const dispatch: EventListener = (target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    return event.defaultPrevented() ? NO_DEFAULT : NORMAL
  }
  context.onEvent((target, type, detail, options) => {
    if (type !== 'tap') return dispatch(target, type, detail, options)
    if (press.wasLong()) return undefined
    return taps.tap(nodeOf(target as Component), () => dispatch(target, type, detail, options))
  })
  const addTabStop = createTabStops((then) => void requestAnimationFrame(then))
  const listen = context.setListenerStats.bind(context)
  context.setListenerStats = (element, type, ...how) => {
    if (OF_DOCUMENT.test(type)) listen(element, type, ...how)
    if (type === 'tap' && element) addTabStop(element as unknown as Element)
  }
  const press = watchLongPress((element, at) => {
    const target = wxElementAbove(element)
    if (target)
      dispatch(target, 'longpress', at, { bubbles: true, composed: true, capturePhase: true })
  })
  touchByMouse(document, (element, type, lists) => {
    const target = wxElementAbove(element)
    const travel = { bubbles: true, composed: true, capturePhase: true }
    if (target) dispatch(target, type, {}, { ...travel, originalEvent: lists })
  })
  tapByKeyboard()
  hoverByTouch()
}

function wxElementAbove(element: Element | null): Target | undefined {
  for (let at = element; at; at = at.parentElement) {
    const target = (at as Element & { __wxElement?: Target }).__wxElement
    if (target) return target
  }
  return undefined
}

/** As long as WeChat waits before a touch is a long one; no tap follows it then. */
const LONG_PRESS_MS = 350
const STILL_PX = 10

function watchLongPress(onLongPress: (element: Element, at: { x: number; y: number }) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasLong = false
  let start = { x: 0, y: 0 }
  document.addEventListener('pointerdown', ({ target, clientX: x, clientY: y }) => {
    wasLong = false
    start = { x, y }
    clearTimeout(timer)
    timer = setTimeout(() => {
      const element = target as Element
      wasLong = listensToLongPress(element)
      onLongPress(element, start)
    }, LONG_PRESS_MS)
  })
  document.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (Math.hypot(clientX - start.x, clientY - start.y) > STILL_PX) clearTimeout(timer)
  })
  for (const end of ['pointerup', 'pointercancel']) {
    document.addEventListener(end, () => clearTimeout(timer))
  }
  return { wasLong: () => wasLong }
}

/** A long touch is still a tap where no handler for long ones is bound. */
function listensToLongPress(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const listeners = (at as Element & { __wxElement?: { _$eventTarget?: Listeners } }).__wxElement
    if (listeners?._$eventTarget?.listeners.longpress) return true
  }
  return false
}

interface Listeners {
  listeners: Record<string, unknown>
}

/** Enter and Space tap what has the focus; so does a click that no finger or mouse made. */
function tapByKeyboard() {
  const tap = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true }
    element.dispatchEvent(new MouseEvent('mousedown', at))
    element.dispatchEvent(new MouseEvent('mouseup', at))
  }
  document.addEventListener('keydown', (event) => {
    const element = event.target as Element
    const isField = /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName)
    if (isField || !element.hasAttribute('tabindex')) return
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    tap(element)
  })
  document.addEventListener('click', (event) => {
    const isByHand = event.detail > 0
    const element = (event.target as Element).closest('[tabindex]')
    if (!isByHand && element) tap(element)
  })
}
