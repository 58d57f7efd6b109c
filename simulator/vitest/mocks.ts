import { realpathSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'

/** A module that a test mocks by `vi.mock`. */
interface Mock {
  /** Imports it as the test does: vitest answers with the mock. */
  load: () => Promise<object>
  isCommonJs: boolean
  /** The result of requiring it, once it is loaded. */
  exports?: unknown
}

/**
 * Modules that a test file mocks. Scripts of a mini-program require each other at once, while vitest
 * makes a mock when it is imported: so all of them are imported before each test.
 */
export class Mocks {
  readonly #mocks = new Map<string, Mock>()

  /** @param name a file, or a package */
  add(name: string, load: Mock['load'], isCommonJs: boolean) {
    this.#mocks.set(keyOf(name), { load, isCommonJs })
  }

  /** Imports what is mocked. */
  async load() {
    for (const mock of this.#mocks.values()) {
      mock.exports = exportsOf(await mock.load(), mock.isCommonJs)
    }
  }

  /** @throws Error when a mini-program is started before any test runs */
  of(name: string): { exports: unknown } | undefined {
    const mock = this.#mocks.get(keyOf(name))
    if (!mock) return undefined
    if (!('exports' in mock)) {
      throw new Error(
        `${name} is mocked, and mocks are there once tests run: launch in a test or in a hook.`,
      )
    }
    return { exports: mock.exports }
  }
}

/** Bundlers write slashes on Windows, too, and follow links. */
const keyOf = (name: string) => (isAbsolute(name) ? realpathSync(resolve(name)) : name)

/** The default export of a CommonJS module is what it exports, as in Node; of others it is one of many. */
function exportsOf(namespace: object, isCommonJs: boolean): unknown {
  if (isCommonJs && Object.hasOwn(namespace, 'default')) {
    return (namespace as { default: unknown }).default
  }
  return Object.defineProperty({ ...namespace }, '__esModule', { value: true })
}
