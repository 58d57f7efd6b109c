import type { Context } from '../../wx/context.ts'
import { reviewNickname } from '../../wx/nickname.ts'
import { type BuiltIn, type Component, fire, text } from './built-in.ts'
import { RESET_EVENT, submitForm } from './form.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

const properties: BuiltIn['properties'] = {
  value: { type: null, value: '' },
  type: { type: String, value: 'text' },
  password: Boolean,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  autoHeight: Boolean,
  confirmType: { type: String, value: 'done' },
  confirmHold: Boolean,
  cursor: { type: Number, value: -1 },
  cursorSpacing: Number,
  selectionStart: { type: Number, value: -1 },
  selectionEnd: { type: Number, value: -1 },
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  alwaysEmbed: Boolean,
  showConfirmBar: { type: Boolean, value: true },
  fixed: Boolean,
  name: String,
}

/** Which keyboard, and which kind of field, each `type` of WeChat's stands for. */
const kinds: Record<string, { type: string; inputMode: string }> = {
  text: { type: 'text', inputMode: 'text' },
  number: { type: 'text', inputMode: 'numeric' },
  idcard: { type: 'text', inputMode: 'text' },
  digit: { type: 'text', inputMode: 'decimal' },
  'safe-password': { type: 'password', inputMode: 'text' },
  nickname: { type: 'text', inputMode: 'text' },
}

export const fields = (context: Context): BuiltIn[] => [
  {
    tag: 'input',
    properties,
    attached(element, component) {
      const field = document.createElement('input')
      field.autocomplete = 'off'
      setUp(context, element, component, field)
      field.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.isComposing) return
        fire(component, 'confirm', { value: field.value })
        submitForm(element)
      })
    },
    update(element, data: Record<string, unknown>) {
      const field = element.querySelector('input')
      if (!field) return
      const kind = kinds[text(data.type)] ?? { type: 'text', inputMode: 'text' }
      field.type = data.password ? 'password' : kind.type
      field.inputMode = kind.inputMode
      updateField(element, field, data)
    },
  },
  {
    tag: 'textarea',
    properties,
    attached(element, component) {
      setUp(context, element, component, document.createElement('textarea'))
    },
    update(element, data: Record<string, unknown>) {
      const field = element.querySelector('textarea')
      if (!field) return
      updateField(element, field, data)
      field.classList.toggle('textarea-auto-height', Boolean(data.autoHeight))
    },
  },
]

function setUp(context: Context, element: HTMLElement, component: Component, field: Field) {
  element.append(field)
  const changed = () => {
    const { value, selectionStart: cursor } = field
    component.setData({ value })
    fire(component, 'input', { value, cursor, keyCode: 0 })
  }
  // The browser's own events stop here: listeners on the element get WeChat's.
  field.addEventListener('input', (event) => {
    event.stopPropagation()
    changed()
  })
  field.addEventListener('change', (event) => event.stopPropagation())
  field.addEventListener('focus', (event) => {
    event.stopPropagation()
    fire(component, 'focus', { value: field.value, height: 0 })
  })
  field.addEventListener('blur', (event) => {
    event.stopPropagation()
    fire(component, 'blur', { value: field.value, cursor: field.selectionStart })
    if ((component.data as { type: string }).type === 'nickname') review(context, component, field)
  })
  const initial = (component.data as { value: unknown }).value as string
  element.addEventListener(RESET_EVENT, () => {
    field.value = initial
    component.setData({ value: initial })
  })
}

/** A name that WeChat's review would refuse, for who wants to see what happens then. */
const REFUSED = /违规|forbidden/i
const REVIEW_MS = 150

function review(context: Context, component: Component, field: Field) {
  setTimeout(() => {
    const verdict = REFUSED.test(field.value) ? 'refuse' : 'pass'
    const { value, event } = reviewNickname(field.value, verdict)
    field.value = value
    component.setData({ value })
    try {
      fire(component, event.type, event.detail)
    } catch (error) {
      context.reportError(error)
    }
  }, REVIEW_MS)
}

function updateField(element: HTMLElement, field: Field, data: Record<string, unknown>) {
  const value = text(data.value)
  if (field.value !== value) field.value = value
  field.placeholder = text(data.placeholder)
  field.disabled = Boolean(data.disabled)
  const limit = Number(data.maxlength)
  if (limit >= 0) field.maxLength = limit
  else field.removeAttribute('maxlength')
  if (data.name) element.dataset.formName = text(data.name)
  if (data.ariaLabel) field.setAttribute('aria-label', text(data.ariaLabel))
  if (data.focus || data.autoFocus) field.focus()
}
