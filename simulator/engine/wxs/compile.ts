import { Parser, type Node, type Options, type Program } from 'acorn'
import { Edits } from '../templates/edit.ts'
import type { Fault } from '../program.ts'
import { refusedIn } from './language.ts'
import { scopesOf } from './scopes.ts'
import { childrenOf, type AnyNode } from './tree.ts'

/** The place of a WXS script. */
export interface ScriptPlace {
  /** The `.wxs`, or the `.wxml` it is in. */
  file: string
  /** Its first line there. */
  line: number
  /** All `.wxs` files of the mini-program. */
  files: ReadonlySet<string>
}

/** A WXS script in JavaScript. */
export interface CompiledScript {
  /** JavaScript for `(require, exports, module) => { ... }` with `wxs`, the runtime; empty where it has a fault. */
  code: string
  faults: Fault[]
}

/**
 * WXS as JavaScript. WXS looks like ES5 and is less; where it means something else
 * (`x.constructor` is the name of a type, an undeclared variable is one of all modules, `class` is a
 * name as any), the JavaScript is written so that it means the same. Each statement records its
 * place, so that a failure at run time can be reported with file and line.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/wxs/
 */
export function compileScript(source: string, place: ScriptPlace): CompiledScript {
  try {
    const program = parseScript(source)
    const faults = faultsIn(program, place)
    return faults.length > 0
      ? { code: '', faults }
      : { code: write(source, program, place), faults }
  } catch (error) {
    const { loc, message } = error as SyntaxError & { loc: { line: number; column: number } }
    const fault = faultAt(place, loc, `WXS: ${message.replace(/ \(\d+:\d+\)$/, '')}`)
    return { code: '', faults: [fault] }
  }
}

/** JavaScript in which `class` and other words it keeps for itself are names, as they are in WXS. */
class WxsParser extends Parser {
  constructor(options: Options, source: string, startPos?: number) {
    super(options, source, startPos)
    const own = this as unknown as Record<string, RegExp>
    own.keywords = new RegExp(
      own.keywords?.source.replace(/\|(?:class|extends|super|export|import)\b/g, '') ?? '',
    )
    for (const words of ['reservedWords', 'reservedWordsStrict', 'reservedWordsStrictBind']) {
      own[words] = /(?!)/
    }
  }
}

const parseScript = (source: string): Program =>
  WxsParser.parse(source, { ecmaVersion: 'latest', locations: true })

type Position = { line: number; column: number }

function faultAt({ file, line }: ScriptPlace, at: Position, message: string): Fault {
  return { file, line: line + at.line - 1, column: at.column + 1, message }
}

function faultsIn(program: Program, place: ScriptPlace): Fault[] {
  const faults: Fault[] = []
  const visit = (node: AnyNode) => {
    const message = refusedIn(node) ?? wronglyRequired(node)
    if (message !== undefined)
      faults.push(faultAt(place, (node.loc as { start: Position }).start, message))
    childrenOf(node).forEach(visit)
  }
  visit(program as unknown as AnyNode)
  return faults
}

/** The specifier of a `require('./other.wxs')`. */
function requiredBy(node: AnyNode): AnyNode | undefined {
  if (node.type !== 'CallExpression') return undefined
  const { callee, arguments: given } = node as unknown as { callee: AnyNode; arguments: AnyNode[] }
  return callee.type === 'Identifier' && callee.name === 'require' ? given[0] : undefined
}

function wronglyRequired(node: AnyNode): string | undefined {
  const required = requiredBy(node)
  if (!required || typeof required.value === 'string') return undefined
  return 'require() takes the path of a .wxs file, in quotes'
}

/** A path from the root, of what a script names relative to itself. */
function resolve(specifier: string, from: string): string {
  const parts = specifier.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  const path = parts.join('/')
  return path.endsWith('.wxs') ? path : `${path}.wxs`
}

function write(source: string, program: Program, place: ScriptPlace): string {
  const edits = new Edits()
  const scopes = scopesOf(program as unknown as AnyNode)
  const visit = (node: AnyNode, parent?: AnyNode) => {
    markPlace(node, place, edits)
    writeRequire(node, place, edits)
    if (node.type === 'Identifier') writeName(node, parent, scopes, edits)
    if (node.type === 'MemberExpression') writeConstructor(source, node, parent, edits)
    childrenOf(node).forEach((child) => visit(child, node))
  }
  visit(program as unknown as AnyNode)
  return edits.applyTo(source)
}

/** The field with the expression of each kind of statement; parentheses are needed in declarations only. */
const marked: Record<string, string> = {
  ExpressionStatement: 'expression',
  ReturnStatement: 'argument',
  IfStatement: 'test',
  WhileStatement: 'test',
  DoWhileStatement: 'test',
  SwitchStatement: 'discriminant',
  VariableDeclarator: 'init',
}

function markPlace(node: AnyNode, { file, line }: ScriptPlace, edits: Edits) {
  const field = marked[node.type]
  const expression = field === undefined ? undefined : (node[field] as AnyNode | null)
  if (!expression || 'directive' in node) return
  const at = line + (expression.loc as { start: Position }).start.line - 1
  const isDeclared = node.type === 'VariableDeclarator'
  edits.insert(
    expression.start,
    `${isDeclared ? '(' : ''}wxs.at=${JSON.stringify(`${file}:${at}`)},`,
  )
  if (isDeclared) edits.insert(expression.end, ')')
}

/** A missing module has no exports; the project reader has reported it already. */
function writeRequire(node: AnyNode, { file, files }: ScriptPlace, edits: Edits) {
  const required = requiredBy(node)
  if (!required) return
  const found = resolve(String(required.value), file)
  const path = `/${found.slice(0, -'.wxs'.length)}`
  if (files.has(found)) edits.replace(required.start, required.end, JSON.stringify(path))
  else edits.replace(node.start, node.end, '({})')
}

function writeName(
  node: AnyNode,
  parent: AnyNode | undefined,
  scopes: ReturnType<typeof scopesOf>,
  edits: Edits,
) {
  const isField =
    (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
    (parent?.type === 'Property' && parent.key === node)
  if (isField) return
  const isTypeof = parent?.type === 'UnaryExpression' && parent.operator === 'typeof'
  const written = scopes.nameOf(node, isTypeof)
  const isShort = parent?.type === 'Property' && parent.shorthand === true
  if (written === node.name) return
  edits.replace(node.start, node.end, isShort ? `${String(node.name)}: ${written}` : written)
}

/** `x.constructor` and `x['constructor']`, where they are read. */
function writeConstructor(
  source: string,
  node: AnyNode,
  parent: AnyNode | undefined,
  edits: Edits,
) {
  const { object, property, computed } = node as unknown as {
    object: Node
    property: AnyNode
    computed: boolean
  }
  const name = computed ? property.value : property.name
  const isWritten = parent?.type === 'AssignmentExpression' && parent.left === node
  if (name !== 'constructor' || isWritten) return
  const sign = source.lastIndexOf(computed ? '[' : '.', property.start - 1)
  edits.insert(node.start, 'wxs.typeName(')
  edits.replace(Math.max(sign, object.end), node.end, ')')
}
