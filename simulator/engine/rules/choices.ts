import { Changes, isSet, nearest, textOf, type BuiltIn } from './node.ts'

const toggled = new Changes<boolean>('checked')

/** True for checkboxes, radios and switches. */
export const isToggle = ({ tag }: BuiltIn) => /^(?:checkbox|radio|switch)$/.test(tag)

/** True when a checkbox, a radio or a switch is on. */
export const isChecked = (node: BuiltIn): boolean => toggled.get(node) ?? isSet(node, 'checked')

/**
 * Applies a tap to a checkbox, a radio or a switch. Checkboxes and radios fire no event themselves:
 * their group fires `change`. A radio is only ever turned off by another.
 *
 * Sources: https://developers.weixin.qq.com/miniprogram/dev/component/checkbox.html,
 * .../radio.html, .../switch.html
 */
export function toggle(node: BuiltIn) {
  if (isSet(node, 'disabled')) return
  if (node.tag === 'radio') return choose(node)
  toggled.set(node, !isChecked(node))
  if (node.tag === 'switch') return node.fire('change', { value: isChecked(node) })
  const group = nearest(node, 'checkbox-group')
  group?.fire('change', { value: checkedValues(group) })
}

function choose(radio: BuiltIn) {
  if (isChecked(radio)) return
  const group = nearest(radio, 'radio-group')
  for (const other of group?.within() ?? []) {
    if (other.tag === 'radio' && isChecked(other)) toggled.set(other, false)
  }
  toggled.set(radio, true)
  group?.fire('change', { value: textOf(radio, 'value') })
}

/** The values of what is checked in a group, in the page's order. */
export function checkedValues(group: BuiltIn): string[] {
  return group
    .within()
    .filter((node) => /^(?:checkbox|radio)$/.test(node.tag) && isChecked(node))
    .map((node) => textOf(node, 'value'))
}

/** Returns a toggle to the template's value. */
export const resetToggle = (node: BuiltIn) => toggled.forget(node)
