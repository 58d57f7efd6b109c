import { componentOf, fire, type BuiltIn } from './built-in.ts'

/** Controls whose value a form collects under their `name`, by their element's name. */
const readers: Record<string, (element: Element) => unknown> = {
  'WX-INPUT': (element) => element.querySelector('input')?.value ?? '',
  'WX-TEXTAREA': (element) => element.querySelector('textarea')?.value ?? '',
  'WX-SWITCH': (element) => element.getAttribute('aria-checked') === 'true',
  'WX-PICKER': (element) => Number((element as HTMLElement).dataset.value ?? 0),
  'WX-CHECKBOX-GROUP': (element) => checkedValues(element, 'wx-checkbox'),
  'WX-RADIO-GROUP': (element) => checkedValues(element, 'wx-radio')[0] ?? '',
}

/** The values of the checked controls in a group. */
export function checkedValues(group: Element, tag: 'wx-checkbox' | 'wx-radio'): string[] {
  return [...group.querySelectorAll<HTMLElement>(`${tag}[aria-checked='true']`)].map(
    (control) => control.dataset.value ?? '',
  )
}

/** A control takes this event from its form when it is reset. */
export const RESET_EVENT = 'weapp:reset'

export function submitForm(within: Element) {
  const form = within.closest('wx-form')
  const component = componentOf(form)
  if (!form || !component) return
  const value: Record<string, unknown> = {}
  for (const element of form.querySelectorAll<HTMLElement>('[data-form-name]')) {
    const read = readers[element.tagName]
    if (read) value[element.dataset.formName ?? ''] = read(element)
  }
  fire(component, 'submit', { value, target: {} })
}

export function resetForm(within: Element) {
  const form = within.closest('wx-form')
  const component = componentOf(form)
  if (!form || !component) return
  for (const element of form.querySelectorAll('*')) element.dispatchEvent(new Event(RESET_EVENT))
  fire(component, 'reset', { target: {} })
}

export const form: BuiltIn = {
  tag: 'form',
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
}
