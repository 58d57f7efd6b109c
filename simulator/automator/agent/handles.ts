import { ProtocolError } from '../protocol.ts'
import { isOwn, type Component, type AutomatedPhone } from './phone.ts'
import { tagOf, type Node } from './tree.ts'

/** An element as the protocol names it. */
export interface ElementInfo {
  elementId: string
  tagName: string
  /** Given for the project's own components: their data and methods can be reached. */
  nodeId?: string
  /** Given for `video`. */
  videoId?: string
}

/**
 * Elements by their ids. An element keeps its id over redraws, since the client caches it and never
 * asks again.
 */
export class Handles {
  readonly #ids = new WeakMap<Node, string>()
  readonly #nodes = new Map<string, WeakRef<Node>>()
  readonly #phone: AutomatedPhone
  #last = 0

  constructor(phone: AutomatedPhone) {
    this.#phone = phone
  }

  /** @param tagName for a page, whose own tag is another */
  describe(node: Node, tagName = tagOf(node)): ElementInfo {
    const elementId = this.#idOf(node)
    const component = node.asGeneralComponent()
    const info: ElementInfo = { elementId, tagName }
    if (component && tagName !== 'page' && isOwn(component, this.#phone)) info.nodeId = elementId
    if (tagName === 'video') info.videoId = elementId
    return info
  }

  /** @throws ProtocolError for an element that is gone from its page, as DevTools says it */
  get(id: unknown): Node {
    const node = typeof id === 'string' ? this.#nodes.get(id)?.deref() : undefined
    if (!node || !isAttached(node)) throw new ProtocolError('no such element')
    return node
  }

  /** @throws ProtocolError where it is none of the project's components */
  component(id: unknown): Component {
    const component = this.get(id).asGeneralComponent()
    if (component && isOwn(component, this.#phone)) return component
    throw new ProtocolError('this element is no custom component: it has no data and no methods')
  }

  #idOf(node: Node): string {
    const known = this.#ids.get(node)
    if (known !== undefined) return known
    this.#last += 1
    const id = `element-${this.#last}`
    this.#ids.set(node, id)
    this.#nodes.set(id, new WeakRef(node))
    return id
  }
}

function isAttached(node: Node): boolean {
  for (let at: Node | null = node; at; at = at.getComposedParent()) {
    const element = at.getBackendElement() as unknown as Element | null
    if (element) return element.isConnected
  }
  return false
}

/** The document's element for a node of the tree; for a virtual host, the first element it drew. */
export function drawnAs(node: Node): HTMLElement {
  const element = drawnOf(node)
  if (!element) throw new ProtocolError('this element draws nothing')
  return element
}

function drawnOf(node: Node): HTMLElement | undefined {
  const own = node.getBackendElement() as unknown as HTMLElement | null
  if (own?.nodeType === 1) return own
  for (const child of node.getComposedChildren()) {
    const inner = child.asElement()
    const found = inner && drawnOf(inner)
    if (found) return found
  }
  return undefined
}
