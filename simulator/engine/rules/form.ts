import { checkedValues, isChecked, resetToggle } from './choices.ts'
import { resetField, valueOf } from './fields.ts'
import { isSet, nearest, textOf, type BuiltIn } from './node.ts'
import { pickedIn, resetPicker } from './picker.ts'
import { resetPickerView, turnedTo } from './picker-view.ts'
import { resetSlider, sliderValue } from './slider.ts'

/**
 * The value a form collects under a control's `name`.
 *
 * @returns `undefined` for what is no control
 */
function read(node: BuiltIn): unknown {
  switch (node.tag) {
    case 'input':
    case 'textarea':
      return valueOf(node)
    case 'switch':
      return isChecked(node)
    case 'picker':
      return pickedIn(node)
    case 'slider':
      return sliderValue(node)
    case 'picker-view':
      return turnedTo(node)
    case 'checkbox-group':
      return checkedValues(node)
    case 'radio-group':
      return checkedValues(node)[0] ?? ''
    default:
      return node.formRole?.() === 'field' ? node.prop('value') : undefined
  }
}

/**
 * `submit` of the form around a component, with the values of its named controls. Controls in the
 * templates of other components are not the form's, unless these are `wx://form-field-group`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/form.html
 */
export function submitForm(from: BuiltIn) {
  const form = formOf(from)
  if (!form) return
  const value: Record<string, unknown> = {}
  for (const node of ownOf(form)) {
    const name = textOf(node, 'name')
    const held = name === '' ? undefined : read(node)
    if (held !== undefined) value[name] = held
  }
  form.fire('submit', { value, ...(isSet(form, 'reportSubmit') ? { formId: '' } : {}) })
}

/** `reset` of the form around a component; each control shows again what the template says. */
export function resetForm(from: BuiltIn) {
  const form = formOf(from)
  if (!form) return
  for (const node of ownOf(form)) for (const reset of resets) reset(node)
  form.fire('reset', {})
}

const resets = [resetToggle, resetField, resetPicker, resetPickerView, resetSlider]

/** A button in a component that is `wx://form-field-button` is of the form around that component. */
function formOf(from: BuiltIn): BuiltIn | undefined {
  const form = nearest(from, 'form')
  if (form?.scope() === from.scope()) return form
  const host = from.host?.()
  return host?.formRole?.() === 'button' ? formOf(host) : undefined
}

const ownOf = (form: BuiltIn) => form.within().filter((node) => isOf(form, node))

function isOf(form: BuiltIn, node: BuiltIn): boolean {
  if (node.scope() === form.scope()) return true
  const host = node.host?.()
  return host?.formRole?.() === 'group' && isOf(form, host)
}
