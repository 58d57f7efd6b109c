import { shownIn } from '../engine/rules/fields.ts'
import type { Dialog } from '../wx/dialogs.ts'
import {
  builtIn,
  fold,
  isButton,
  isField,
  isSet,
  isVisible,
  piecesOf,
  tagOf,
  textAttribute,
  textOf,
  valueOf,
} from './elements.ts'
import { nameOf, roleOf } from './roles.ts'

/** An element as a person sees it, one line for each thing, things in a box indented. */
export function printElement(element: Element): string[] {
  const lines = printChildren(element, '  ')
  // Boxes that contain the whole page are not indented.
  const margin = Math.min(...lines.map((line) => line.search(/\S/)))
  return lines.map((line) => `  ${line.slice(margin)}`)
}

function printChildren(element: Element, indent: string): string[] {
  const lines: string[] = []
  for (const piece of piecesOf(element)) {
    if (typeof piece !== 'string') {
      if (isVisible(piece)) lines.push(...printChild(piece, indent))
    } else if (fold(piece) !== '') lines.push(indent + fold(piece))
  }
  return lines
}

/** Boxes with several children are indented; nested boxes with one child are not. */
function printChild(element: Element, indent: string): string[] {
  const own = printLeaf(element)
  if (own !== undefined) return [indent + own]
  const isGroup = isCard(element)
  return printChildren(element, isGroup ? `${indent}  ` : indent)
}

const isCard = (element: Element) =>
  element.tagName === 'WX-FORM' || [...element.children].filter((child) => textOf(child)).length > 1

function printLeaf(element: Element): string | undefined {
  const disabled = isSet(element, 'disabled') ? ' (disabled)' : ''
  if (isButton(element)) return `[${textOf(element) || nameOf(element)}]${disabled}`
  if (isField(element)) {
    const value = valueOf(element) && shownIn(builtIn(element))
    return `<${tagOf(element)} ${nameOf(element)}> "${value}"${disabled}`
  }
  const role = roleOf(element)
  if (role === 'checkbox' || role === 'radio' || role === 'switch') {
    return `<${role} ${nameOf(element)}>${disabled}`
  }
  if (role === 'link') return `<link ${nameOf(element)}>`
  const label = textAttribute(element, 'ariaLabel')
  return role === 'img' && label ? `<image ${label}>` : undefined
}

/** A dialog as lines: its words, then its buttons in brackets. */
export function printDialog(dialog: Dialog): string[] {
  const lines = [`(${dialog.kind} dialog in front)`]
  for (const { text, role } of dialogParts(dialog)) {
    lines.push(role === 'button' ? `  [${text}]` : `  ${text}`)
  }
  return lines
}

interface Part {
  text: string
  role?: string
}

/** The parts of a dialog, from top to bottom. */
export function dialogParts(dialog: Dialog): Part[] {
  const words = (...texts: string[]): Part[] => texts.filter(Boolean).map((text) => ({ text }))
  const buttons = (...texts: (string | undefined)[]): Part[] =>
    texts.flatMap((text) => (text ? [{ text, role: 'button' }] : []))
  switch (dialog.kind) {
    case 'consent':
      return [...words(dialog.title, dialog.text), ...buttons(dialog.deny, dialog.allow)]
    case 'modal':
      return [...words(dialog.title, dialog.text), ...buttons(dialog.cancel, dialog.confirm)]
    case 'actions':
      return buttons(...dialog.items, dialog.cancel)
    case 'sheet':
      return [
        ...words(dialog.title, ...dialog.lines),
        ...(dialog.fields ?? []).map(({ label }) => ({ text: label, role: 'textbox' })),
        ...buttons(...dialog.choices, dialog.cancel),
      ]
    case 'settings':
      return [
        ...words(dialog.title),
        ...Object.keys(dialog.authSetting).map((text) => ({ text, role: 'switch' })),
      ]
  }
}
