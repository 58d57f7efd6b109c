import { type BuiltIn, type Component, componentOf, fire, setAttribute, text } from './built-in.ts'
import { checkedValues, RESET_EVENT } from './form.ts'

const isChecked = (element: Element) => element.getAttribute('aria-checked') === 'true'

function check(element: Element, checked: boolean) {
  element.setAttribute('aria-checked', String(checked))
}

/** A control that a tap switches; `toggle` says what then happens. */
function toggleable(
  tag: 'checkbox' | 'radio' | 'switch',
  toggle: (element: HTMLElement, component: Component) => void,
): BuiltIn {
  return {
    tag,
    properties: {
      value: String,
      checked: Boolean,
      disabled: Boolean,
      color: String,
      name: String,
      type: String,
    },
    attached(element, component) {
      element.setAttribute('role', tag)
      element.tabIndex = 0
      const initial = (component.data as { checked: boolean }).checked
      element.addEventListener(RESET_EVENT, () => check(element, initial))
      component.addListener('tap', () => {
        if (!(component.data as { disabled: boolean }).disabled) toggle(element, component)
      })
    },
    update(element, data: Record<string, unknown>) {
      check(element, Boolean(data.checked))
      element.dataset.value = text(data.value)
      element.style.setProperty('--control-color', text(data.color))
      setAttribute(element, 'disabled', data.disabled)
      if (data.name) element.dataset.formName = text(data.name)
    },
  }
}

const checkbox = toggleable('checkbox', (element) => {
  check(element, !isChecked(element))
  const group = element.closest('wx-checkbox-group')
  const owner = componentOf(group)
  if (group && owner) fire(owner, 'change', { value: checkedValues(group, 'wx-checkbox') })
})

const radio = toggleable('radio', (element) => {
  const group = element.closest('wx-radio-group')
  if (isChecked(element)) return
  for (const other of group?.querySelectorAll('wx-radio') ?? []) check(other, false)
  check(element, true)
  const owner = componentOf(group)
  if (owner) fire(owner, 'change', { value: element.dataset.value ?? '' })
})

const switchControl = toggleable('switch', (element, component) => {
  check(element, !isChecked(element))
  fire(component, 'change', { value: isChecked(element) })
})

const group = (tag: string, role: string): BuiltIn => ({
  tag,
  properties: { name: String },
  attached: (element) => element.setAttribute('role', role),
  update(element, data: Record<string, unknown>) {
    if (data.name) element.dataset.formName = text(data.name)
  },
})

/** `mode="selector"`: a list to choose one from; the browser's own list stands in for WeChat's. */
const picker: BuiltIn = {
  tag: 'picker',
  properties: {
    mode: { type: String, value: 'selector' },
    range: { type: Array, value: [] },
    rangeKey: String,
    value: { type: null, value: 0 },
    disabled: Boolean,
    headerText: String,
    name: String,
    start: String,
    end: String,
  },
  attached(element, component) {
    const list = document.createElement('select')
    element.append(list)
    list.addEventListener('change', (event) => {
      event.stopPropagation()
      element.dataset.value = list.value
      fire(component, 'change', { value: list.value })
    })
    list.addEventListener('blur', () => fire(component, 'cancel'))
  },
  update(element, data: Record<string, unknown>) {
    const list = element.querySelector('select')
    if (!list) return
    const range = (data.range ?? []) as (string | Record<string, string>)[]
    const key = text(data.rangeKey)
    list.replaceChildren(
      ...range.map((item, index) => {
        const text = typeof item === 'object' ? item[key] : item
        return new Option(String(text), String(index))
      }),
    )
    list.value = text(data.value ?? 0)
    list.disabled = Boolean(data.disabled)
    element.dataset.value = list.value
    if (data.mode !== 'selector')
      element.title = `picker mode="${text(data.mode)}" is not simulated`
    if (data.name) element.dataset.formName = text(data.name)
  },
}

export const choices: BuiltIn[] = [
  checkbox,
  radio,
  switchControl,
  group('checkbox-group', 'group'),
  group('radio-group', 'radiogroup'),
  picker,
]
