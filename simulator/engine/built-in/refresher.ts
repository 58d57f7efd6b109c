import { type Component, fire } from './built-in.ts'

const refreshing = new WeakSet<Component>()

/** `refresher-triggered`: true sets the refresher off, as a pull does; false lets it go back. */
export function setTriggered(element: HTMLElement, component: Component, isTriggered: boolean) {
  if (isTriggered === refreshing.has(component)) return
  if (isTriggered) refreshing.add(component)
  else refreshing.delete(component)
  element.toggleAttribute('data-refreshing', isTriggered)
  fire(component, isTriggered ? 'refresherrefresh' : 'refresherrestore')
}

/**
 * Pulls a scroll view down at its top, by finger or mouse: far enough, it refreshes until the page
 * says that it is over.
 */
export function refreshByPull(element: HTMLElement, component: Component) {
  const { ownerDocument } = element
  element.addEventListener('pointerdown', ({ clientY: start }) => {
    const data = component.data as { refresherEnabled: boolean; refresherThreshold: number }
    if (!data.refresherEnabled || element.scrollTop > 0 || refreshing.has(component)) return
    let dy = 0
    const move = ({ clientY }: PointerEvent) => {
      dy = clientY - start
      if (dy > 0) fire(component, 'refresherpulling', { dy })
    }
    const end = () => {
      ownerDocument.removeEventListener('pointermove', move)
      ownerDocument.removeEventListener('pointerup', end)
      if (dy >= data.refresherThreshold) setTriggered(element, component, true)
      else if (dy > 0) fire(component, 'refresherabort', { dy })
    }
    ownerDocument.addEventListener('pointermove', move)
    ownerDocument.addEventListener('pointerup', end)
  })
}
