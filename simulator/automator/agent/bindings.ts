import { toPlain } from './values.ts'

type Emit = (method: string, params: object) => void

/** The storage key of the names, kept over a reload of the phone. */
const KEY = 'weapp-automator:bindings'

/** Global functions of the mini-program that call the client: `exposeFunction`. */
export class Bindings {
  readonly #emit: Emit
  readonly #names = new Set<string>()

  constructor(emit: Emit) {
    this.#emit = emit
    for (const name of JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as string[]) this.add(name)
  }

  add(name: string) {
    this.#names.add(name)
    ;(globalThis as Record<string, unknown>)[name] = (...args: unknown[]) =>
      this.#emit('App.bindingCalled', { name, args: args.map((value) => toPlain(value)) })
    this.#keep()
  }

  removeAll() {
    for (const name of this.#names) delete (globalThis as Record<string, unknown>)[name]
    this.#names.clear()
    this.#keep()
  }

  #keep() {
    sessionStorage.setItem(KEY, JSON.stringify([...this.#names]))
  }
}
