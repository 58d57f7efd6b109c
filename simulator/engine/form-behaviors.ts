import type { GeneralComponent } from 'glass-easel'
import type { CodeSpace } from 'glass-easel-miniprogram-adapter'

/** Roles of a component in the form around it. */
export type FormRole = 'field' | 'group' | 'button'

/** The component engine's own, within what the adapter makes of it. */
export interface Behavior {
  _$: never
}

const roles: Record<FormRole, string> = {
  field: 'wx://form-field',
  group: 'wx://form-field-group',
  button: 'wx://form-field-button',
}

let made: Record<string, Behavior> | undefined

/**
 * WeChat's own behaviors, by the names that `behaviors` may hold. `wx://component-export` changes
 * nothing here: `export` counts with and without it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html
 */
export function createFormBehaviors(space: CodeSpace): Record<string, Behavior> {
  const value = { properties: { name: String, value: null } }
  const define = (definition: object) =>
    space.behavior().definition(definition).register() as unknown as Behavior
  made = {
    [roles.field]: define(value),
    [roles.group]: define({}),
    [roles.button]: define({}),
    'wx://component-export': define({}),
  }
  return made
}

/** The role of a component in the form around it; undefined for most. */
export function formRoleOf(component: GeneralComponent): FormRole | undefined {
  return (Object.keys(roles) as FormRole[]).find((role) => {
    const behavior = made?.[roles[role]]
    return behavior !== undefined && component.hasBehavior(behavior._$)
  })
}
