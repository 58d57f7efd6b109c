import { Listeners } from './listeners.ts'

/**
 * Events of the phone that no API causes: it is shaken, its screen is captured. A test, or a host,
 * fires them.
 */
export class Events {
  readonly #listeners = new Map<string, Listeners<unknown>>()
  readonly #history = new Map<string, object[]>()
  readonly #reportError: (error: unknown) => void

  constructor(reportError: (error: unknown) => void) {
    this.#reportError = reportError
  }

  /** Those that `wx.on<name>` added. */
  of(name: string): Listeners<unknown> {
    const listeners = this.#listeners.get(name) ?? new Listeners<unknown>()
    this.#listeners.set(name, listeners)
    return listeners
  }

  /**
   * Calls what `wx.on<name>` added: `happen('UserCaptureScreen')`.
   *
   * @returns how many listen
   */
  happen(name: string, detail: object = {}): number {
    const listeners = this.of(name)
    this.#history.set(name, [...this.history(name), detail])
    listeners.tell(detail, this.#reportError)
    return listeners.size
  }

  /** Past events, oldest first. */
  history(name: string): object[] {
    return this.#history.get(name) ?? []
  }
}
