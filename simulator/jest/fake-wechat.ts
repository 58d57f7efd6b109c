import { createRequire } from 'node:module'
import type { Context } from 'node:vm'
import { bundleOf, runBundle } from './bundle.ts'

const SERVER = 'weapp-mock-server/in-memory'
const DATABASE = 'libsql'

/**
 * The mock server in one piece, run in a test file's window.
 *
 * @param cache a folder in which bundles are kept
 * @param mayChange true when its sources may have changed since the last call
 * @returns a module with `createInMemoryServer`
 */
export const loadFakeWechat = (context: Context, cache: string, mayChange = false) =>
  runBundle(bundleOf(SERVER, [DATABASE], cache, mayChange), context, requireDatabase)

/** The database comes from Node, once for all test files: to find its binary takes 20 ms. */
function requireDatabase(name: string): unknown {
  const { stackTraceLimit } = Error
  // Looking for the binary makes Node write a diagnostic report, and jest would map each frame of its
  // stack.
  Error.stackTraceLimit = 0
  try {
    return createRequire(createRequire(__filename).resolve(SERVER))(name)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
