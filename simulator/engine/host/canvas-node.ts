import { canDraw, type Page } from './page.ts'
import { recordedCanvas, type RecordedCanvas } from './recorded-canvas.ts'
import { urlOf } from './url.ts'

const recorded = new WeakMap<Element, RecordedCanvas>()

/** A canvas as a mini-program has it: one of the browser's, with what WeChat's has besides. */
export type CanvasNode = HTMLCanvasElement | RecordedCanvas

/**
 * The canvas in a `<canvas>` of the page: in a browser a real one, else one that records what is drawn.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/canvas/Canvas.html
 */
export function canvasNode(element: HTMLElement, page: Page): CanvasNode | undefined {
  if (element.tagName !== 'WX-CANVAS') return undefined
  if (!canDraw(element.ownerDocument)) {
    const canvas = recorded.get(element) ?? recordedCanvas(300, 150, page.phone().effects)
    recorded.set(element, canvas)
    return canvas
  }
  const inside = element.querySelector('canvas')
  if (inside) return asNode(inside, page)
  const canvas = element.ownerDocument.createElement('canvas')
  canvas.style.cssText = 'display: block; width: 100%; height: 100%'
  element.append(canvas)
  return asNode(canvas, page)
}

const known = new WeakSet<HTMLCanvasElement>()

/** Gives a canvas of the browser's what WeChat's has besides. */
export function asNode(canvas: HTMLCanvasElement, page: Page): HTMLCanvasElement {
  if (known.has(canvas)) return canvas
  known.add(canvas)
  const window = canvas.ownerDocument.defaultView
  return Object.assign(canvas, {
    createImage: () => imageOf(canvas.ownerDocument, page),
    createPath2D: (path?: Path2D) => new Path2D(path),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (run: FrameRequestCallback) => window?.requestAnimationFrame(run),
    cancelAnimationFrame: (id: number) => window?.cancelAnimationFrame(id),
  })
}

/** A picture whose `src` may be a file of the phone's or of the package. */
function imageOf(document: Document, page: Page): HTMLImageElement {
  const image = document.createElement('img')
  const src = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')
  Object.defineProperty(image, 'src', {
    get: () => src?.get?.call(image) as string,
    set: (path: string) => {
      src?.set?.call(image, urlOf(path, page.phone()))
    },
  })
  return image
}
