type Event = 'unhandledRejection' | 'uncaughtException'
type Listener = (...given: unknown[]) => void

/**
 * Listens to an event of the process before all other listeners. Vitest's would end the whole run.
 *
 * @param take true: it is handled, and no other listener is called
 */
export function listenFirst(event: Event, take: (...given: unknown[]) => boolean) {
  const others = process.rawListeners(event) as Listener[]
  process.removeAllListeners(event)
  const first: Listener = (...given) => {
    if (!take(...given)) for (const other of others) other.apply(process, given)
  }
  process.on(event, first)
  return {
    /** Restores the other listeners. */
    stop() {
      process.off(event, first)
      for (const other of others) process.on(event, other)
    },
  }
}
