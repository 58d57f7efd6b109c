import { ProtocolError } from '../protocol.ts'
import type { Component } from './phone.ts'
import { Tree, tagOf, type Node } from './tree.ts'

/** The start of a search: in a page's tree, in a component's own, or at an element of either. */
export interface Start {
  /** The page or component whose template is searched. */
  owner: Component
  rootName: string
  /** The element to search in; absent: the whole tree, its root included. */
  within?: Node
}

/**
 * The elements that match, in the page's order. `a >>> b` goes from the components that match `a`
 * into their own trees.
 *
 * @throws ProtocolError where the selector is none
 */
export function findAll(start: Start, selector: string): Node[] {
  const [outer = '', ...inner] = selector.split('>>>').map((part) => part.trim())
  let found = query(start, outer)
  for (const part of inner) {
    found = found.flatMap((node) => {
      const component = node.asGeneralComponent()
      return component ? query({ owner: component, rootName: tagOf(node) }, part) : []
    })
  }
  return found
}

function query({ owner, rootName, within }: Start, selector: string): Node[] {
  const tree = new Tree(owner, rootName)
  const from: ParentNode | undefined = within ? tree.copyOf(within) : tree.document
  if (!from) throw new ProtocolError('no such element')
  try {
    const plain = withoutPrefixes(selector, owner.is)
    return nodesOf(tree, [...from.querySelectorAll(plain)])
  } catch {
    throw new ProtocolError(`"${selector}" is not a selector`)
  }
}

/**
 * In WeChat the classes within a component carry its path as a prefix (`navbar-index--title`), and
 * scripts written there name them so.
 */
function withoutPrefixes(selector: string, path: string): string {
  const parts = path.split('/')
  const prefixes = parts.map((_, index) => parts.slice(index).join('-'))
  return selector.replace(/\.([\w-]+?)--([\w-]+)/g, (whole, prefix: string, name: string) =>
    prefixes.includes(prefix) ? `.${name}` : whole,
  )
}

/**
 * The elements that an XPath names. `/page/view` and `/view` mean the same: some clients leave the
 * root out.
 */
export function findByXpath({ owner, rootName, within }: Start, path: string): Node[] {
  const tree = new Tree(owner, rootName)
  const from = within ? tree.copyOf(within) : tree.document
  if (!from) throw new ProtocolError('no such element')
  const found = evaluate(tree, from, path)
  const isRooted = path.startsWith('/') && !path.startsWith('//')
  if (found.length > 0 || !isRooted || within) return found
  return evaluate(tree, from, `/${rootName}${path}`)
}

function evaluate(tree: Tree, from: globalThis.Node, path: string): Node[] {
  try {
    const ordered = XPathResult.ORDERED_NODE_SNAPSHOT_TYPE
    const result = tree.document.evaluate(path, from, null, ordered)
    const copies = Array.from({ length: result.snapshotLength }, (_, at) => result.snapshotItem(at))
    return nodesOf(
      tree,
      copies.filter((copy): copy is Element => copy?.nodeType === 1),
    )
  } catch {
    throw new ProtocolError(`"${path}" is not an XPath to elements`)
  }
}

const nodesOf = (tree: Tree, copies: Element[]): Node[] =>
  copies.flatMap((copy) => tree.nodeOf(copy) ?? [])

/** An element's WXML, its own tags included or not. */
export function wxmlOf(start: Start, isOuter: boolean): string {
  const tree = new Tree(start.owner, start.rootName)
  const copy = start.within ? tree.copyOf(start.within) : tree.root
  if (!copy) throw new ProtocolError('no such element')
  const serializer = new XMLSerializer()
  if (isOuter) return serializer.serializeToString(copy)
  return [...copy.childNodes].map((child) => serializer.serializeToString(child)).join('')
}
