import { ApiFailure } from '../failure.ts'
import type { Pages } from '../route/navigation.ts'

interface TabItem {
  text?: string
  iconPath?: string
  selectedIconPath?: string
  badge?: string
  hasRedDot?: boolean
}

interface TabStyle {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
}

/** The mini-program's changes to its tab bar; the rest is as in `app.json`. */
export class TabBar {
  isHidden = false
  readonly #listeners = new Set<() => void>()
  style: TabStyle = {}
  readonly #items = new Map<number, TabItem>()
  readonly #pages: Pages
  readonly #count: number

  constructor(pages: Pages, count: number) {
    this.#pages = pages
    this.#count = count
  }

  item(index: number): TabItem {
    return this.#items.get(index) ?? {}
  }

  /** @throws ApiFailure where no such item is, or the page that is shown has no tab bar */
  change(index: number, change: TabItem) {
    this.requireTabPage()
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) {
      throw new ApiFailure('tabbar item not found')
    }
    this.#items.set(index, { ...this.item(index), ...change })
    this.#changed()
  }

  /** @throws ApiFailure where the page that is shown has no tab bar */
  setStyle(change: TabStyle) {
    this.requireTabPage()
    this.style = { ...this.style, ...change }
    this.#changed()
  }

  /** @throws ApiFailure where the page that is shown has no tab bar */
  setHidden(isHidden: boolean) {
    this.requireTabPage()
    this.isHidden = isHidden
    this.#changed()
  }

  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed() {
    for (const listener of this.#listeners) listener()
  }

  requireTabPage() {
    const { current } = this.#pages
    if (!current || !this.#pages.isTab(current.route)) throw new ApiFailure('not TabBar page')
  }
}
