import type { AutomatedPhone, PageView } from './phone.ts'
import { drawnAs } from './handles.ts'
import { componentOfPage } from './phone.ts'

const scroller = () => document.scrollingElement ?? document.documentElement

/**
 * Scroll positions of the pages. All pages share one document, and those below are hidden: their
 * measures are taken as if they were in front.
 */
export class ScrollMemory {
  readonly #tops = new WeakMap<PageView, number>()
  readonly #phone: AutomatedPhone

  constructor(phone: AutomatedPhone) {
    this.#phone = phone
    document.addEventListener('scroll', () => {
      const { current } = phone.simulator.pages
      if (current) this.#tops.set(current, scroller().scrollTop)
    })
  }

  topOf(page: PageView): number {
    const isFront = page === this.#phone.simulator.pages.current
    return isFront ? scroller().scrollTop : (this.#tops.get(page) ?? 0)
  }

  /** Runs `measure` while this page, and no other, is laid out; nothing is painted meanwhile. */
  measure<T>(page: PageView, measure: () => T): T {
    const { current } = this.#phone.simulator.pages
    if (page === current || !current) return measure()
    const own = drawnAs(componentOfPage(page))
    const front = drawnAs(componentOfPage(current))
    const top = scroller().scrollTop
    front.hidden = true
    own.hidden = false
    try {
      return measure()
    } finally {
      own.hidden = true
      front.hidden = false
      scroller().scrollTop = top
    }
  }
}
