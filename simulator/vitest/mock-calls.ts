import { parseSync, traverse, type NodePath } from '@babel/core'
import type { CallExpression, Node } from '@babel/types'

/** A call such as `vi.mock('./session')`. */
export interface MockCall {
  /** `mock`, or `doMock`, which vitest leaves where it stands. */
  method: 'mock' | 'doMock'
  /** The module's name as it is written. */
  specifier: string
}

const CALL = /\.\s*(?:mock|doMock)\s*\(/

/**
 * Finds the modules that a test mocks.
 *
 * @param code in JavaScript or TypeScript; what can't be read is left for vitest to complain of
 */
export function findMockCalls(code: string, filename: string): MockCall[] {
  if (!CALL.test(code)) return []
  const plugins = ['typescript', ...(filename.endsWith('x') ? ['jsx'] : [])] as (
    'typescript' | 'jsx'
  )[]
  const options = { filename, babelrc: false, configFile: false, parserOpts: { plugins } }
  let tree: Node | null
  try {
    tree = parseSync(code, options)
  } catch {
    return []
  }
  const found: MockCall[] = []
  if (!tree) return found
  traverse(tree, {
    CallExpression({ node }: NodePath<CallExpression>) {
      const call = readCall(node)
      if (call) found.push(call)
    },
  })
  return found
}

function readCall({ callee, arguments: given }: CallExpression): MockCall | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined
  const { object, property } = callee
  if (!/^(?:vi|vitest)$/.test(object.name) || property.type !== 'Identifier') return undefined
  const { name } = property
  const specifier = specifierIn(given[0])
  if ((name !== 'mock' && name !== 'doMock') || specifier === undefined) return undefined
  return { method: name, specifier }
}

/** `'./session'`, or `import('./session')`. */
function specifierIn(given: Node | undefined): string | undefined {
  if (given?.type === 'StringLiteral') return given.value
  if (given?.type === 'ImportExpression') return specifierIn(given.source)
  const isImport = given?.type === 'CallExpression' && given.callee.type === 'Import'
  return isImport ? specifierIn(given.arguments[0]) : undefined
}
