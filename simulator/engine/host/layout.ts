import { measureText } from '../../wx/canvas/measure.ts'

/** A rectangle in px. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** Places that a test has set. */
const placed = new WeakMap<Element, Box>()

/** Says where an element is drawn, for a test that looks at the answer. */
export function placeElement(element: Element, box: Partial<Box>) {
  placed.set(element, { left: 0, top: 0, width: 0, height: 0, ...box })
}

/**
 * The box of an element, in px from the top left of the window: measured by a browser. Without one,
 * a simple, deterministic layout of blocks: as wide as the parent, below each other, as high as the
 * content; the children of a `display: flex` row are side by side.
 */
export function layoutOf(element: Element): Box {
  const set = placed.get(element)
  if (set) return set
  const page = element.closest<HTMLElement>('page')
  return page?.hidden ? layoutBehind(page, element) : layoutInFront(element)
}

/** A page below another one keeps its layout: it is shown just for the measurement. */
function layoutBehind(page: HTMLElement, element: Element): Box {
  page.hidden = false
  const around = layoutInFront(page)
  const box = layoutInFront(element)
  page.hidden = true
  return { ...box, left: box.left - around.left, top: box.top - around.top }
}

function layoutInFront(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect()
  const isDrawn = (element.ownerDocument.documentElement.clientWidth ?? 0) > 0
  if (isDrawn) return { left, top, width, height }
  const page = element.closest('page') ?? element
  const boxes = new Map<Element, Box>()
  layBlock(page, { left: 0, top: 0, width: windowWidth(element) }, boxes)
  return boxes.get(element) ?? { left: 0, top: 0, width: 0, height: 0 }
}

const windowWidth = ({ ownerDocument }: Element) => ownerDocument.defaultView?.innerWidth ?? 375

const LINE_HEIGHT = 1.4
const FONT_SIZE = 16
const PICTURE = { width: 320, height: 240 }

interface Place {
  left: number
  top: number
  width: number
}

/** Lays out an element and all that is in it; returns how high it is. */
function layBlock(element: Element, place: Place, boxes: Map<Element, Box>): number {
  const style = styleOf(element)
  if (style.isHidden) {
    boxes.set(element, { left: place.left, top: place.top, width: 0, height: 0 })
    return 0
  }
  const picture = /^WX-(?:IMAGE|VIDEO|MAP|CANVAS)$/.test(element.tagName) ? PICTURE : undefined
  const width = style.length('width', place.width) ?? picture?.width ?? place.width
  const inside = layInside(element, { ...place, width }, boxes, style.isRow)
  const height = style.length('height', 0) ?? (picture ? picture.height : inside)
  boxes.set(element, { left: place.left, top: place.top, width, height })
  return height
}

function layInside(
  element: Element,
  { left, top, width }: Place,
  boxes: Map<Element, Box>,
  isRow: boolean,
): number {
  const children = [...element.childNodes].filter(isSomething)
  const share = isRow ? rowShare(children, width) : width
  let [x, y, highest] = [left, top, 0]
  for (const child of children) {
    const childWidth = isRow ? (ownWidth(child, width) ?? share) : width
    const height = isElement(child)
      ? layBlock(child, { left: x, top: y, width: childWidth }, boxes)
      : textHeight(child.textContent ?? '', childWidth)
    if (isRow) x += childWidth
    else y += height
    highest = Math.max(highest, height)
  }
  return isRow ? highest : y - top
}

const isElement = (node: Node): node is Element => node.nodeType === 1

const isSomething = (node: Node) => isElement(node) || (node.textContent ?? '').trim() !== ''

const ownWidth = (node: Node, around: number) =>
  isElement(node) ? styleOf(node).length('width', around) : undefined

/** The rest of a row is for those without a width of their own, in equal parts. */
function rowShare(children: Node[], width: number): number {
  const widths = children.map((child) => ownWidth(child, width))
  const taken = widths.reduce<number>((sum, own) => sum + (own ?? 0), 0)
  const open = widths.filter((own) => own === undefined).length
  return open === 0 ? 0 : Math.max(0, width - taken) / open
}

function textHeight(text: string, width: number): number {
  const long = measureText(text.trim(), `${FONT_SIZE}px sans-serif`)
  return Math.max(1, Math.ceil(long / Math.max(width, 1))) * FONT_SIZE * LINE_HEIGHT
}

/** As much of an element's style as the layout of blocks looks at. */
function styleOf(element: Element) {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element)
  const isFlex = style?.display === 'flex'
  return {
    isHidden: style?.display === 'none' || (element as HTMLElement).hidden,
    isRow: isFlex && !/column/.test(style?.flexDirection ?? ''),
    length: (name: string, around: number) =>
      lengthOf(style?.getPropertyValue(name) ?? '', around, windowWidth(element)),
  }
}

/** A length of CSS in px; `undefined` where it says none. */
function lengthOf(text: string, around: number, window: number): number | undefined {
  const [, number, unit] = /^(-?[\d.]+)(px|vw|rpx|%)?$/.exec(text.trim()) ?? []
  if (number === undefined) return undefined
  const perUnit: Record<string, number> = { vw: window / 100, rpx: window / 750, '%': around / 100 }
  return Number(number) * (perUnit[unit ?? 'px'] ?? 1)
}
