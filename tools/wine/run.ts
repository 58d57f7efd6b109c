import { parseArgs } from 'node:util'
import { installFor, layOut } from './kit.ts'
import { openMachine } from './machine.ts'
import { checkCreated, checkJest, checkLift, checkStart, type Place } from './checks.ts'

/**
 * `npm run test:wine`: the kit on Windows, as far as Wine goes. `CONTRIBUTING.md` says what it needs
 * and how long it takes.
 *
 *   --node VERSION   Node for Windows, as npm takes it (22)
 *   --only CHECK     jest, start, create or lift; may be given several times
 *   PATTERN...       which tests jest runs
 */
const checks = {
  jest: (place: Place) => checkJest(place, positionals),
  start: checkStart,
  create: checkCreated,
  lift: checkLift,
}
type Check = keyof typeof checks

const { values, positionals } = parseArgs({
  options: {
    node: { type: 'string', default: '22' },
    only: { type: 'string', multiple: true, default: Object.keys(checks) },
  },
  allowPositionals: true,
})

const unknown = values.only.filter((name) => !(name in checks))
if (unknown.length > 0) {
  console.error(
    `No such check: ${unknown.join(', ')}. There are ${Object.keys(checks).join(', ')}.`,
  )
  process.exit(2)
}

const machine = openMachine(values.node)
try {
  const folder = layOut(machine)
  installFor(machine, folder)
  for (const name of values.only as Check[]) {
    console.log(`\n${name}`)
    try {
      for await (const line of checks[name]({ machine, folder })) console.log(`  ✓ ${line}`)
    } catch (error) {
      process.exitCode = 1
      console.log(`  ✗ ${(error as Error).message}`)
    }
  }
} finally {
  machine.close()
}
