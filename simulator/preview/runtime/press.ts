const said = (element: Element) =>
  (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replaceAll(/\s+/g, ' ')

/**
 * Taps what shows these words, as a person would.
 *
 * @returns whether there is such an element in sight
 */
export function press(words: string): boolean {
  const page = document.querySelector('page:not([hidden])')
  const found = [...(page?.querySelectorAll('*') ?? [])].findLast(
    (element) => said(element) === words && element.getBoundingClientRect().height > 0,
  )
  if (!found) return false
  found.scrollIntoView({ block: 'center' })
  tap(found)
  return true
}

/** A tap in the middle of an element, as events that glass-easel handles. */
function tap(element: Element) {
  const { left, top, width, height } = element.getBoundingClientRect()
  const at = { clientX: left + width / 2, clientY: top + height / 2, bubbles: true }
  element.dispatchEvent(new MouseEvent('mousedown', at))
  element.dispatchEvent(new MouseEvent('mouseup', at))
}
