import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The scripts of a mini-program as WeChat loads them: every module once per launch, so that
 * `app.ts` and all pages share one `services/`, and anew at the next launch.
 *
 * Jest gives no way to run a page's script again in the same registry, which loading a component
 * needs. So pages and components each get a registry of their own, and in it every other script is
 * replaced by the one instance of this launch.
 */
export class Modules {
  #shared = new Map<string, unknown>()

  readonly #root: string

  constructor(root: string) {
    this.#root = root
    for (const file of scriptsWithoutTemplate(root)) {
      jest.doMock(file, () => this.#instanceOf(file))
    }
  }

  /** A script of the mini-program, in the one instance this launch has of it. */
  get(path: string): unknown {
    const file = ['.ts', '.js'].map((ending) => join(this.#root, path + ending)).find(existsSync)
    if (!file) throw new Error(`There is no script ${path} in ${this.#root}.`)
    return this.isolated(() => this.#instanceOf(file))
  }

  /** Runs `load` in a registry of its own. */
  isolated<T>(load: () => T): T {
    let result: { value: T } | undefined
    jest.isolateModules(() => {
      result = { value: load() }
    })
    return (result as { value: T }).value
  }

  #instanceOf(file: string): unknown {
    if (!this.#shared.has(file)) this.#shared.set(file, jest.requireActual(file))
    return this.#shared.get(file)
  }
}

function scriptsWithoutTemplate(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => join(root, file))
    .filter((file) => !existsSync(file.replace(/\.\w+$/, '.wxml')))
}
