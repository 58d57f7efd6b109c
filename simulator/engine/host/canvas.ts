import { componentOf } from '../component-marks.ts'
import type { Host, HostCanvas } from '../../wx/host.ts'
import { asNode, canvasNode, type CanvasNode } from './canvas-node.ts'
import { drawnCanvas } from './drawn-canvas.ts'
import { canDraw, type Page } from './page.ts'
import { hostCanvasOf, recordedCanvas } from './recorded-canvas.ts'

/** Canvases: of the page by their `canvas-id`, behind a node, and those no page shows. */
export function createCanvasHost(
  page: Page,
): Pick<Host, 'canvas' | 'canvasOf' | 'offscreenCanvas'> {
  const hostCanvas = (node: CanvasNode, isScaled: boolean): HostCanvas =>
    'calls' in node ? hostCanvasOf(node) : drawnCanvas(node, page, isScaled)
  return {
    canvas: (canvasId, scope) => {
      const element = canvasElement(canvasId, scope ?? page.current())
      const node = element && canvasNode(element, page)
      return node && hostCanvas(node, true)
    },
    canvasOf: (node) => ('getContext' in node ? hostCanvas(node as CanvasNode, false) : undefined),
    offscreenCanvas: ({ width, height }) => {
      if (!canDraw(page.document)) return recordedCanvas(width, height, page.phone().effects)
      const canvas = page.document.createElement('canvas')
      return asNode(Object.assign(canvas, { width, height }), page)
    },
  }
}

/** The engine's selectors know no tags, and a canvas of this kind has no id. */
function canvasElement(canvasId: string, scope: unknown): HTMLElement | undefined {
  const around = componentOf(scope)?.getBackendElement() as unknown as
    HTMLElement | null | undefined
  const all = around?.querySelectorAll<HTMLElement>('wx-canvas') ?? []
  return [...all].find(({ id, dataset }) => dataset.canvasId === canvasId || id === canvasId)
}
