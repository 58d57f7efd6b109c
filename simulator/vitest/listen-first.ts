type Event = 'unhandledRejection' | 'uncaughtException'
type Listener = (...given: unknown[]) => void

/**
 * Hears of an event of the process before everybody else, vitest among them, which takes it for the
 * end of the whole run.
 *
 * @param take true: it is taken care of, and nobody else hears of it
 */
export function listenFirst(event: Event, take: (...given: unknown[]) => boolean) {
  const others = process.rawListeners(event) as Listener[]
  process.removeAllListeners(event)
  const first: Listener = (...given) => {
    if (!take(...given)) for (const other of others) other.apply(process, given)
  }
  process.on(event, first)
  return {
    /** Gives the others their places back. */
    stop() {
      process.off(event, first)
      for (const other of others) process.on(event, other)
    },
  }
}
