import type { Store } from './store.ts'

const PAUSE_MS = 60_000

const doneAt = new WeakMap<Store, Map<string, number>>()

/** Runs `work` unless it ran within the last minute: what tidies up need not be done each time. */
export function nowAndThen(store: Store, name: string, work: (now: number) => void) {
  const now = store.clock.now()
  const times = doneAt.get(store) ?? new Map<string, number>()
  doneAt.set(store, times)
  if (now - (times.get(name) ?? -Infinity) < PAUSE_MS) return
  times.set(name, now)
  work(now)
}
