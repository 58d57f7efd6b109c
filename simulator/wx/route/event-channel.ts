type Listener = (...args: unknown[]) => void

/**
 * One end of the channel between a page and the page it opened: events emitted at one end reach the
 * listeners of the other.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/route/EventChannel.html
 */
export class EventChannel {
  readonly #listeners = new Map<string, Listener[]>()
  #other: EventChannel | undefined

  /** Both ends of a new line. */
  static pair(): [EventChannel, EventChannel] {
    const [one, other] = [new EventChannel(), new EventChannel()]
    one.#other = other
    other.#other = one
    return [one, other]
  }

  emit(event: string, ...args: unknown[]) {
    this.#other?.tell(event, args)
  }

  private tell(event: string, args: unknown[]) {
    for (const listener of this.#listeners.get(event) ?? []) listener(...args)
  }

  on(event: string, listener: Listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }

  once(event: string, listener: Listener) {
    const once = (...args: unknown[]) => {
      this.off(event, once)
      listener(...args)
    }
    this.on(event, once)
  }

  /** Without a listener: all of the event. */
  off(event: string, listener?: Listener) {
    const others = this.#listeners.get(event)?.filter((one) => one !== listener) ?? []
    this.#listeners.set(event, listener ? others : [])
  }
}
