import type { Simulator } from '../wx/simulator.ts'
import { fold } from './elements.ts'
import { dialogParts, printDialog } from './print.ts'
import { matches, type RoleOptions, type Seen } from './queries.ts'

/** A button of the tab bar, as `app.json` has it. */
export interface Tab {
  text: string
  pagePath: string
}

/** WeChat's own things around the page and over it: title, tab bar, dialog, toast. */
export class PageFrame {
  readonly #simulator: Simulator
  readonly #tabs: Tab[]

  constructor(simulator: Simulator, tabs: Tab[]) {
    this.#simulator = simulator
    this.#tabs = tabs
  }

  /** Its parts, as a person reads them. */
  parts(): Seen[] {
    const { pages, dialogs } = this.#simulator
    const title = pages.current?.title
    return [
      ...(title ? [{ text: title, role: 'heading' }] : []),
      ...this.#shownTabs().map(({ text }) => ({ text, role: 'tab' })),
      ...(dialogs.current ? dialogParts(dialogs.current) : []),
      ...(dialogs.toast ? [{ text: dialogs.toast.title, role: 'status' }] : []),
    ].map((seen) => ({ ...seen, text: fold(seen.text) }))
  }

  /** The dialog in front as one thing, called by its first words. */
  dialog({ name }: RoleOptions = {}): Seen[] {
    const { current } = this.#simulator.dialogs
    const words = current ? dialogParts(current).map(({ text }) => text) : []
    const [title] = words
    if (title === undefined || (name !== undefined && !matches(title, name))) return []
    return [{ text: fold(words.join(' ')), role: 'dialog' }]
  }

  /** The navigation bar as text. */
  printBar(): string[] {
    const { current } = this.#simulator.pages
    return [current ? `page ${current.route} "${current.title}"` : 'no page']
  }

  /** Tab bar, dialog and toast as text. */
  printOver(): string[] {
    const { dialogs } = this.#simulator
    const tabs = this.#shownTabs()
    return [
      ...(tabs.length > 0 ? [`(tab bar) ${tabs.map(({ text }) => `[${text}]`).join(' ')}`] : []),
      ...(dialogs.current ? printDialog(dialogs.current) : []),
      ...(dialogs.toast ? [`(${dialogs.toast.kind}) ${dialogs.toast.title}`] : []),
    ]
  }

  #shownTabs(): Tab[] {
    const route = this.#simulator.pages.current?.route
    return this.#tabs.some(({ pagePath }) => pagePath === route) ? this.#tabs : []
  }
}
