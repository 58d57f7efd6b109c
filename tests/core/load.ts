import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { transformSync } from '@babel/core'
import { mutations } from './mutations.ts'

/** What the loaded code shall see instead of the real things: `wx`, `setTimeout`, `Date`... */
export type Globals = Record<string, unknown>

type Compiled = (
  module: { exports: object },
  exports: object,
  require: unknown,
  globals: Globals,
) => void

export const root = resolve(__dirname, '../..')
const compiled = new Map<string, Compiled>()
const mutation = mutations.find(({ name }) => name === process.env.MUTATION)

/**
 * Runs a script and all it imports anew, with its own globals: thousands of fresh instances a
 * second, which jest's registry can't do. The code is compiled once, by DevTools' Babel plugin.
 */
export function load<T>(path: string, globals: Globals): T {
  const loaded = new Map<string, object>()
  const loadFile = (file: string): object => {
    const known = loaded.get(file)
    if (known) return known
    const module = { exports: {} }
    loaded.set(file, module.exports)
    const require = (name: string) => loadFile(fileOf(join(dirname(file), name)))
    compile(file, Object.keys(globals))(module, module.exports, require, globals)
    return module.exports
  }
  return loadFile(fileOf(join(root, path))) as T
}

const fileOf = (path: string) => (existsSync(path) ? path : `${path}.ts`)

function compile(file: string, names: string[]): Compiled {
  const key = `${file} ${names.join()}`
  const known = compiled.get(key)
  if (known) return known
  const { code } =
    transformSync(sourceOf(file), {
      filename: file,
      babelrc: false,
      configFile: false,
      presets: ['@babel/preset-typescript'],
      plugins: ['@babel/plugin-transform-modules-commonjs'],
    }) ?? {}
  const body = `"use strict"; const { ${names.join()} } = globals\n{${code}\n}\n//# sourceURL=${file}`
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
