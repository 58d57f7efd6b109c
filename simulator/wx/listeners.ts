/** Listeners to one kind of event, called in the order they were added. */
export class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>()

  add = (listener: (event: Event) => void) => {
    this.#listeners.add(listener)
  }

  /** Without a listener: all of them, as WeChat's `off...` does. */
  remove = (listener?: (event: Event) => void) => {
    if (listener) this.#listeners.delete(listener)
    else this.#listeners.clear()
  }

  get size(): number {
    return this.#listeners.size
  }

  /** Calls every listener; an error of one is reported and does not stop the others. */
  tell(event: Event, reportError: (error: unknown) => void) {
    for (const listener of Array.from(this.#listeners)) {
      try {
        listener(event)
      } catch (error) {
        reportError(error)
      }
    }
  }
}
