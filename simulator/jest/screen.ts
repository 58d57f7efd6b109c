import type { Dialog } from '../wx/dialogs.ts'
import type { Simulator } from '../wx/simulator.ts'
import { attribute, fold, isButton, isField, isVisible, textOf, valueOf } from './elements.ts'

export type TextMatch = string | RegExp

/** Something a person sees: a piece of the page, of the dialog over it, or the toast. */
export interface Seen {
  text: string
  /** Where it is on the page; absent for dialogs and toasts, which WeChat draws itself. */
  element?: Element
}

/** Long enough for a busy machine; only a failing test waits so long. */
let waitMs = 2000

/** How long `findBy...` and the person wait for something to appear, in milliseconds. */
export function setPatience(milliseconds: number) {
  waitMs = milliseconds
}

const realSetTimeout = setTimeout
/** Lets everything run that is due, also under fake timers. */
export const turn = (ms = 0) => new Promise<void>((resolve) => realSetTimeout(resolve, ms))

/** Waits until `look` gives something, looking again and again for two seconds. */
export async function waitFor<T>(look: () => T | undefined, failure: () => string): Promise<T> {
  const end = performance.now() + waitMs
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error(failure())
    await turn(2)
  }
}

/** What is on the phone's screen, found by the words a person reads. */
export class Screen {
  readonly #simulator: Simulator

  constructor(simulator: Simulator) {
    this.#simulator = simulator
  }

  /** @throws when nothing, or more than one thing, has this text */
  getByText(text: TextMatch): Seen {
    const found = this.#find(text)
    if (found.length === 1) return found[0] as Seen
    throw new Error(this.#explain(found.length === 0 ? 'Nothing' : `${found.length} things`, text))
  }

  /** What stands in a field, found by its placeholder or `aria-label`. */
  valueOf(field: string): string {
    return valueOf(this.getField(field))
  }

  /** @throws when there is not exactly one field with this placeholder or `aria-label` */
  getField(name: string): Element {
    const fields = [...(this.#root()?.querySelectorAll('wx-input, wx-textarea') ?? [])].filter(
      (field) => ['placeholder', 'ariaLabel'].some((label) => attribute(field, label) === name),
    )
    if (fields.length === 1) return fields[0] as Element
    throw new Error(
      `${fields.length} fields are called ${name}. The screen shows:\n${this.print()}`,
    )
  }

  queryByText(text: TextMatch): Seen | null {
    return this.#find(text)[0] ?? null
  }

  /** Waits up to two seconds for the text to appear. */
  findByText(text: TextMatch): Promise<Seen> {
    return waitFor(
      () => this.#find(text)[0],
      () => this.#explain('Nothing', text),
    )
  }

  /** Waits up to two seconds for the text to go away. */
  async waitForGone(text: TextMatch): Promise<void> {
    await waitFor(
      () => (this.#find(text).length === 0 ? true : undefined),
      () => `${String(text)} is still on the screen:\n${this.print()}`,
    )
  }

  /** The screen as text: title, page, then what lies over it. */
  print(): string {
    const { pages, dialogs } = this.#simulator
    const lines = [`[${pages.current?.title ?? 'no page'}]`]
    const root = this.#root()
    if (root) printElement(root, lines, '  ')
    if (dialogs.current)
      lines.push(`  (${dialogs.current.kind}) ${words(dialogs.current).join(' | ')}`)
    if (dialogs.toast) lines.push(`  (${dialogs.toast.kind}) ${dialogs.toast.title}`)
    return lines.join('\n')
  }

  #explain(what: string, text: TextMatch): string {
    return `${what} on the screen says ${String(text)}. It shows:\n${this.print()}`
  }

  #find(text: TextMatch): Seen[] {
    const { pages, dialogs } = this.#simulator
    const over = [
      pages.current?.title,
      ...(dialogs.current ? words(dialogs.current) : []),
      dialogs.toast?.title,
    ]
    const root = this.#root()
    return [
      ...(root ? deepest(root, text) : []),
      ...over.flatMap((line) => (line && matches(line, text) ? [{ text: line }] : [])),
    ]
  }

  #root(): Element | undefined {
    const pages = [...document.querySelectorAll('body > page')]
    return pages.findLast((page) => isVisible(page))
  }
}

function words(dialog: Dialog): string[] {
  switch (dialog.kind) {
    case 'consent':
      return [dialog.title, dialog.text, dialog.deny, dialog.allow]
    case 'modal':
      return [dialog.title, dialog.text, dialog.cancel ?? '', dialog.confirm].filter(Boolean)
    case 'actions':
      return [...dialog.items, dialog.cancel]
    case 'settings':
      return [dialog.title, ...Object.keys(dialog.authSetting)]
  }
}

const matches = (line: string, text: TextMatch) =>
  typeof text === 'string' ? fold(line) === text : text.test(fold(line))

/** The innermost visible elements with this text. */
function deepest(root: Element, text: TextMatch): Seen[] {
  const within = [...root.children].flatMap((child) => deepest(child, text))
  if (within.length > 0) return within
  const own = textOf(root)
  return own !== '' && matches(own, text) ? [{ text: own, element: root }] : []
}

function printElement(element: Element, lines: string[], indent: string) {
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const text = fold(child.textContent ?? '')
      if (text) lines.push(indent + text)
    } else if (child.nodeType === Node.ELEMENT_NODE && isVisible(child as Element)) {
      printChild(child as Element, lines, indent)
    }
  }
}

function printChild(element: Element, lines: string[], indent: string) {
  if (isField(element)) return void lines.push(`${indent}<input> ${textOf(element)}`)
  if (!isButton(element)) return printElement(element, lines, indent)
  const disabled = attribute(element, 'disabled') ? ', disabled' : ''
  lines.push(`${indent}<button${disabled}> ${textOf(element)}`)
}
