import type { Context } from '../../wx/context.ts'
import { actions } from './actions.ts'
import { register, type Space } from './built-in.ts'
import { choices } from './choices.ts'
import { containers } from './containers.ts'
import { fields } from './fields.ts'
import { form } from './form.ts'
import { pageMeta } from './page-meta.ts'
import { pictures } from './pictures.ts'

/** Makes WeChat's own components known to every page and component of a space. */
export function registerBuiltIns(
  space: Space,
  context: Context,
  wx: () => Record<string, (options: object) => unknown>,
) {
  const all = [
    ...containers,
    ...pictures(context),
    ...actions(context, wx),
    ...fields(context),
    ...choices,
    form,
    pageMeta,
  ]
  for (const builtIn of all) register(space, builtIn)
  return new Set(all.map(({ tag }) => tag))
}
