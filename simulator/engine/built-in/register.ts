import type { Host } from '../rules/node.ts'
import { actions } from './actions.ts'
import { register, type Component, type Space } from './built-in.ts'
import { choices } from './choices.ts'
import { containers } from './containers.ts'
import { fields } from './fields.ts'
import { form } from './form.ts'
import { pageMeta } from './page-meta.ts'
import { picker } from './pickers.ts'
import { pictures } from './pictures.ts'

/**
 * Makes WeChat's own components known to every page and component of a space.
 *
 * @param onTap told when a tap has come to a component that does something with it
 */
export function registerBuiltIns(
  space: Space,
  host: Host,
  onTap: (component: Component) => void,
): ReadonlySet<string> {
  const all = [
    ...containers,
    ...pictures(host.context),
    ...actions,
    ...fields(host),
    ...choices,
    picker,
    form,
    pageMeta,
  ]
  for (const drawing of all) register(space, drawing, onTap)
  return new Set(all.map(({ tag }) => tag))
}
