/** One element of a page, as queries see it. */
export interface PageNode {
  id: string
  dataset: Record<string, unknown>
  mark: Record<string, unknown>
  /** In px, from the top left of the window. */
  rect(): { left: number; top: number; width: number; height: number }
  scroll(): { scrollLeft: number; scrollTop: number; scrollWidth: number; scrollHeight: number }
  /** A property of WeChat's component, as the template set it. */
  property(name: string): unknown
  computedStyle(name: string): string
  /** The result of `node: true`: a canvas, a scroll view... */
  node(): unknown
  /** The result of `context: true`, by the id of the component. */
  context(): unknown
}

/** Finds elements of the pages. */
export interface NodeFinder {
  /**
   * Those that match, in the order of the page.
   *
   * @param scope the component or page within which it is looked; `undefined`: the page that is shown
   */
  find(selector: string, scope: unknown): PageNode[]
  /** The page's scroll position, and the size of its content. */
  viewport(): ReturnType<PageNode['scroll']> & { width: number; height: number }
  /**
   * Calls `listener` at once, and whenever less or more of `node` is in the area.
   *
   * @returns a function that ends it
   */
  watchIntersection?(
    node: PageNode,
    within: PageNode | undefined,
    margins: Margins,
    thresholds: number[],
    listener: (seen: Intersection) => void,
  ): () => void
}

/** Margins in px. */
export interface Margins {
  left?: number
  right?: number
  top?: number
  bottom?: number
}

interface Rect {
  left: number
  right: number
  top: number
  bottom: number
}

/** An intersection, as observers report it. */
export interface Intersection {
  intersectionRatio: number
  intersectionRect: Rect & { width: number; height: number }
  boundingClientRect: Rect & { width: number; height: number }
  relativeRect: Rect
  time: number
}
