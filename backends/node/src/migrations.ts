import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'

/** An arbitrary number, the same in all processes. */
const LOCK = 0x77656170

/**
 * Runs the files of the folder that were not run yet, in the order of their names, all in one
 * transaction. Processes that start at once wait for each other.
 *
 * While a new version starts, the former still serves: a migration only adds what the new one
 * needs; what is no longer used is removed in a later version.
 *
 * @returns the names of the files that were run
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const files = readdirSync(folder)
    .filter((name) => /^[\w-]+\.sql$/.test(name))
    .toSorted()
  const run: string[] = []
  await database.migrate(LOCK, async (execute) => {
    await execute('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY)')
    const rows = (await execute('SELECT name FROM migrations')) as { name: string }[]
    const known = new Set(rows.map(({ name }) => name))
    for (const name of files) {
      if (known.has(name)) continue
      await execute(readFileSync(join(folder, name), 'utf8'))
      await execute(`INSERT INTO migrations VALUES ('${name}')`) // a name of the pattern above
      run.push(name)
    }
  })
  return run
}
