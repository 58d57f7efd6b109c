import { type Component, fire } from './built-in.ts'

const refreshing = new WeakSet<Component>()

/** `refresher-triggered`: true starts the refresher, as a pull does; false ends it. */
export function setTriggered(element: HTMLElement, component: Component, isTriggered: boolean) {
  if (isTriggered === refreshing.has(component)) return
  if (isTriggered) refreshing.add(component)
  else refreshing.delete(component)
  element.toggleAttribute('data-refreshing', isTriggered)
  fire(component, isTriggered ? 'refresherrefresh' : 'refresherrestore')
}

/**
 * Pull-down of a scroll view at its top, by finger or mouse: if it is pulled far enough, it
 * refreshes until the page ends that.
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
