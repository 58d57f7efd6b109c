import type { Script, ScriptSource } from '../engine/modules.ts'
import { faultIn, type ReadProgram } from './program.ts'

type JestRequire = (path: string) => unknown

/** A script as `transform.cjs` makes it: it runs on the globals it is given. */
type Loaded = { script: (globals: object) => Script; jestRequire?: JestRequire } | { mock: unknown }

/** Each file's script, loaded once per test file; running it is cheap. */
const loaded = new Map<string, Loaded>()

/** A package that is not built for the mini-program: jest finds it in `node_modules`. */
const UNBUILT = 'npm:'

/** The scripts of a mini-program, found by WeChat's rules and compiled by jest. */
export class JestScripts implements ScriptSource {
  readonly #read: ReadProgram
  readonly #globals: object
  /** Resolvers of jest for such packages, from the folder of the script that requires it. */
  readonly #unbuilt = new Map<string, JestRequire>()

  /** @param globals what the scripts find as globals */
  constructor(read: ReadProgram, globals: object) {
    this.#read = read
    this.#globals = globals
  }

  /** @throws Error for a page or component with something wrong in its files */
  get(path: string): Script | undefined {
    const jestRequire = this.#unbuilt.get(path)
    if (jestRequire) {
      const name = path.slice(UNBUILT.length)
      const mock = miniprogramHost.mocks?.of(name)
      return exporting(mock ? mock.exports : jestRequire(name))
    }
    const file = this.#read.scriptAt(path)
    if (file === undefined) return undefined
    const fault = faultIn(this.#read, path)
    if (fault !== undefined) throw new Error(fault)
    const script = load(file)
    return 'mock' in script ? exporting(script.mock) : script.script(this.#globals)
  }

  resolve(from: string, specifier: string): string | undefined {
    const found = this.#read.resolve(from, specifier)
    if ('path' in found) return found.path
    if (specifier.startsWith('.') || specifier.startsWith('/')) return undefined
    const by = loaded.get(this.#read.scriptAt(from) ?? '')
    if (!by || !('script' in by) || !by.jestRequire) return undefined
    this.#unbuilt.set(UNBUILT + specifier, by.jestRequire)
    return UNBUILT + specifier
  }
}

const exporting =
  (exports: unknown): Script =>
  (_require, module) => {
    module.exports = exports
  }

/**
 * Takes the script out of its file, without running it. What a test mocks by `jest.mock` or `vi.mock`
 * stays so.
 */
function load(file: string): Loaded {
  const { mocks } = miniprogramHost
  const known = loaded.get(file)
  if (known && !mocks) return known
  const taken = mocks
    ? loadWithoutRegistry(file)
    : isLeftAlone(file)
      ? { script: compile(file) }
      : take(file)
  loaded.set(file, taken)
  return taken
}

/** Under vitest: compiled scripts are cached by the host, and mocks belong to the test file. */
function loadWithoutRegistry(file: string): Loaded {
  const mock = miniprogramHost.mocks?.of(file)
  if (mock) return { mock: mock.exports }
  const jestRequire = miniprogramHost.requireFrom?.(file)
  return { script: compile(file), ...(jestRequire && { jestRequire }) }
}

/** Jest compiles nothing in `node_modules`. */
const isLeftAlone = (file: string) => /[\\/]node_modules[\\/]/.test(file)

const compile = (file: string) => miniprogramHost.compileScript(file) as (globals: object) => Script

/** Lets jest run the file, which hands its script over. */
function take(file: string): Loaded {
  let result: Loaded | undefined
  miniprogramHost.takeScript = (script, jestRequire) => {
    result ??= { script: script as (globals: object) => Script, jestRequire }
  }
  try {
    jest.isolateModules(() => {
      const exports = require(file) as unknown
      result ??= { mock: exports }
    })
  } finally {
    delete miniprogramHost.takeScript
  }
  return result as unknown as Loaded
}
