const FOCUSABLE = '[tabindex], input, textarea, select, a[href], button'
/** These pass a tap on to an element with its own tab stop, or are whole pages. */
const NONE = /^(?:page|wx-label|wx-form|wx-input|wx-textarea|wx-picker|wx-editor)$/

/**
 * Makes elements that react to a tap reachable by keyboard, too: each gets a tab stop, and the role
 * of a button if it has no role and contains nothing else that can be focused.
 *
 * @param later runs a function after the elements are completely drawn
 * @returns a function to call with every element that begins to listen to taps
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

/** A button loses its role once it contains something else that can be focused. */
function unnameAbove(element: Element, called: WeakSet<Element>) {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (called.delete(at)) at.removeAttribute('role')
  }
}
