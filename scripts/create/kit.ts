import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Parts } from './options.ts'

/** This repository: npm runs scripts in the package's folder. */
export const kit = process.cwd()

/** Traces of work that no copy is to have. */
const LEFT_BEHIND =
  /^(?:node_modules|miniprogram_npm|coverage|\.data|\.DS_Store|project\.private\.config\.json|.+\.log)$/

/** Tests of the kit's own documents and sources. */
const OF_THE_KIT = new Set([
  'tests/components/docs.test.ts',
  'tests/stories/errors.test.ts',
  'tests/stories/tutorials.test.ts',
])

const ALWAYS = [
  '.editorconfig',
  '.gitattributes',
  '.npmrc',
  'project.config.json',
  'tsconfig.json',
  'miniprogram',
]
const MOCK = [
  'start.ts',
  'mock-server',
  'simulator/tsconfig.json',
  'simulator/preview',
  'simulator/engine',
  'simulator/wx',
  'scripts/check-wechat.ts',
  'scripts/wechat',
]
const TESTS = [
  'simulator/jest',
  'tests/components',
  'mock-server/contract',
  'tests/stories',
  'tests/tsconfig.json',
]

/** The files of this repository that go into a new project, as paths from its root. */
export function filesFor({ mock, tests }: Parts): string[] {
  const paths = [...ALWAYS, ...(mock ? MOCK : []), ...(tests ? TESTS : [])]
  return withImports(paths.flatMap(filesBelow))
}

/** All files of a folder, or the file itself. */
function filesBelow(path: string): string[] {
  if (!statSync(join(kit, path)).isDirectory()) return OF_THE_KIT.has(path) ? [] : [path]
  return readdirSync(join(kit, path))
    .filter((name) => !LEFT_BEHIND.test(name))
    .flatMap((name) => filesBelow(posix.join(path, name)))
}

/** These files and what they import: of `tests/support` only that is wanted. */
function withImports(files: string[]): string[] {
  const found = new Set(files)
  for (const file of found) {
    if (!file.endsWith('.ts')) continue
    for (const imported of importsOf(file)) found.add(imported) // visited in turn
  }
  return [...found].toSorted()
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(kit, file), 'utf8')
  return [...text.matchAll(/\bfrom '(\.[^']+\.ts)'|\bimport\('(\.[^']+\.ts)'\)/g)]
    .map(([, named, loaded]) => posix.join(posix.dirname(file), named ?? loaded ?? ''))
    .filter((path) => existsSync(join(kit, path)))
}
