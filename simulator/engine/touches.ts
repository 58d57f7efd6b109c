interface Touch {
  identifier: number
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

/** What a touch event of a browser has, as far as pages hear of it. */
interface TouchLists {
  touches: Touch[]
  changedTouches: Touch[]
}

/** @param tell sends an event from an element, as if a finger had made it */
type Tell = (element: Element, type: string, lists: TouchLists) => void

/**
 * A mouse is a finger to the page: `touchstart`, `touchmove` and `touchend` come from the element it
 * was pressed on, wherever it goes. Real fingers make events of their own.
 */
export function touchByMouse(document: Document, tell: Tell) {
  let held: Element | undefined
  const on = (type: string, then: (at: MouseEvent) => void) =>
    document.addEventListener(type, (event) => then(event as MouseEvent), { capture: true })
  on('mousedown', (at) => {
    if (at.button !== 0) return
    held = at.target as Element
    tell(held, 'touchstart', { touches: [touchAt(at)], changedTouches: [touchAt(at)] })
  })
  on('mousemove', (at) => {
    if (held) tell(held, 'touchmove', { touches: [touchAt(at)], changedTouches: [touchAt(at)] })
  })
  on('mouseup', (at) => {
    if (held) tell(held, 'touchend', { touches: [], changedTouches: [touchAt(at)] })
    held = undefined
  })
}

const touchAt = ({ clientX, clientY, pageX, pageY }: MouseEvent): Touch => ({
  identifier: 0,
  clientX,
  clientY,
  pageX,
  pageY,
})
