import { spawnSync } from 'node:child_process'

/**
 * The promises of the sign-in core over a hundred thousand random orders of events: `npm run test:long`,
 * or another number of them: `npm run test:long 20000`.
 */
const RUNS = process.argv[2] ?? '100000'
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', 'tests/core/promises', 'tests/core/old-phones'],
  { stdio: 'inherit', env: { ...process.env, RUNS } },
)
process.exitCode = status ?? 1
