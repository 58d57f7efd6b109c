import { globalNames, ownNames, reservedNames } from './language.ts'
import { childrenOf, type AnyNode } from './tree.ts'

/** The names a function, or the module, declares. */
type Scope = Set<string>

/** The meaning of each name in a script. */
export interface Scopes {
  /**
   * A variable as JavaScript names it.
   *
   * @param isTypeof only its type is read: then an undeclared name is no failure
   */
  nameOf(identifier: AnyNode, isTypeof: boolean): string
}

/** Finds the declarations of a script: `var`, functions and their parameters, each hoisted. */
export function scopesOf(program: AnyNode): Scopes {
  const visible = new Map<AnyNode, Scope[]>()
  const visit = (node: AnyNode, scopes: Scope[]) => {
    const inner = isFunction(node) ? [...scopes, declaredIn(node)] : scopes
    if (node.type === 'Identifier') visible.set(node, inner)
    childrenOf(node).forEach((child) => visit(child, inner))
  }
  visit(program, [declaredIn(program)])
  return {
    nameOf(identifier, isTypeof) {
      const name = String(identifier.name)
      const isDeclared = visible.get(identifier)?.some((scope) => scope.has(name)) ?? false
      if (isDeclared) return reservedNames.has(name) ? `${name}$` : name
      if (globalNames.has(name)) return name
      if (ownNames.has(name)) return `wxs.${name}`
      const text = JSON.stringify(name)
      return isTypeof ? `wxs.global(${text})` : `wxs.globals[${text}]`
    },
  }
}

const isFunction = ({ type }: AnyNode) =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression'

function declaredIn(root: AnyNode): Scope {
  const names: Scope = new Set()
  const add = (declared: unknown) => {
    const node = declared as AnyNode | null
    const hasDefault = node?.type === 'AssignmentPattern'
    const identifier = hasDefault ? (node.left as AnyNode) : node
    if (identifier) names.add(String(identifier.name))
  }
  if (isFunction(root)) {
    ;(root.params as AnyNode[]).forEach(add)
    if (root.type === 'FunctionExpression') add(root.id)
  }
  const visit = (node: AnyNode) => {
    if (node.type === 'VariableDeclarator') add(node.id)
    if (node.type === 'FunctionDeclaration') add(node.id)
    if (!isFunction(node)) childrenOf(node).forEach(visit)
  }
  childrenOf(root).forEach(visit)
  return names
}
