import type { Host, HostCanvas } from '../../wx/host.ts'
import { asNode, canvasNode, type CanvasNode } from './canvas-node.ts'
import { drawnCanvas } from './drawn-canvas.ts'
import { createNodeFinder } from './nodes.ts'
import { elementOfNode } from './node-elements.ts'
import { canDraw, type Page } from './page.ts'
import { hostCanvasOf, recordedCanvas } from './recorded-canvas.ts'

/** Canvases: of the page by their `canvas-id`, behind a node, and those no page shows. */
export function createCanvasHost(
  page: Page,
): Pick<Host, 'canvas' | 'canvasOf' | 'offscreenCanvas'> {
  const nodes = createNodeFinder(page)
  const hostCanvas = (node: CanvasNode, isScaled: boolean): HostCanvas =>
    'calls' in node ? hostCanvasOf(node) : drawnCanvas(node, page, isScaled)
  return {
    canvas: (canvasId, scope) => {
      const found = nodes
        .find('canvas', scope)
        .concat(nodes.find(`#${canvasId}`, scope))
        .find((node) => node.property('canvas-id') === canvasId || node.id === canvasId)
      const element = found && elementOfNode(found)
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
