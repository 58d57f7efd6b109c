import { normalizeDefinition } from './component-definition.ts'
import { behaviorsOf, type Definition } from './definition.ts'
import { weChatBehaviors } from './shared.ts'

/** WeChat's own behaviors come first, so that the script's definitions override them. */
export function behaviorsFor(definition: Definition) {
  const { own, builtIn } = behaviorsOf(definition)
  return { behaviors: [...builtIn.flatMap((name) => weChatBehaviors[name] ?? []), ...own] }
}

/**
 * Applies the behaviors' changes to a definition (`definitionFilter`) first; the result is then put as
 * the component engine takes it.
 */
export function normalized(definition: Definition): Definition {
  const { behaviors } = behaviorsFor(definition)
  const filtered = { ...definition }
  for (const behavior of behaviors as { _$bindedDefinitionFilter?: (to: Definition) => void }[]) {
    behavior._$bindedDefinitionFilter?.(filtered)
  }
  return { ...normalizeDefinition(filtered), behaviors: behaviors.map(withoutFilter) }
}

/** Its filter has been run: the component engine is not to run it once more. */
const withoutFilter = (behavior: object): object =>
  Object.create(behavior, { _$bindedDefinitionFilter: { value: undefined } }) as object
