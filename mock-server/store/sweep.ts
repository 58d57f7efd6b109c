import { setTimeout } from 'node:timers' // a document of jsdom, or a test, hides the global one
import type { Store } from './store.ts'

/** What is over need not be gone at once. */
const PAUSE_MS = 60_000
/** So many rows are looked at in one turn: a few milliseconds, whatever the table holds. */
const SLICE_ROWS = 2_000
/** Between two slices others have their turn. */
const REST_MS = 10

/** Rows that are over from a moment on. */
export interface Passing {
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
export function sweep(store: Store, passing: Passing, before: number) {
  const now = store.clock.now()
  const times = sweptAt.get(store) ?? new Map<string, number>()
  sweptAt.set(store, times)
  if (now - (times.get(passing.table) ?? -Infinity) < PAUSE_MS) return
  times.set(passing.table, now)
  sweepFrom(store, passing, before, '')
}

function sweepFrom(store: Store, passing: Passing, before: number, start: string) {
  if (!store.isOpen) return
  const { table, key, time } = passing
  const end = store
    .sql(`SELECT ${key} AS key FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT 1 OFFSET ?`)
    .get<{ key: string }>(start, SLICE_ROWS - 1)?.key
  const within = end === undefined ? `${key} > ?` : `${key} > ? AND ${key} <= ?`
  const bounds = end === undefined ? [start] : [start, end]
  const isOver = `FROM ${table} WHERE ${within} AND ${time} < ?`
  // A delete makes the store forget what it remembers: not for nothing.
  if (store.sql(`SELECT 1 ${isOver} LIMIT 1`).get(...bounds, before)) {
    store.sql(`DELETE ${isOver}`).run(...bounds, before)
  }
  if (end === undefined) return
  setTimeout(() => sweepFrom(store, passing, before, end), REST_MS).unref()
}
