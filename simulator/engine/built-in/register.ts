import { actions } from './actions.ts'
import { register, type Definition, type Space } from './built-in.ts'
import { choices } from './choices.ts'
import { containers } from './containers.ts'
import { fields } from './fields.ts'
import { form } from './form.ts'
import { pageMeta } from './page-meta.ts'
import { picker } from './pickers.ts'
import { pictures } from './pictures.ts'

const drawings = [
  ...containers,
  ...pictures,
  ...actions,
  ...fields,
  ...choices,
  picker,
  form,
  pageMeta,
]

/**
 * Registers WeChat's own components, once for all mini-programs.
 *
 * @returns them by their tags
 */
export const registerBuiltIns = (space: Space): ReadonlyMap<string, Definition> =>
  new Map(drawings.map((drawing) => [drawing.tag, register(space, drawing)]))
