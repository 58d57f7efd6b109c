import { isChecked, isToggle } from '../../engine/rules/choices.ts'
import { valueOf } from '../../engine/rules/fields.ts'
import { pickedIn } from '../../engine/rules/picker.ts'
import { sliderValue } from '../../engine/rules/slider.ts'
import { nodeOf } from '../../engine/built-in/node.ts'
import { placeOf } from './component-functions.ts'
import { drawnAs } from './handles.ts'
import type { Node } from './tree.ts'

/** Properties of every element. */
const COMMON = ['id', 'dataset', 'class', 'style', 'hidden']

interface Described {
  _$propertyMap?: Record<string, unknown>
}

/** The names of what `element.property(name)` may ask for. */
export function publicProperties(node: Node): Record<string, true> {
  const component = node.asGeneralComponent()
  const described = (component?.getRootBehavior() as unknown as Described | undefined)
    ?._$propertyMap
  const names = [...COMMON, ...Object.keys(described ?? {})]
  return Object.fromEntries(names.map((name) => [name, true]))
}

/** A property as it is now: what a person typed, picked or turned on counts. */
export function propertyOf(node: Node, name: string): unknown {
  if (name === 'dataset') return node.dataset
  if (name === 'id' || name === 'class' || name === 'style') return node[name]
  const component = node.asGeneralComponent()
  if (!component) return node.asNativeNode()?.getAttribute(name)
  const own = (component.data as Record<string, unknown>)[name]
  const builtIn = nodeOf(component)
  if (name === 'value' && /^(?:input|textarea)$/.test(builtIn.tag)) return valueOf(builtIn)
  if (name === 'value' && builtIn.tag === 'picker') return pickedIn(builtIn)
  if (name === 'value' && builtIn.tag === 'slider') return sliderValue(builtIn)
  if (name === '_translateX') return placeOf(drawnAs(node)).x
  if (name === '_translateY') return placeOf(drawnAs(node)).y
  if (name === 'checked' && isToggle(builtIn)) return isChecked(builtIn)
  return own
}
