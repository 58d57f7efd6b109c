import type { PageNode } from '../../wx/wxml/nodes.ts'

const elements = new WeakMap<PageNode, HTMLElement>()

/** Remembers the element of a node. */
export const rememberElement = (node: PageNode, element: HTMLElement) => elements.set(node, element)

/** The element of the document that a node is drawn as. */
export const elementOfNode = (node: PageNode) => elements.get(node)
