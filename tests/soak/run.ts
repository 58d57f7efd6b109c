import { checkClients } from './clients.ts'
import { holdConnections } from './connections.ts'
import { floodServer } from './flood.ts'
import { killRepeatedly } from './kill.ts'
import { serveMillion } from './million.ts'

/**
 * npm run test:soak [-- clients|fuzz|kill|connections|million [count]]: the tests that take minutes.
 * They stop at the first fault and print the operations before it.
 */
const [only, count] = process.argv.slice(2)

const parts: Record<string, (count?: number) => Promise<string>> = {
  clients: async (runs = 3_000) => {
    await checkClients(runs)
    return `${runs} random histories of several clients: nothing misbehaved`
  },
  fuzz: floodServer,
  kill: killRepeatedly,
  connections: holdConnections,
  million: serveMillion,
}

for (const [name, run] of Object.entries(parts)) {
  if (only !== undefined && only !== name) continue
  const began = Date.now()
  const said = await run(count === undefined ? undefined : Number(count))
  console.log(`${name}: ${said} (${Math.round((Date.now() - began) / 1000)} s)`)
}
