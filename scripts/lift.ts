import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { javascriptOf } from './javascript.ts'

/** Never overwritten. */
const OWNED_BY_THE_PROJECT = new Set(['config.js', 'services/contract.js'])

/**
 * Puts `miniprogram/services` and `config` as plain JavaScript into another mini-program:
 *
 *     npm run lift -- ../my-app/login
 *
 * Types are stripped by DevTools' own Babel plugin; imports become `require`. Files that are there
 * already are overwritten, except `config.js` and `services/contract.js`, which are the project's to
 * change.
 *
 * @param source the folder `miniprogram` of this project
 * @returns what was written
 */
export function lift(source: string, folder: string): string[] {
  const files = [
    'config.ts',
    ...readdirSync(join(source, 'services')).map((name) => `services/${name}`),
  ]
  const written: string[] = []
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const path = join(source, file)
    const target = file.replace(/ts$/, 'js')
    const options = { flag: OWNED_BY_THE_PROJECT.has(target) ? 'wx' : 'w' }
    mkdirSync(dirname(join(folder, target)), { recursive: true })
    try {
      writeFileSync(join(folder, target), javascriptOf(readFileSync(path, 'utf8'), path), options)
      written.push(target)
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
    }
  }
  return written
}
