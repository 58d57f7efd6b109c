import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { javascriptOf } from './commonjs.ts'

/** The project's own: all that differs between backends. Never overwritten. */
const OWNED_BY_THE_PROJECT = 'config.js'

/**
 * Puts `miniprogram/services` and `config` as plain JavaScript into another mini-program:
 *
 *     npm run lift -- ../my-app/login
 *
 * Types are stripped by DevTools' own Babel plugin; imports become `require`. Files that are there
 * already are overwritten, except `config.js`, which is the project's to change.
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
    const options = { flag: target === OWNED_BY_THE_PROJECT ? 'wx' : 'w' }
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

/** Steps to do by hand in a folder that an earlier version was lifted into. */
export function adviceFor(folder: string): string[] {
  const advice: string[] = []
  const config = readFileSync(join(folder, OWNED_BY_THE_PROJECT), 'utf8')
  if (!/\bbackend\b\s*[=:,}]/.test(config)) {
    advice.push('config.js is of an earlier version: add  exports.backend = { url: backendUrl }')
  }
  if (existsSync(join(folder, 'services/contract.js'))) {
    advice.push('services/contract.js is used no more: what you changed there belongs in config.js')
  }
  return advice
}
