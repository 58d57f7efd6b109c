/** Those who want to be told of one kind of event, in the order they came. */
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

  /** Tells everybody; what one throws is reported and keeps it from nobody. */
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
