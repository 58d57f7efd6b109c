import * as glassEasel from 'glass-easel'

interface Touch {
  identifier: number
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

/** The fields of a browser's touch event that pages get. */
interface TouchLists {
  touches: Touch[]
  changedTouches: Touch[]
}

/** @param tell sends an event from an element, as if a finger had caused it */
type Tell = (element: Element, type: string, lists: TouchLists) => void

/**
 * A mouse acts as a finger: `touchstart`, `touchmove` and `touchend` come from the element on which
 * it was pressed, wherever it moves. Real fingers cause their own events.
 */
export function touchByMouse(document: Document, tell: Tell) {
  let held: Element | undefined
  const on = (type: string, then: (at: MouseEvent) => void) =>
    document.addEventListener(type, (event) => then(event as MouseEvent), { capture: true })
  on('mousedown', (at) => {
    if (at.button !== 0) return
    held = at.target as Element
    tell(held, 'touchstart', listsOf(at, true))
  })
  on('mousemove', (at) => {
    if (held) tell(held, 'touchmove', listsOf(at, true))
  })
  on('mouseup', (at) => {
    if (held) tell(held, 'touchend', listsOf(at, false))
    held = undefined
  })
}

const listsOf = ({ clientX, clientY, pageX, pageY }: MouseEvent, isDown: boolean): TouchLists => {
  const touch = { identifier: 0, clientX, clientY, pageX, pageY }
  return { touches: isDown ? [touch] : [], changedTouches: [touch] }
}

/** One finger at a place, in pixels from the corner of what is seen. */
export const touchAt = ({ x, y }: { x: number; y: number }): Touch => ({
  identifier: 0,
  clientX: x,
  clientY: y,
  pageX: x,
  pageY: y,
})

/** A finger on a component: the event bubbles from it, as a real one does. */
export function fireTouch(
  component: glassEasel.GeneralComponent,
  type: 'touchstart' | 'touchmove' | 'touchend' | 'longpress',
  touch: Touch,
) {
  const originalEvent: TouchLists = {
    touches: type === 'touchend' ? [] : [touch],
    changedTouches: [touch],
  }
  const detail = type === 'longpress' ? { x: touch.clientX, y: touch.clientY } : {}
  const travel = { bubbles: true, composed: true, capturePhase: true, originalEvent }
  glassEasel.Event.dispatchEvent(component, new glassEasel.Event(type, detail, travel))
}
