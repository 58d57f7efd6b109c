import type { Script, ScriptSource } from '../../engine/modules.ts'
import type { Fault } from '../../engine/program.ts'

interface Definition {
  dependencies: Record<string, string>
  script: Script
}

/** The scripts that the page of the phone has loaded; each hands itself in. */
export class LoadedScripts implements ScriptSource {
  readonly #definitions = new Map<string, Definition>()
  readonly #onFault: (fault: Fault) => void

  constructor(onFault: (fault: Fault) => void) {
    this.#onFault = onFault
  }

  /** Called by every compiled script with itself. */
  define = (path: string, dependencies: Record<string, string>, script: Script) => {
    this.#definitions.set(path, { dependencies, script })
  }

  /** Called in place of a script that does not compile. */
  fail = (fault: Fault) => this.#onFault(fault)

  get = (path: string) => this.#definitions.get(path)?.script

  resolve = (from: string, specifier: string) =>
    this.#definitions.get(from)?.dependencies[specifier]
}
