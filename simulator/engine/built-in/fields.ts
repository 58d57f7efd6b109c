import {
  confirmField,
  enterField,
  enterText,
  isPassword,
  leaveField,
  maxLengthOf,
  reviewField,
  valueOf,
} from '../rules/fields.ts'
import type { BuiltIn } from '../rules/node.ts'
import { type Component, type Drawing, text } from './built-in.ts'
import { nodeOf } from './node.ts'
import { hostOf } from '../component-context.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

const properties: Drawing['properties'] = {
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

/** The keyboard of each `type`; all others have the ordinary one. */
const keyboards: Record<string, string> = { number: 'numeric', digit: 'decimal' }

/** Drawings of text fields. */
export const fields: Drawing[] = [
  {
    tag: 'input',
    properties,
    attached(element, component) {
      const field = document.createElement('input')
      const node = nodeOf(component)
      field.autocomplete = 'off'
      setUp(element, component, field)
      field.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.isComposing) return
        if (confirmField(node).leaves) field.blur()
      })
    },
    update(element, data: Record<string, unknown>, component) {
      const field = element.querySelector('input')
      if (!field) return
      const node = nodeOf(component)
      field.type = isPassword(node) ? 'password' : 'text'
      field.inputMode = keyboards[text(data.type)] ?? 'text'
      updateField(node, field, data)
    },
  },
  {
    tag: 'textarea',
    properties,
    attached(element, component) {
      setUp(element, component, document.createElement('textarea'))
    },
    update(element, data: Record<string, unknown>, component) {
      const field = element.querySelector('textarea')
      if (!field) return
      updateField(nodeOf(component), field, data)
      field.classList.toggle('textarea-auto-height', Boolean(data.autoHeight))
    },
  },
]

/** About as long as WeChat's review of a nickname takes. */
const REVIEW_MS = 150

function setUp(element: HTMLElement, component: Component, field: Field) {
  const node = nodeOf(component)
  const host = hostOf(component)
  element.append(field)
  // The browser's own events stop here: listeners on the element get WeChat's.
  const on = (type: string, then: () => void) =>
    field.addEventListener(type, (event) => {
      event.stopPropagation()
      then()
    })
  on('input', () => {
    enterText(node, field.value, field.selectionStart ?? undefined)
    field.value = valueOf(node)
  })
  on('change', () => {})
  on('focus', () => enterField(node))
  on('blur', () => {
    leaveField(node)
    setTimeout(() => reviewField(node, host), REVIEW_MS)
  })
}

function updateField(node: BuiltIn, field: Field, data: Record<string, unknown>) {
  const value = valueOf(node)
  if (field.value !== value) field.value = value
  field.placeholder = text(data.placeholder)
  field.disabled = Boolean(data.disabled)
  const limit = maxLengthOf(node)
  if (Number.isFinite(limit)) field.maxLength = limit
  else field.removeAttribute('maxlength')
  if (data.ariaLabel) field.setAttribute('aria-label', text(data.ariaLabel))
  followFocus(field, Boolean(data.focus || data.autoFocus))
  field.style.setProperty(
    '--placeholder-color',
    /(?:^|[;\s])color:\s*([^;]+)/.exec(text(data.placeholderStyle))?.[1] ?? '',
  )
}

const focused = new WeakMap<Field, boolean>()

/** Only a change of `focus` moves it: a person may have left the field since. */
function followFocus(field: Field, isWanted: boolean) {
  const was = focused.get(field) ?? false
  focused.set(field, isWanted)
  if (isWanted && !was) field.focus()
  else if (was && !isWanted) field.blur()
}
