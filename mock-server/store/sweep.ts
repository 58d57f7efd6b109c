import { inSlices } from './slices.ts'
import type { Store } from './store.ts'

/** Expired rows need not be deleted at once. */
const PAUSE_MS = 60_000

/** Rows that expire. */
export interface ExpiringRows {
  table: string
  /** Its primary key, along which it is walked: an index by time would cost every sign-in a page. */
  key: string
  /** The column of times, in milliseconds. */
  time: string
}

const sweptAt = new WeakMap<Store, Map<string, number>>()

/**
 * Deletes the rows whose time is before `before`, unless that was done within the last minute. A small
 * table is done when this returns; a large one is done slice by slice, so that nobody waits for it.
 */
export function sweep(store: Store, { table, key, time }: ExpiringRows, before: number) {
  const now = store.clock.now()
  const times = sweptAt.get(store) ?? new Map<string, number>()
  sweptAt.set(store, times)
  if (now - (times.get(table) ?? -Infinity) < PAUSE_MS) return
  times.set(table, now)
  void inSlices(store, { table, keys: [key] }, (where, values) => {
    const isOver = `FROM ${table} WHERE ${where} AND ${time} < ?`
    // A write clears the store's cache: not for nothing.
    if (store.sql(`SELECT 1 ${isOver} LIMIT 1`).get(...values, before)) {
      store.sql(`DELETE ${isOver}`).run(...values, before)
    }
  })
}
