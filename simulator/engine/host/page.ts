import type { Context } from '../../wx/context.ts'
import type { Wx } from '../../wx/call.ts'

/** The pages that a host serves; the phone is there once its host is. */
export interface Page {
  document: Document
  /** The `this` of the shown page's script. */
  current: () => object | undefined
  phone: () => Context
  wx: () => Wx
}

/** True when this document can draw on a canvas: a browser's can. */
export const canDraw = ({ defaultView }: Document) =>
  defaultView !== null && 'CanvasRenderingContext2D' in defaultView
