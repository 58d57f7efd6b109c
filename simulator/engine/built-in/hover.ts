import { heldAt } from '../rules/hover.ts'
import { componentOf, nearestNode } from './node.ts'

/** Adds `hover-class` while a finger or the mouse holds an element. */
export function hoverByTouch() {
  let drop = () => {}
  document.addEventListener('pointerdown', ({ target }) => {
    drop()
    const node = nearestNode(target as Element)
    const held = node ? heldAt(node) : []
    const wear = (on: boolean) => {
      for (const { node, classes } of held) {
        for (const name of classes) componentOf(node)?.classList?.toggle(name, on)
      }
    }
    wear(true)
    drop = () => wear(false)
  })
  for (const end of ['pointerup', 'pointercancel']) {
    document.addEventListener(end, () => {
      drop()
      drop = () => {}
    })
  }
  document.documentElement.addEventListener('pointerleave', () => drop())
}
