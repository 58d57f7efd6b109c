import type { AnyNode } from './tree.ts'

/** Features of JavaScript that WXS lacks: WeChat's compiler refuses or miscompiles them. */
const refused: Record<string, string> = {
  ArrayPattern: 'destructuring',
  ArrowFunctionExpression: 'arrow functions',
  AwaitExpression: 'await',
  ChainExpression: '?.',
  ClassDeclaration: 'class',
  ClassExpression: 'class',
  DebuggerStatement: 'debugger',
  ForInStatement: 'for-in',
  ForOfStatement: 'for-of',
  LabeledStatement: 'labels',
  NewExpression: 'new (use getDate() and getRegExp())',
  ObjectPattern: 'destructuring',
  RestElement: 'rest parameters',
  SpreadElement: 'spreading',
  TaggedTemplateExpression: 'template literals',
  TemplateLiteral: 'template literals',
  TryStatement: 'try',
  WithStatement: 'with',
  YieldExpression: 'generators',
}

const refusedOperators = new Set<unknown>([
  'in',
  'instanceof',
  '**',
  '**=',
  '??',
  '??=',
  '||=',
  '&&=',
])

/** Why WXS does not take a node; undefined where it does. */
export function refusedIn(node: AnyNode): string | undefined {
  const kind = refused[node.type]
  if (kind !== undefined) return `WXS has no ${kind}`
  if (node.type === 'VariableDeclaration' && node.kind !== 'var') {
    return `WXS has no ${String(node.kind)} (use var)`
  }
  if (node.type === 'Literal' && 'regex' in node) {
    return 'WXS has no regular expressions (use getRegExp())'
  }
  if (refusedOperators.has(node.operator)) return `WXS has no ${String(node.operator)}`
  if (node.type === 'Property' && (node.kind !== 'init' || node.method || node.computed)) {
    return 'WXS has no getters, setters, methods and computed names in objects'
  }
  if (node.async === true || node.generator === true)
    return 'WXS has no async and generator functions'
  return undefined
}

/** Globals of every WXS module; `Object`, `Array` and `String` are not there. */
export const globalNames: ReadonlySet<string> = new Set(
  'arguments undefined NaN Infinity console Math JSON Number Date parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent require module exports'.split(
    ' ',
  ),
)

/** Globals of WXS alone. */
export const ownNames: ReadonlySet<string> = new Set(['getDate', 'getRegExp'])

/** Names like any other in WXS, which JavaScript keeps for itself. */
export const reservedNames: ReadonlySet<string> = new Set(
  'class enum extends super const export import let static yield await implements interface package private protected public eval'.split(
    ' ',
  ),
)
