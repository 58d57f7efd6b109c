import { existsSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What a script finds as globals: those of the phone it runs on. */
export type PhoneGlobals = Record<
  'wx' | 'App' | 'Page' | 'Component' | 'Behavior' | 'getApp' | 'getCurrentPages',
  unknown
>

type Require = (path: string) => unknown
type Script = (
  module: { exports: unknown },
  exports: unknown,
  require: Require,
  globals: PhoneGlobals,
) => void

/** A script as `transform.cjs` makes it, or what a test mocks it with. */
type Loaded = { script: Script; jestRequire: Require } | { mock: unknown }

/** Each file's script, loaded once per test file; running it is cheap. */
const loaded = new Map<string, Loaded>()

/** In WeChat's order; TypeScript is what the JavaScript beside it was made from. */
const ENDINGS = ['', '.ts', '.js', '.json', '/index.ts', '/index.js']

/**
 * The scripts of a mini-program as WeChat runs them: every script once per launch, so that `app.js`
 * and all pages share one `utils/`, and anew at the next launch. Two phones share nothing.
 */
export class Scripts {
  readonly #modules = new Map<string, { exports: unknown }>()
  readonly #root: string
  readonly #globals: PhoneGlobals

  constructor(root: string, globals: PhoneGlobals) {
    this.#root = root
    this.#globals = globals
  }

  /** The exports of a script, named from the mini-program's root without its ending. */
  get(path: string): unknown {
    return this.#run(this.#resolve(this.#root, `./${path}`, 'the test'))
  }

  /** Whether there is such a script. */
  has(path: string): boolean {
    return fileOf(join(this.#root, path)) !== undefined
  }

  #run(file: string): unknown {
    const known = this.#modules.get(file)
    if (known) return known.exports
    const script = load(file)
    if ('mock' in script) return script.mock
    const module: { exports: unknown } = { exports: {} }
    this.#modules.set(file, module) // before it runs: two scripts may require each other
    try {
      script.script(
        module,
        module.exports,
        this.#requireFrom(file, script.jestRequire),
        this.#globals,
      )
    } catch (error) {
      this.#modules.delete(file)
      throw error
    }
    return module.exports
  }

  #requireFrom(file: string, jestRequire: Require): Require {
    const by = relative(this.#root, file)
    const required = (path: string) => {
      const found = path.startsWith('.') || path.startsWith('/') ? undefined : this.#npm(file, path)
      if (found) return this.#run(found)
      const isNpm = !path.startsWith('.') && !path.startsWith('/')
      if (isNpm && !fileOf(join(dirname(file), path))) return jestRequire(path) // not built yet
      return this.#run(this.#resolve(dirname(file), path, by))
    }
    /** Other subpackages' scripts, as `require.async` gives them. */
    const async = (path: string) => Promise.resolve().then(() => required(path))
    return Object.assign(
      (path: string, success?: (exports: unknown) => void, fail?: (error: unknown) => void) => {
        if (success) void async(path).then(success, fail)
        return success ? undefined : required(path)
      },
      { async },
    )
  }

  #resolve(folder: string, path: string, by: string): string {
    const file = fileOf(path.startsWith('/') ? join(this.#root, path) : join(folder, path))
    if (file) return file
    throw new Error(`${by} requires '${path}', and there is no such script (looked for .ts, .js).`)
  }

  /** A package in the `miniprogram_npm` next to the script, or further up to the root. */
  #npm(file: string, name: string): string | undefined {
    return fileOf(npmFolder(this.#root, dirname(file), name) ?? '')
  }
}

/**
 * Where `miniprogram_npm` has a package (or a file in it): searched from a folder up to the root, as
 * WeChat does. https://developers.weixin.qq.com/miniprogram/dev/devtools/npm.html
 */
export function npmFolder(root: string, from: string, name: string): string | undefined {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const path = join(folder, 'miniprogram_npm', name)
    if (existsSync(path) || fileOf(path)) return path
    if (folder === root) return undefined
  }
  return undefined
}

function fileOf(path: string): string | undefined {
  if (path === '') return undefined
  return ENDINGS.map((ending) => path + ending).find((file) => isFile(file))
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Takes the script out of its file, without running it. What a test mocks by `jest.mock` stays so. */
function load(file: string): Loaded {
  const known = loaded.get(file)
  if (known) return known
  let result: Loaded | undefined
  miniprogramHost.takeScript = (script, jestRequire) => {
    result ??= { script: script as Script, jestRequire }
  }
  try {
    jest.isolateModules(() => {
      const exports = require(file) as unknown
      result ??= { mock: exports }
    })
  } finally {
    delete miniprogramHost.takeScript
  }
  const taken = result as unknown as Loaded
  loaded.set(file, taken)
  return taken
}
