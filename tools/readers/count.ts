import { posix } from 'node:path'
import { t, traverse, type Source } from './source.ts'

/** One place in the code that breaks a rule on readability. */
export interface Finding {
  path: string
  line: number
  about: string
}

const DIRECTIVE = /^\s*(?:oxlint|eslint|prettier|@ts-|#|\/|<reference)/

/** Comments; lines with `//` that follow one another are one comment. */
export function commentsOf({ tree }: Source): { line: number; text: string }[] {
  // `last` and `column` are those of a `//` that the next line may continue.
  const merged: { line: number; text: string; last?: number; column?: number }[] = []
  for (const { type, value, loc } of tree.comments ?? []) {
    const { line = 0, column } = loc?.start ?? {}
    const before = merged.at(-1)
    if (type === 'CommentLine' && before?.last === line - 1 && before.column === column) {
      before.text += ` ${value}`
      before.last = line
    } else if (!DIRECTIVE.test(value)) {
      const text = value.replace(/^\*/, '').replace(/^\s*\*? ?/gm, ' ')
      const isLine = type === 'CommentLine'
      merged.push({ line, text: text.trim(), ...(isLine ? { last: line, column } : {}) })
    }
  }
  return merged
}

/** Comments that begin with a question word. */
export const questions = (source: Source): Finding[] =>
  commentsOf(source)
    .filter(({ text }) => /^(?:What|Whether|Who|Where|How)\b/.test(text))
    .map(({ line, text }) => ({ path: source.path, line, about: text.slice(0, 70) }))

/** Exported declarations without a docstring. */
export function undocumented({ path, tree }: Source): Finding[] {
  const seen = new Set<string>()
  return tree.program.body.flatMap((node) => {
    if (!t.isExportNamedDeclaration(node) || !node.declaration) return []
    const names = namesOf(node.declaration)
    const isDocumented = node.leadingComments?.some(
      ({ type, value }) => type === 'CommentBlock' && value.startsWith('*'),
    )
    // The first of a function's overloads speaks for all.
    const isNew = names.some((name) => !seen.has(name))
    for (const name of names) seen.add(name)
    if (isDocumented || !isNew) return []
    return [{ path, line: node.loc?.start.line ?? 0, about: names.join(', ') }]
  })
}

function namesOf(node: t.Declaration): string[] {
  if (t.isTSInterfaceDeclaration(node) || t.isTSTypeAliasDeclaration(node)) return [node.id.name]
  if (t.isTSDeclareFunction(node)) return node.id ? [node.id.name] : []
  return Object.keys(t.getBindingIdentifiers(node, false, true))
}

/** Functions of more than so many lines. Blocks that group tests are no functions in this sense. */
export function longFunctions({ path, tree }: Source, most: number): Finding[] {
  const found: Finding[] = []
  traverse(tree, {
    Function({ node, parent }) {
      const { start, end } = node.loc ?? {}
      const lines = (end?.line ?? 0) - (start?.line ?? 0) + 1
      if (lines <= most || isGroupOfTests(parent)) return
      found.push({ path, line: start?.line ?? 0, about: `${lines} lines` })
    },
  })
  return found
}

const isGroupOfTests = (parent: t.Node) =>
  t.isCallExpression(parent) && calleeOf(parent.callee).startsWith('describe')

function calleeOf(node: t.Node): string {
  if (t.isIdentifier(node)) return node.name
  if (t.isMemberExpression(node)) return calleeOf(node.object)
  return t.isCallExpression(node) ? calleeOf(node.callee) : ''
}

/** A file of more than so many lines. */
export function longFiles({ path, text }: Source, most: number): Finding[] {
  const lines = text.trimEnd().split('\n').length
  return lines <= most ? [] : [{ path, line: 1, about: `${lines} lines` }]
}

/** Circles of imports, types included: each named by the files in it. */
export function circles(sources: Source[]): Finding[] {
  const paths = new Set(sources.map(({ path }) => path))
  const imports = new Map(sources.map((source) => [source.path, importsOf(source, paths)]))
  return stronglyConnected(imports)
    .filter((group) => group.length > 1)
    .map((group) => ({
      path: group[0] ?? '',
      line: 1,
      about: `${group.length} files: ${group.join(', ')}`,
    }))
}

function importsOf({ path, tree }: Source, known: Set<string>): string[] {
  return tree.program.body.flatMap((node) => {
    if (
      !t.isImportDeclaration(node) &&
      !t.isExportAllDeclaration(node) &&
      !t.isExportNamedDeclaration(node)
    ) {
      return []
    }
    const from = node.source?.value
    if (!from?.startsWith('.')) return []
    const base = posix.join(posix.dirname(path), from)
    const found = [base, `${base}.ts`, `${base}/index.ts`].find((file) => known.has(file))
    return found ? [found] : []
  })
}

/** Tarjan's algorithm: groups in which every file reaches every other one. */
function stronglyConnected(edges: Map<string, string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const groups: string[][] = []
  const visit = (node: string) => {
    order.set(node, order.size)
    lowest.set(node, order.get(node)!)
    stack.push(node)
    for (const next of edges.get(node) ?? []) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) {
        lowest.set(node, Math.min(lowest.get(node)!, lowest.get(next)!))
      }
    }
    if (lowest.get(node) !== order.get(node)) return
    groups.push(stack.splice(stack.indexOf(node)).toSorted())
  }
  for (const node of edges.keys()) if (!order.has(node)) visit(node)
  return groups
}
