import { isSet, textOf, type BuiltIn } from './node.ts'
import { swallowsTap } from './tap.ts'

/**
 * What wears its `hover-class` while a finger holds a component: the component and all around it, up
 * to one that stops it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/view.html
 */
export function heldAt(node: BuiltIn): { node: BuiltIn; hoverClass: string }[] {
  const held: { node: BuiltIn; hoverClass: string }[] = []
  if (swallowsTap(node)) return held
  for (const at of [node, ...node.around()]) {
    const hoverClass = textOf(at, 'hoverClass')
    if (hoverClass !== '' && hoverClass !== 'none') held.push({ node: at, hoverClass })
    if (isSet(at, 'hoverStopPropagation')) break
  }
  return held
}
