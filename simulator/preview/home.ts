import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * The folder of the preview's own files: beside the sources in a clone; with the bundles in the
 * package, where this code is in `dist/` or `dist/chunks/`.
 */
export function findHome(): string {
  const found = [here, join(here, 'preview'), join(here, '../preview')].find((folder) =>
    existsSync(join(folder, 'index.html')),
  )
  if (found === undefined) throw new Error('weapp-login-kit is not installed whole: no preview')
  return found
}
