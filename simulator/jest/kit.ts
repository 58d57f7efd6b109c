import type * as plainSimulate from './plain.ts'

/**
 * The package's jest side in one module, for its parts share the phone and the network of a test:
 * what tests import, what jest's setup calls before each file, and plain component tests.
 */
export * from './index.ts'
export { install } from './install.ts'
// For the kit's own tests and stories.
export { failOnProblems } from './problems.ts'
export { builtIn } from './elements.ts'
export { pressButton } from '../wx/open-api/button.ts'
export { reviewNickname } from '../wx/open-api/nickname.ts'
export { turn, waitFor } from './wait.ts'

/** Loaded when a test uses it: miniprogram-simulate is an optional dependency. */
export const plain = () => require('./plain.ts') as typeof plainSimulate
