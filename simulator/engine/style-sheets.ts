import type { Program, ProgramStyle } from './program.ts'

/** The style sheets of one mini-program in the document: of pages and components that are in use. */
export class StyleSheets {
  readonly #program: Program
  readonly #document: Document
  readonly #elements = new Map<string, HTMLStyleElement>()
  /** `styleIsolation` of each component, wherever it was said. */
  readonly #isolation = new Map<string, string>()

  constructor(program: Program, document: Document) {
    this.#program = program
    this.#document = document
  }

  /** Says how a page's or component's styles are kept apart, and puts them into the document. */
  isolate(path: string, isolation: string) {
    this.#isolation.set(path, isolation)
    this.apply(path)
  }

  /** Puts new style sheets in place of those in the document. */
  update(styles: Record<string, ProgramStyle>) {
    this.#program.styles = styles
    for (const path of this.#elements.keys()) this.apply(path)
  }

  /** @param path of a page or component, `app` for `app.wxss` */
  apply(path: string) {
    const style = this.#program.styles[path]
    const text = (this.#isScoped(path) ? style?.scoped : style?.shared) ?? ''
    let element = this.#elements.get(path)
    if (!element && text === '') return
    if (!element) {
      element = this.#document.createElement('style')
      element.dataset.wxss = path
      this.#document.head.append(element)
      this.#elements.set(path, element)
    }
    element.textContent = text
  }

  /** A page's classes are its own; a component's are, unless it shares them. */
  #isScoped(path: string): boolean {
    const isOwn = this.#program.app.pages.includes(path) || path === 'app'
    return !isOwn && this.#isolation.get(path) !== 'shared'
  }
}
