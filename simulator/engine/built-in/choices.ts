import { isChecked } from '../rules/choices.ts'
import { type Drawing, setAttribute, text } from './built-in.ts'
import { nodeOf } from './node.ts'

const toggleable = (tag: 'checkbox' | 'radio' | 'switch'): Drawing => ({
  tag,
  properties: {
    value: String,
    checked: Boolean,
    disabled: Boolean,
    color: String,
    name: String,
    type: String,
  },
  attached(element) {
    element.setAttribute('role', tag)
    element.tabIndex = 0
  },
  update(element, data: Record<string, unknown>, component) {
    element.setAttribute('aria-checked', String(isChecked(nodeOf(component))))
    element.style.setProperty('--control-color', text(data.color))
    setAttribute(element, 'disabled', data.disabled)
    setAttribute(element, 'aria-disabled', data.disabled ? 'true' : '')
  },
})

const group = (tag: string, role: string): Drawing => ({
  tag,
  properties: { name: String },
  attached: (element) => element.setAttribute('role', role),
})

/** Drawings of checkboxes, radios and switches. */
export const choices: Drawing[] = [
  toggleable('checkbox'),
  toggleable('radio'),
  toggleable('switch'),
  group('checkbox-group', 'group'),
  group('radio-group', 'radiogroup'),
]
