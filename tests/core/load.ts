import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { compiledOnce } from './compiled.ts'
import type { Compiler } from './es5.ts'
import { mutations } from './mutations.ts'

/** Options of loading the services. */
export interface LoadOptions {
  /** The text of `miniprogram/config.ts`, in place of the template's. */
  config?: string | undefined
  /** The compiler that makes ES5 of it, as for old phones; absent: none. */
  compiler?: Compiler | undefined
}

/** Globals of the loaded code, in place of the real ones: `wx`, `setTimeout`, `Date`... */
export type Globals = Record<string, unknown>

type Compiled = (
  module: { exports: object },
  exports: object,
  require: unknown,
  globals: Globals,
) => void

const root = resolve(__dirname, '../..')
const CONFIG = join(root, 'miniprogram/config.ts')
const compiled = new Map<string, Compiled>()
const mutation = mutations.find(({ name }) => name === process.env.MUTATION)

/**
 * Runs a script and all it imports again, with its own globals: thousands of fresh instances a
 * second, which jest's registry can't do. The code is compiled once, by DevTools' Babel plugin.
 */
export function load<T>(path: string, globals: Globals, { config, compiler }: LoadOptions = {}): T {
  const loaded = new Map<string, object>()
  const names = Object.keys(globals).join()
  const loadFile = (file: string): object => {
    const known = loaded.get(file)
    if (known) return known
    const module = { exports: {} }
    loaded.set(file, module.exports)
    const require = (name: string) => loadFile(fileOf(dirname(file), name))
    const text = file === CONFIG ? config : undefined
    compile(file, names, text, compiler)(module, module.exports, require, globals)
    return module.exports
  }
  return loadFile(fileOf(root, path)) as T
}

const files = new Map<string, string>()

/** Which file an import means; the disk is asked once. */
function fileOf(folder: string, name: string): string {
  const key = `${folder} ${name}`
  const known = files.get(key)
  if (known !== undefined) return known
  const path = join(folder, name)
  const file = existsSync(path) ? path : `${path}.ts`
  files.set(key, file)
  return file
}

function compile(file: string, names: string, text = '', compiler?: Compiler): Compiled {
  const key = `${file} ${names} ${compiler} ${text}`
  const known = compiled.get(key)
  if (known) return known
  const source = text || sourceOf(file)
  const code = compiledOnce(source, file, compiler)
  const body = `"use strict"; const { ${names} } = globals\n{${code}\n}\n//# sourceURL=${file}`
  // oxlint-disable-next-line typescript/no-implied-eval -- our own sources, compiled above
  const run = new Function('module', 'exports', 'require', 'globals', body) as Compiled
  compiled.set(key, run)
  return run
}

/** The file's text; with the mutation that `MUTATION` names, if it is this file's. */
function sourceOf(file: string): string {
  const source = readFileSync(file, 'utf8')
  if (!mutation || relative(root, file) !== join('miniprogram/services', mutation.file))
    return source
  return mutation.edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${mutation.name}: ${from} is not in ${file}`)
    return text.replace(from, () => to)
  }, source)
}
