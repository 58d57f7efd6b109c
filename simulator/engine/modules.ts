/**
 * Names of a browser's that a mini-program's scripts do not have: WeChat hands each script a
 * variable of this name with nothing in it.
 */
export const HIDDEN_NAMES = [
  'window',
  'document',
  'frames',
  'self',
  'location',
  'navigator',
  'localStorage',
  'history',
  'screen',
  'alert',
  'confirm',
  'prompt',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'sessionStorage',
  'indexedDB',
  'MutationObserver',
  'WebKitMutationObserver',
  'Worker',
  'Image',
  'Node',
  'Element',
  'HTMLElement',
  'DOMParser',
  'FormData',
  'FileReader',
  'Headers',
  'Request',
  'Response',
  'URL',
  'URLSearchParams',
  'postMessage',
  'MessageChannel',
  'BroadcastChannel',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'getComputedStyle',
  'matchMedia',
  'requestIdleCallback',
  'cancelIdleCallback',
] as const

/** A script of a mini-program as a function: it runs when it is called. */
export type Script = (
  require: Require,
  module: { exports: unknown },
  exports: unknown,
  ...hidden: undefined[]
) => void

/**
 * The code of a script as the text of such a function, on as many lines. The inner function lets a
 * script declare its own variables with the hidden names.
 */
export const wrapScript = (code: string) =>
  `function (require, module, exports, ${HIDDEN_NAMES.join(', ')}) { var globalThis = global, Function = global.Function; (function () {${code}\n}).call(this) }`

/** The source of a mini-program's scripts. */
export interface ScriptSource {
  /** The script, by its path from the root without ending. */
  get(path: string): Script | undefined
  /** Resolves `require(specifier)` in the script at `from`: a path, if there is such a script. */
  resolve(from: string, specifier: string): string | undefined
}

/** A failure as `require.async` reports it. */
interface AsyncFailure {
  mod: string
  errMsg: string
}

/** `require` as WeChat has it: with callbacks, and as a promise, for scripts of other subpackages. */
interface Require {
  (specifier: string): unknown
  (specifier: string, success: (exports: unknown) => void, fail?: (why: AsyncFailure) => void): void
  async(specifier: string): Promise<unknown>
}

/**
 * The mini-program's scripts, run as WeChat runs them: each once, when it is first required.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/reference/api/require.html
 */
export class ModuleLoader {
  readonly #source: ScriptSource
  readonly #reportError: (error: unknown) => void
  readonly #modules = new Map<string, { exports: unknown }>()
  #loading: string | undefined

  /** @param reportError called with errors of scripts that are loaded later */
  constructor(source: ScriptSource, reportError: (error: unknown) => void) {
    this.#source = source
    this.#reportError = reportError
  }

  /**
   * The page or component whose script runs. What `Page` and `Component` are given then is its
   * definition, whichever script calls them.
   */
  get loading(): string | undefined {
    return this.#loading
  }

  has = (path: string) => this.#source.get(path) !== undefined

  /**
   * Runs the script of a page or a component.
   *
   * @throws what the script throws
   */
  load(path: string) {
    const outer = this.#loading
    this.#loading = path
    try {
      this.require(path)
    } finally {
      this.#loading = outer
    }
  }

  /** @throws Error when there is no such script, or what the script throws */
  require(path: string): unknown {
    const known = this.#modules.get(path)
    if (known) return known.exports
    const script = this.#source.get(path)
    if (!script) throw new Error(`module '${path}.js' is not defined`)
    const module = { exports: {} as unknown }
    this.#modules.set(path, module) // before it runs: two scripts may require each other
    try {
      script.call(undefined, this.#requireFrom(path), module, module.exports)
    } catch (error) {
      this.#modules.delete(path)
      throw error
    }
    return module.exports
  }

  #requireFrom(from: string): Require {
    const find = (specifier: string) => {
      const found = this.#source.resolve(from, specifier)
      if (found !== undefined) return found
      throw new Error(
        `module '${specifier}' is not defined, require args is '${specifier}' (${from})`,
      )
    }
    const async = async (specifier: string) => {
      await Promise.resolve() // always asynchronous
      try {
        return this.require(find(specifier))
      } catch (error) {
        throw failureOf(specifier, error)
      }
    }
    const require = (
      specifier: string,
      success?: (exports: unknown) => void,
      fail?: (why: AsyncFailure) => void,
    ) => {
      if (typeof success !== 'function') return this.require(find(specifier))
      async(specifier).then(success, fail).catch(this.#reportError)
    }
    return Object.assign(require, { async })
  }
}

function failureOf(mod: string, error: unknown): AsyncFailure {
  return { mod, errMsg: error instanceof Error ? error.message : String(error) }
}
