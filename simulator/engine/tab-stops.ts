const FOCUSABLE = '[tabindex], input, textarea, select, a[href], button'
/** These pass a tap on to something that has a tab stop of its own, or are whole pages. */
const NONE = /^(?:page|wx-label|wx-form|wx-input|wx-textarea|wx-picker|wx-editor)$/

/**
 * Elements that react to a tap can be reached by keyboard, too: each gets a tab stop, and the role of a button
 * where it has none and holds nothing else that can be reached.
 *
 * @param later runs what waits for the elements to be drawn whole
 * @returns what is told of every element that begins to listen to taps
 */
export function createTabStops(later: (then: () => void) => void): (element: Element) => void {
  const called = new WeakSet<Element>()
  let waiting: Element[] = []
  const settle = () => {
    const elements = waiting.splice(0).filter(needsOne)
    for (const element of elements) element.setAttribute('tabindex', '0')
    for (const element of elements) {
      if (element.hasAttribute('role') || element.querySelector(FOCUSABLE)) continue
      element.setAttribute('role', 'button')
      called.add(element)
    }
    for (const element of elements) unnameAbove(element, called)
  }
  return (element) => {
    if (waiting.push(element) === 1) later(settle)
  }
}

const needsOne = (element: Element) =>
  !NONE.test(element.localName) && !element.hasAttribute('tabindex') && element.isConnected

/** A button that got something to be reached inside it is no button any more. */
function unnameAbove(element: Element, called: WeakSet<Element>) {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (called.delete(at)) at.removeAttribute('role')
  }
}
