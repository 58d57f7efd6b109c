import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type * as Es5 from './es5.ts'
import type * as JavaScript from '../../simulator/cli/update/commonjs.ts'

const root = resolve(__dirname, '../..')
const FOLDER = join(root, 'node_modules/.cache/weapp-login-kit/compiled')

/** Of whatever compiles: what other versions made is not found any more. */
const version = ['simulator/cli/update/commonjs.ts', 'tests/core/es5.ts', 'package-lock.json']
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .reduce((hash, text) => hash.update(text).update('\0'), createHash('sha1'))
  .digest('hex')

/**
 * A TypeScript source as phones run it. Babel takes a second to load and a hundred files as long to
 * compile, in every test file again: what it made is kept on disk by the text it was made from.
 */
export function compiledOnce(source: string, file: string, compiler?: Es5.Compiler): string {
  const key = createHash('sha1').update([version, compiler, file, source].join('\0')).digest('hex')
  const kept = join(FOLDER, key)
  try {
    return readFileSync(kept, 'utf8')
  } catch {
    const code = compile(source, file, compiler)
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(`${kept}.${process.pid}`, code)
    renameSync(`${kept}.${process.pid}`, kept) // whole or not at all: another worker may read it
    return code
  }
}

const load = createRequire(__filename)

/** With Babel, which is loaded when it is needed. */
function compile(source: string, file: string, compiler?: Es5.Compiler): string {
  if (compiler) return (load('./es5.ts') as typeof Es5).es5Of(source, file, compiler)
  return (load('../../simulator/cli/update/commonjs.ts') as typeof JavaScript).javascriptOf(
    source,
    file,
  )
}
