import * as glassEasel from 'glass-easel'
import { markUnknown } from './built-in/unknown.ts'
import type { Taps } from './rules/taps.ts'
import { rpxToVw } from './rpx.ts'

/** The document a phone's pages are drawn in, and how it is drawn. */
export interface Screen {
  document: Document
  /** Runs what waits for the next drawing, such as the callback of `setData`. */
  render(then: () => void): void
  /** Listens to fingers, mouse and keyboard. Without it only programs touch what is drawn. */
  listen?(context: glassEasel.CurrentWindowBackendContext, taps: Taps): void
}

/** The document's name for a tag of WXML: never one that has a meaning in browsers. */
const domTag = (tag: string) => (tag === 'page' ? tag : `wx-${tag}`)

/**
 * The document as glass-easel's backend, with what that lacks: elements under their own names, and
 * `rpx` in inline styles.
 */
export function createBackendContext(
  screen: Screen,
  taps: Taps,
  whyNotDrawn: (tag: string) => string | undefined,
): glassEasel.CurrentWindowBackendContext {
  const { document } = screen
  const context = new glassEasel.CurrentWindowBackendContext()
  context.document = {
    createElement: (tag: string) => {
      const element = document.createElement(domTag(tag))
      const why = whyNotDrawn(tag)
      if (why !== undefined) markUnknown(element, why)
      const setAttribute = element.setAttribute.bind(element)
      element.setAttribute = (name, value) =>
        setAttribute(name, name === 'style' ? styleOf(value) : value)
      return element
    },
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as typeof context.document
  context.render = (then) => screen.render(() => then(null))
  if (screen.listen) screen.listen(context, taps)
  else context.setListenerStats = () => {} // no event of the document ever becomes one of the page
  return context
}

/** An inline style as the document takes it: the engine joins its parts, of which some are empty. */
const styleOf = (value: string) => rpxToVw(value).replace(/^;+|;+(?=;)/g, '')
