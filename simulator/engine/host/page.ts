import type { Context } from '../../wx/context.ts'
import type { Wx } from '../../wx/call.ts'

/** What a host knows of the pages it serves; the phone is there once its host is. */
export interface Page {
  document: Document
  /** What the script of the page that is shown knows as `this`. */
  current: () => object | undefined
  phone: () => Context
  wx: () => Wx
}

/** Whether this document can draw on a canvas: a browser's can. */
export const canDraw = ({ defaultView }: Document) =>
  defaultView !== null && 'CanvasRenderingContext2D' in defaultView
