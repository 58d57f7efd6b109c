import type { AgentParts } from './parts.ts'
import { frontPage, type Component } from './phone.ts'
import { propertyOf } from './properties.ts'
import { tagOf } from './tree.ts'

/** Elements a person can act on; all else is words or a box. */
const ROLES: Record<string, string> = {
  button: 'button',
  navigator: 'link',
  input: 'field',
  textarea: 'field',
  switch: 'switch',
  checkbox: 'checkbox',
  radio: 'radio',
  picker: 'picker',
  slider: 'slider',
  image: 'picture',
}

/** The most lines of one answer; the rest is counted. */
const LIMIT = 150

/**
 * The screen as text, a line each: roles with their words and, in brackets, the reference by which
 * they can be used; overlays of the page come first.
 */
export function readScreen(agent: AgentParts): string {
  const { dialogs, pages } = agent.phone.simulator
  const { current } = pages
  const lines: string[] = []
  if (dialogs.current) lines.push(`window: ${wordsOfWindow(dialogs.current)}`)
  if (dialogs.toast) lines.push(`toast: ${JSON.stringify(dialogs.toast.title)}`)
  if (!current) return [...lines, 'no page is open'].join('\n')
  lines.push(`page ${current.route} ${JSON.stringify(current.title)}`)
  const page = frontPage()
  if (page) describe(agent, page, lines)
  const shown = lines.slice(0, LIMIT)
  if (lines.length > LIMIT) shown.push(`... and ${lines.length - LIMIT} lines more`)
  return shown.join('\n')
}

function wordsOfWindow(dialog: object): string {
  const { kind, title, text, allow, deny, confirm, cancel, items, choices } = dialog as Record<
    string,
    unknown
  >
  const labels = [allow, deny, confirm, cancel, items, choices].flat().filter(Boolean)
  return `${String(kind)} ${JSON.stringify([title, text].filter(Boolean).join(': '))}, answers ${JSON.stringify(labels)}`
}

function describe(agent: AgentParts, element: Element, lines: string[]) {
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const words = (child.textContent ?? '').trim()
      if (words !== '') lines.push(JSON.stringify(words))
      continue
    }
    if (!(child instanceof HTMLElement) || !isShown(child)) continue
    const line = lineOf(agent, child)
    if (line === undefined) describe(agent, child, lines)
    else lines.push(line)
  }
}

const isShown = (element: HTMLElement) => element.getClientRects().length > 0

/** @returns nothing for mere containers */
function lineOf(agent: AgentParts, element: HTMLElement): string | undefined {
  const component = (element as { __wxElement?: Component }).__wxElement
  if (!component) return undefined
  const role = ROLES[tagOf(component)] ?? (listensToTaps(component) ? 'tappable' : undefined)
  if (role === undefined) return undefined
  const words = (element.getAttribute('aria-label') ?? element.innerText)
    .replace(/\s+/g, ' ')
    .trim()
  const isLarge = role === 'tappable' && element.querySelector('wx-button, wx-input, wx-navigator')
  if (isLarge || (role === 'picture' && words === '')) return undefined
  const { elementId } = agent.handles.describe(component)
  return `${role} ${JSON.stringify(words.slice(0, 120))}${stateOf(component, role)} [${elementId}]`
}

function stateOf(component: Component, role: string): string {
  const read = (name: string) => propertyOf(component, name)
  const states: string[] = []
  if (read('disabled') === true) states.push('disabled')
  if (/^(?:switch|checkbox|radio)$/.test(role)) states.push(read('checked') ? 'on' : 'off')
  if (role === 'field') {
    states.push(`value ${JSON.stringify(read('value') ?? '')}`)
    const hint = read('placeholder')
    if (hint) states.push(`placeholder ${JSON.stringify(hint)}`)
  }
  return states.length > 0 ? ` (${states.join(', ')})` : ''
}

interface Listening {
  _$eventTarget?: { listeners: Record<string, unknown> }
}

const listensToTaps = (component: Component) =>
  Boolean((component as unknown as Listening)._$eventTarget?.listeners.tap)
