import type { Element as Node, GeneralComponent, ShadowRoot } from 'glass-easel'
import type { NodeFinder, PageNode } from '../../wx/wxml/nodes.ts'
import { componentOf } from '../component-marks.ts'
import { canvasNode } from './canvas-node.ts'
import { watchIntersection } from './intersection.ts'
import { layoutOf } from './layout.ts'
import { rememberElement } from './node-elements.ts'
import type { Page } from './page.ts'

/**
 * Finds elements of the pages by the component engine's own selectors (`.a`, `#b`, `.a >>> .b`), and
 * says where they are drawn; without a browser, where they would be.
 */
export function createNodeFinder(page: Page): NodeFinder {
  return {
    find: (selector, scope) => {
      const root = shadowRootOf(scope) ?? shadowRootOf(page.current())
      return root ? root.querySelectorAll(selector).map((node) => pageNode(node, page)) : []
    },
    viewport: () => {
      const view = page.document.scrollingElement ?? page.document.documentElement
      const { windowWidth: width, windowHeight: height } = page.phone().device
      const isDrawn = view.clientWidth > 0
      return {
        width: isDrawn ? view.clientWidth : width,
        height: isDrawn ? view.clientHeight : height,
        ...scrollOf(view),
      }
    },
    watchIntersection: (...watch) => watchIntersection(page, ...watch),
  }
}

/** The shadow root behind the `this` of a page or a component. */
function shadowRootOf(scope: unknown): ShadowRoot | undefined {
  return componentOf(scope)?.getShadowRoot() ?? undefined
}

function pageNode(node: Node, page: Page): PageNode {
  const element = elementOf(node)
  const made: PageNode = {
    id: (node as { id?: string }).id ?? '',
    dataset: { ...node.dataset },
    mark: node.collectMarks(),
    rect: () => (element ? layoutOf(element) : nowhere),
    scroll: () => (element ? scrollOf(element) : { ...still }),
    property: (name) => propertyOf(node, name),
    computedStyle: (name) => (element ? styleOf(element, name) : ''),
    node: () => (element && canvasNode(element, page)) ?? (element && scrollContext(element)),
    context: () => contextOf(node, page),
  }
  if (element) rememberElement(made, element)
  return made
}

const nowhere = { left: 0, top: 0, width: 0, height: 0 }
const still = { scrollLeft: 0, scrollTop: 0, scrollWidth: 0, scrollHeight: 0 }

/** A virtual host has no element: its content is taken instead. */
function elementOf(node: Node): HTMLElement | undefined {
  const own = node.getBackendElement() as unknown as HTMLElement | null
  if (own) return own
  const root = (node as GeneralComponent).getShadowRoot?.()
  const first = root?.childNodes.find((child) => 'getBackendElement' in child)
  return first && elementOf(first as Node)
}

const scrollOf = (element: Element) => ({
  scrollLeft: element.scrollLeft,
  scrollTop: element.scrollTop,
  scrollWidth: element.scrollWidth,
  scrollHeight: element.scrollHeight,
})

/** As the template set it; where no component draws the tag, its attribute. */
function propertyOf(node: Node, name: string): unknown {
  const data = (node as GeneralComponent).data as Record<string, unknown> | undefined
  const camel = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  return data?.[camel] ?? elementOf(node)?.getAttribute(name) ?? undefined
}

const styleOf = (element: Element, name: string) =>
  element.ownerDocument.defaultView
    ?.getComputedStyle(element)
    .getPropertyValue(name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)) ?? ''

/** The result of `node: true` for a scroll view. */
const scrollContext = (element: HTMLElement) => ({
  scrollTo: ({ left, top, animated }: { left?: number; top?: number; animated?: boolean }) =>
    element.scrollTo?.({
      ...(left !== undefined && { left }),
      ...(top !== undefined && { top }),
      behavior: animated ? 'smooth' : 'auto',
    }),
  scrollIntoView: (selector: string) => element.querySelector(selector)?.scrollIntoView?.(),
})

/** Components whose `context: true` is what `wx.create...Context` makes. */
const contexts: Record<string, string> = {
  video: 'createVideoContext',
  map: 'createMapContext',
  canvas: 'createCanvasContext',
  camera: 'createCameraContext',
  'live-player': 'createLivePlayerContext',
  'live-pusher': 'createLivePusherContext',
}

function contextOf(node: Node, page: Page): unknown {
  const tag = (node as GeneralComponent).is.replace(/^wx:\/\//, '')
  const create = contexts[tag]
  const wx = page.wx() as unknown as Record<string, (id: string) => unknown>
  return create && wx[create]?.((node as { id?: string }).id ?? '')
}
