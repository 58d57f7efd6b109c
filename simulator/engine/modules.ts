import type { Fault } from './program.ts'

/** What a script of a mini-program is given besides `require`, `module` and `exports`. */
export interface ScriptGlobals {
  wx: unknown
  App: unknown
  Page: unknown
  Component: unknown
  Behavior: unknown
  getApp: unknown
  getCurrentPages: unknown
}

type Script = (
  require: (specifier: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  ...globals: unknown[]
) => void

interface Definition {
  dependencies: Record<string, string>
  script: Script
}

/**
 * The mini-program's scripts, run as WeChat runs them: each once, when it is first required, with
 * the names of a mini-program as variables.
 */
export class ModuleLoader {
  readonly #definitions = new Map<string, Definition>()
  readonly #modules = new Map<string, { exports: unknown }>()
  readonly #globalsFor: (path: string) => ScriptGlobals
  readonly #onFault: (fault: Fault) => void

  constructor(globalsFor: (path: string) => ScriptGlobals, onFault: (fault: Fault) => void) {
    this.#globalsFor = globalsFor
    this.#onFault = onFault
  }

  /** Called by every compiled script with itself. */
  define = (path: string, dependencies: Record<string, string>, script: Script) => {
    this.#definitions.set(path, { dependencies, script })
  }

  /** Called in place of a script that does not compile. */
  fail = (fault: Fault) => this.#onFault(fault)

  has = (path: string) => this.#definitions.has(path)

  /** @throws Error when no such script was loaded, or what the script throws */
  require(path: string): unknown {
    const known = this.#modules.get(path)
    if (known) return known.exports
    const definition = this.#definitions.get(path)
    if (!definition) throw new Error(`module "${path}" is not found`)
    const module = { exports: {} as unknown }
    this.#modules.set(path, module)
    const requireFrom = (specifier: string) => {
      const target = definition.dependencies[specifier]
      if (target === undefined) {
        throw new Error(`module "${specifier}" is not found, required by ${path}`)
      }
      return this.require(target)
    }
    const { wx, App, Page, Component, Behavior, getApp, getCurrentPages } = this.#globalsFor(path)
    definition.script.call(
      undefined,
      requireFrom,
      module,
      module.exports,
      wx,
      App,
      Page,
      Component,
      Behavior,
      getApp,
      getCurrentPages,
    )
    return module.exports
  }
}
