import type { Intersection, Margins, PageNode } from '../../wx/wxml/nodes.ts'
import { layoutOf, type Box } from './layout.ts'
import { elementOfNode } from './node-elements.ts'
import type { Page } from './page.ts'

/**
 * Calls `listener` at once and after every scrolling, with how much of a node is within another one,
 * or within the window.
 *
 * @returns a function that ends it
 */
export function watchIntersection(
  { document, phone }: Page,
  node: PageNode,
  within: PageNode | undefined,
  margins: Margins,
  _thresholds: number[],
  listener: (seen: Intersection) => void,
): () => void {
  const look = () => listener(intersectionOf(node, areaOf(phone().device, within, margins)))
  const soon = setTimeout(look)
  // The scrolling of an element does not bubble, but it can be caught on its way down.
  document.addEventListener('scroll', look, true)
  document.defaultView?.addEventListener('resize', look)
  return () => {
    clearTimeout(soon)
    document.removeEventListener('scroll', look, true)
    document.defaultView?.removeEventListener('resize', look)
  }
}

interface Window {
  windowWidth: number
  windowHeight: number
}

const edges = ({ left, top, width, height }: Box) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
})

function areaOf(
  { windowWidth: width, windowHeight: height }: Window,
  within: PageNode | undefined,
  { left = 0, right = 0, top = 0, bottom = 0 }: Margins,
) {
  const around = within && elementOfNode(within)
  const area = edges(around ? layoutOf(around) : { left: 0, top: 0, width, height })
  return {
    left: area.left - left,
    top: area.top - top,
    right: area.right + right,
    bottom: area.bottom + bottom,
  }
}

function intersectionOf(node: PageNode, area: ReturnType<typeof edges>): Intersection {
  const box = node.rect()
  const own = edges(box)
  const left = Math.max(own.left, area.left)
  const top = Math.max(own.top, area.top)
  const width = Math.max(0, Math.min(own.right, area.right) - left)
  const height = Math.max(0, Math.min(own.bottom, area.bottom) - top)
  const size = box.width * box.height
  return {
    intersectionRatio: size === 0 ? 0 : (width * height) / size,
    intersectionRect: { ...edges({ left, top, width, height }), width, height },
    boundingClientRect: { ...own, width: box.width, height: box.height },
    relativeRect: area,
    time: Date.now(),
  }
}
