import { setTimeout } from 'node:timers' // a document of jsdom, or a test, hides the global one
import type { Store } from './store.ts'

/** So many rows are looked at in one turn: a few milliseconds, whatever the table holds. */
const SLICE_ROWS = 2_000
/** Between two slices others have their turn. */
const REST_MS = 10

/** A table, and the columns of its primary key, all of them texts. */
export interface Sliced {
  table: string
  keys: readonly string[]
}

/**
 * Walks a table along its primary key, slice by slice, so that requests do not wait for a large one. A small
 * table is done when this returns; the promise settles when all are done, or the store was closed.
 *
 * @param work is given a condition that holds for the rows of the slice, and its values
 */
export async function inSlices(
  store: Store,
  { table, keys }: Sliced,
  work: (where: string, values: string[]) => void,
): Promise<void> {
  const columns = keys.join(', ')
  const places = keys.map(() => '?').join(', ')
  const after = `(${columns}) > (${places})`
  const lastOfSlice = `SELECT ${columns} FROM ${table} WHERE ${after} ORDER BY ${columns} LIMIT 1 OFFSET ?`
  let start = keys.map(() => '')
  while (store.isOpen) {
    const last = store.sql(lastOfSlice).get<Record<string, string>>(...start, SLICE_ROWS - 1)
    if (!last) return work(after, start)
    const end = keys.map((key) => last[key] ?? '')
    work(`${after} AND (${columns}) <= (${places})`, [...start, ...end])
    start = end
    await new Promise((resolve) => setTimeout(resolve, REST_MS).unref())
  }
}

/**
 * Changes every row of a table, slice by slice.
 *
 * @param set such as `expires_at = 0`
 */
export const updateAll = (store: Store, sliced: Sliced, set: string): Promise<void> =>
  inSlices(
    store,
    sliced,
    (where, values) =>
      void store.sql(`UPDATE ${sliced.table} SET ${set} WHERE ${where}`).run(...values),
  )

/** Deletes every row of a table that nothing refers to, slice by slice. */
export const deleteAll = (store: Store, sliced: Sliced): Promise<void> =>
  inSlices(
    store,
    sliced,
    (where, values) => void store.sql(`DELETE FROM ${sliced.table} WHERE ${where}`).run(...values),
  )
