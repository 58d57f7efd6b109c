import * as glassEasel from 'glass-easel'
import type { Params } from '../protocol.ts'
import { drawnAs } from './handles.ts'
import type { Node } from './tree.ts'
import { wait } from './wait.ts'

interface Point {
  identifier?: number
  pageX?: number
  pageY?: number
  clientX?: number
  clientY?: number
}

/** Fingers as the client gives them; without any, one in the middle of the element. */
export interface TouchPoints {
  touches?: Point[]
  /** The client's own spelling. */
  changeTouches?: Point[]
  changedTouches?: Point[]
}

/** Once a finger was on it, the component engine no longer listens to the mouse. */
let wasTouched = false
addEventListener('touchstart', () => (wasTouched = true), { capture: true })

function middleOf(element: Element) {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { clientX: left + width / 2, clientY: top + height / 2 }
}

/** A person's tap in the middle of an element. */
export async function tap(element: HTMLElement) {
  const at = { ...middleOf(element), bubbles: true, cancelable: true, composed: true }
  element.dispatchEvent(new PointerEvent('pointerdown', at))
  if (wasTouched) {
    sendTouch(element, 'touchstart', {})
    sendTouch(element, 'touchend', {})
  } else {
    element.dispatchEvent(new MouseEvent('mousedown', at))
    element.dispatchEvent(new MouseEvent('mouseup', at))
  }
  element.dispatchEvent(new PointerEvent('pointerup', at))
  await wait(0)
}

/** About as long as WeChat waits before a touch is a long one; the client waits as long. */
const LONG_PRESS_MS = 350
let pressedAt = 0

/** One step of a finger on an element. */
export async function touch(element: HTMLElement, type: string, points: TouchPoints) {
  if (type === 'touchstart') pressedAt = performance.now()
  const since = performance.now() - pressedAt
  // The client's timer and the phone's run side by side: the phone's long press comes first.
  if (type === 'touchend' && Math.abs(since - LONG_PRESS_MS) < 50) await wait(60)
  const pointer = { touchstart: 'pointerdown', touchmove: 'pointermove', touchend: 'pointerup' }[
    type
  ]
  const [first] = points.touches ?? points.changedTouches ?? points.changeTouches ?? []
  const at = { ...middleOf(element), ...positionOf(first), bubbles: true, composed: true }
  element.dispatchEvent(new PointerEvent(pointer ?? 'pointercancel', at))
  sendTouch(element, type, points)
  await wait(0)
}

const positionOf = ({ clientX, clientY, pageX, pageY }: Point = {}) => ({
  ...(clientX !== undefined || pageX !== undefined
    ? { clientX: clientX ?? (pageX as number) - scrollX }
    : {}),
  ...(clientY !== undefined || pageY !== undefined
    ? { clientY: clientY ?? (pageY as number) - scrollY }
    : {}),
})

function sendTouch(element: HTMLElement, type: string, points: TouchPoints) {
  const toTouch = (point: Point, index: number) =>
    new Touch({
      identifier: point.identifier ?? index,
      target: element,
      ...middleOf(element),
      ...positionOf(point),
    })
  const changed = points.changedTouches ?? points.changeTouches ?? points.touches ?? [{}]
  const isOver = type === 'touchend' || type === 'touchcancel'
  const touches = (points.touches ?? (isOver ? [] : changed)).map(toTouch)
  element.dispatchEvent(
    new TouchEvent(type, {
      touches,
      targetTouches: touches,
      changedTouches: changed.map(toTouch),
      bubbles: true,
      cancelable: true,
      composed: true,
    }),
  )
}

/** Sends an event to an element's own listeners, as `this.triggerEvent` of a component does. */
export function triggerEvent(node: Node, type: string, detail: unknown) {
  node.triggerEvent(type, detail ?? {}, { bubbles: true, composed: false })
}

/** Sends an event with the fields the client gives. */
export async function dispatch(node: Node, params: Params) {
  const { eventName, detail, eventData } = params
  const type = String(eventName)
  if (/^touch(?:start|move|end|cancel)$/.test(type)) {
    return touch(drawnAs(node), type, { ...(eventData as object), ...params })
  }
  if (type === 'tap') return tap(drawnAs(node))
  const { detail: given } = (eventData ?? {}) as { detail?: unknown }
  const event = new glassEasel.Event(type, detail ?? given ?? {}, { bubbles: true, composed: true })
  glassEasel.Event.dispatchEvent(node, event)
  await wait(0)
}
