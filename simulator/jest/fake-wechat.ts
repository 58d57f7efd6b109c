import { createRequire } from 'node:module'
import type { Context } from 'node:vm'
import { bundleOf, runBundle } from './bundle.ts'

const SERVER = 'weapp-mock-server/in-memory'
const DATABASE = 'libsql'

/**
 * The mock server in one piece, run in a test file's window.
 *
 * @param cache a folder in which bundles are kept
 * @param mayChange true when somebody may have worked on its sources since it was last asked for
 * @returns a module with `createInMemoryServer`
 */
export const loadFakeWechat = (context: Context, cache: string, mayChange = false) =>
  runBundle(bundleOf(SERVER, [DATABASE], cache, mayChange), context, requireDatabase)

/** The database comes from Node, once for all test files: to find its binary takes 20 ms. */
function requireDatabase(name: string): unknown {
  const { stackTraceLimit } = Error
  // It lets Node write a report for that, and jest would trace each call on the stack to its source.
  Error.stackTraceLimit = 0
  try {
    return createRequire(createRequire(__filename).resolve(SERVER))(name)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
