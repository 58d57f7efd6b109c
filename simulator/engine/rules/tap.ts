import { pressButton } from '../../wx/open-api/button.ts'
import { isToggle, toggle } from './choices.ts'
import { resetForm, submitForm } from './form.ts'
import { followNavigator } from './navigator.ts'
import { isSet, nearest, textOf, type BuiltIn, type Host } from './node.ts'

/** Components that ignore taps while they are `disabled`. */
const controls = ['button', 'checkbox', 'radio', 'switch', 'input', 'textarea', 'picker', 'slider']

/** The control, this or around it, that can not be used because it is disabled. */
export function disabledAt(node: BuiltIn): BuiltIn | undefined {
  const control = nearest(node, ...controls)
  return control && isSet(control, 'disabled') ? control : undefined
}

/**
 * True when a tap here reaches no listener. A disabled button swallows its taps, including those on its
 * descendants; `loading` alone does not.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/button.html
 */
export const swallowsTap = (node: BuiltIn): boolean => disabledAt(node)?.tag === 'button'

/** True if components of this tag have an action of their own when tapped. */
export const takesTaps = (tag: string) =>
  /^(?:button|checkbox|radio|switch|navigator|label|action-sheet|page-container)$/.test(tag)

/**
 * The component's own action on a tap, after the page's own listeners there. A tap that a descendant
 * caught does not get here.
 *
 * @param node the component the tap has come to
 * @param origin the one that was tapped
 */
export function takeTap(node: BuiltIn, origin: BuiltIn, host: Host) {
  if (node.tag === 'button') press(node, host)
  else if (isToggle(node)) toggle(node)
  else if (node.tag === 'navigator') followNavigator(node, host)
  else if (node.tag === 'label') passOn(node, origin, host)
  else if (node.tag === 'page-container' && origin === node) node.fire('clickoverlay', {})
  else if (node.tag === 'action-sheet') leaveSheet(node, origin)
}

/** The action sheet of 2016 closes by a tap outside its items, or on the cancel item. */
function leaveSheet(sheet: BuiltIn, origin: BuiltIn) {
  const isCancel = nearest(origin, 'action-sheet-cancel') !== undefined
  if (origin === sheet || isCancel) sheet.fire('change', {})
}

/** A button first does what its form needs, then what `open-type` says. */
function press(button: BuiltIn, { context }: Host) {
  const formType = textOf(button, 'formType')
  if (formType === 'submit') submitForm(button)
  if (formType === 'reset') resetForm(button)
  // Not awaited: it may wait for the person's answer to a dialog.
  pressButton(context, textOf(button, 'openType'), textOf(button, 'id'), ({ type, detail }) =>
    button.fire(type, detail),
  ).catch(context.reportError)
}

const labelled = ['button', 'checkbox', 'radio', 'switch', 'input']

/**
 * A tap on a label uses the control that `for` names, or else the first in it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/component/label.html
 */
function passOn(label: BuiltIn, origin: BuiltIn, host: Host) {
  const control = controlOf(label)
  if (!control) return
  const isItself = origin === control || origin.around().includes(control)
  if (isItself) return
  if (control.tag === 'input') return isSet(control, 'disabled') ? undefined : control.focus?.()
  if (control.tag === 'button') host.tap(control)
  else takeTap(control, control, host)
}

function controlOf(label: BuiltIn): BuiltIn | undefined {
  const id = textOf(label, 'for')
  if (id === '') return label.within().find(({ tag }) => labelled.includes(tag))
  const page = label.around().at(-1)
  return page
    ?.within()
    .find(
      (node) =>
        labelled.includes(node.tag) && textOf(node, 'id') === id && node.scope() === label.scope(),
    )
}
