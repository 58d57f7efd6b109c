import { attribute, fold, isField, textAttribute, textOf } from './elements.ts'

const roles: Record<string, string> = {
  'WX-BUTTON': 'button',
  'WX-CHECKBOX': 'checkbox',
  'WX-CHECKBOX-GROUP': 'group',
  'WX-FORM': 'form',
  'WX-IMAGE': 'img',
  'WX-INPUT': 'textbox',
  'WX-NAVIGATOR': 'link',
  'WX-PICKER': 'combobox',
  'WX-PROGRESS': 'progressbar',
  'WX-RADIO': 'radio',
  'WX-RADIO-GROUP': 'radiogroup',
  'WX-SLIDER': 'slider',
  'WX-SWITCH': 'switch',
  'WX-TEXTAREA': 'textbox',
}

/** The role of an element: its `aria-role`, or what WeChat's own component is. */
export function roleOf(element: Element): string | undefined {
  return textAttribute(element, 'ariaRole') || roles[element.tagName]
}

/** The accessible name: its label, or else the words it shows. */
export function nameOf(element: Element): string {
  return (
    labelOf(element) || (isField(element) ? textAttribute(element, 'placeholder') : textOf(element))
  )
}

/** Its `aria-label`, the text it is `aria-labelledby`, or the `<label>` around or for it. */
export function labelOf(element: Element): string {
  const own = textAttribute(element, 'ariaLabel') || (element.getAttribute('aria-label') ?? '')
  if (own) return own
  const by = textAttribute(element, 'ariaLabelledby')
  const named = by && find(element, (other) => attribute(other, 'id') === by)
  if (named) return textOf(named)
  const id = attribute(element, 'id')
  const label =
    element.closest('wx-label') ??
    (id ? find(element, (other) => isLabel(other) && attribute(other, 'for') === id) : undefined)
  return label ? fold(ownWords(label, element)) : ''
}

const isLabel = (element: Element) => element.tagName === 'WX-LABEL'

/** The text of a label without the field in it. */
function ownWords(label: Element, field: Element): string {
  if (label === field) return ''
  if (!label.contains(field)) return textOf(label)
  const parts = [...label.childNodes].map((child) =>
    child.nodeType === Node.ELEMENT_NODE
      ? ownWords(child as Element, field)
      : (child.textContent ?? ''),
  )
  return parts.join(' ')
}

function find(from: Element, is: (element: Element) => boolean): Element | undefined {
  return [...(from.closest('page')?.querySelectorAll('*') ?? [])].find(is)
}
