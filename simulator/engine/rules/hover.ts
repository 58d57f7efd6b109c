import { isSet, textOf, type BuiltIn } from './node.ts'
import { swallowsTap } from './tap.ts'

/**
 * Components that get their `hover-class` while a finger holds one: the component and all around it, up
 * to one that stops it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/view.html
 */
export function heldAt(node: BuiltIn): { node: BuiltIn; classes: string[] }[] {
  const held: { node: BuiltIn; classes: string[] }[] = []
  if (swallowsTap(node)) return held
  for (const at of [node, ...node.around()]) {
    const hoverClass = textOf(at, 'hoverClass')
    if (hoverClass !== '' && hoverClass !== 'none') {
      held.push({ node: at, classes: hoverClass.split(/\s+/) })
    }
    if (isSet(at, 'hoverStopPropagation')) break
  }
  return held
}
