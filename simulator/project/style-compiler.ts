import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { StyleLanguage } from './styles.ts'

/** A compiler that is installed. */
export interface StyleCompiler {
  version: string
  /** Takes 100 ms and more, so that it is done where something is to be compiled only. */
  load: () => unknown
}

/**
 * The project's own compiler, or the kit's where the project has none; both may have none.
 *
 * @param folder the project's, absolute
 */
export function findStyleCompiler(
  folder: string,
  language: StyleLanguage,
): StyleCompiler | undefined {
  for (const base of [join(folder, 'package.json'), import.meta.url]) {
    const require = createRequire(base)
    try {
      const version = versionOf(require.resolve(language))
      return { version, load: () => require(language) as unknown }
    } catch {} // it is not installed there
  }
  return undefined
}

function versionOf(entry: string): string {
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as StyleCompiler).version
  }
  return ''
}
