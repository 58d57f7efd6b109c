import type * as glassEasel from 'glass-easel'
import type { Component } from './phone.ts'

/** An element of a page's tree: one of WeChat's components, one of the project, an unknown tag. */
export type Node = glassEasel.Element

/**
 * The tree that a page's or a component's own template makes, copied into an XML document: so the
 * browser's own selectors, XPath and serializer see what WeChat's would, and not how components are
 * drawn. Slot contents are where the template has them; the inside of components is left out.
 */
export class Tree {
  readonly document: XMLDocument = document.implementation.createDocument(null, null)
  readonly #copies = new Map<Node, Element>()
  readonly #nodes = new Map<Element, Node>()

  /** @param rootName what the root is called: `page`, or the component's tag */
  constructor(root: Component, rootName: string) {
    const copy = this.#copy(root, rootName)
    this.document.append(copy)
    const own = root.getShadowRoot()
    if (own) this.#fill(copy, own.childNodes)
  }

  get root(): Element {
    return this.document.documentElement
  }

  copyOf(node: Node): Element | undefined {
    return this.#copies.get(node)
  }

  nodeOf(copy: Element): Node | undefined {
    return this.#nodes.get(copy)
  }

  #fill(into: Element, children: readonly (glassEasel.Node | Node)[]) {
    for (const child of children) {
      const text = child.asTextNode()
      if (text) {
        into.append(this.document.createTextNode(text.textContent))
        continue
      }
      const element = child.asElement()
      if (!element) continue
      // `wx:if`, `wx:for`, `block` and `slot` produce no element.
      const inner =
        element.isVirtual() && !element.asGeneralComponent() ? into : this.#add(into, element)
      this.#fill(inner, element.childNodes)
    }
  }

  #add(into: Element, node: Node): Element {
    const copy = this.#copy(node, tagOf(node))
    into.append(copy)
    return copy
  }

  #copy(node: Node, tag: string): Element {
    const copy = this.document.createElement(tag)
    for (const [name, value] of attributesOf(node)) copy.setAttribute(name, value)
    this.#copies.set(node, copy)
    this.#nodes.set(copy, node)
    return copy
  }
}

/** `view`, `van-button`: the tag as the template writes it. */
export function tagOf(node: Node): string {
  const component = node.asGeneralComponent()
  return component?.tagName ?? node.asNativeNode()?.is ?? 'view'
}

const toKebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const NAME = /^[A-Za-z_][\w.-]*$/

/** Attributes that the template sets, as text; properties that are as they are by default are left out. */
export function attributesOf(node: Node): [name: string, value: string][] {
  const found: [string, unknown][] = [
    ['id', node.id],
    ['class', node.class],
    ['style', node.style],
    ...Object.entries(node.dataset ?? {}).map(([name, value]): [string, unknown] => [
      `data-${toKebab(name)}`,
      value,
    ]),
    ...propertiesSet(node),
    ...(node.asNativeNode()?.attributes ?? []).map(({ name, value }): [string, unknown] => [
      name,
      value,
    ]),
  ]
  return found
    .filter(([name, value]) => NAME.test(name) && value !== '' && value !== undefined)
    .map(([name, value]) => [name, textOf(value)])
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')

interface Described {
  _$propertyMap?: Record<string, { value?: unknown }>
}

/** Values of properties where neither the template nor its definition says. */
const EMPTY: Record<string, unknown> = { string: '', number: 0, boolean: false }

function propertiesSet(node: Node): [string, unknown][] {
  const component = node.asGeneralComponent()
  if (!component) return []
  const described = (component.getRootBehavior() as unknown as Described)._$propertyMap ?? {}
  const data = component.data as Record<string, unknown>
  return Object.entries(described)
    .filter(([name, { value }]) => {
      const now = data[name]
      const isPlain = ['string', 'number', 'boolean'].includes(typeof now)
      return isPlain && now !== (value ?? EMPTY[typeof now])
    })
    .map(([name]) => [toKebab(name), data[name]])
}
