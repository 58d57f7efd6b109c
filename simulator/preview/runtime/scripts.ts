import type { Script, ScriptSource } from '../../engine/modules.ts'

interface Definition {
  dependencies: Record<string, string>
  script: Script
}

/** The scripts that the page of the phone has loaded; each hands itself in. */
export class LoadedScripts implements ScriptSource {
  readonly #definitions = new Map<string, Definition>()

  /** Called by every compiled script with itself. */
  define = (path: string, dependencies: Record<string, string>, script: Script) => {
    this.#definitions.set(path, { dependencies, script })
  }

  get = (path: string) => this.#definitions.get(path)?.script

  resolve = (from: string, specifier: string) =>
    this.#definitions.get(from)?.dependencies[specifier]
}
