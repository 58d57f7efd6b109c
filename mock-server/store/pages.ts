import { cutPage, type Page } from '../http/page.ts'
import type { Store } from './store.ts'

/** A row as SQLite has it; numbers come as numbers. */
export type Row = Record<string, string>

/** One page of a table, noted under its name where it goes on. */
export type ReadRows = (
  name: string,
  table: string,
  options?: {
    where?: string
    values?: readonly number[]
    /** Within the page: all of a table by time would be read whole. */
    inOrderOf?: string
  },
) => Row[]

/** Reads pages of tables; `more` fills with the names of those that go on. */
export function pageReader(store: Store, page: Page): { read: ReadRows; more: string[] } {
  const more: string[] = []
  const read: ReadRows = (name, table, { where = 'TRUE', values = [], inOrderOf } = {}) => {
    const found = store
      .sql(`SELECT * FROM ${table} WHERE ${where} LIMIT ? OFFSET ?`)
      .all<Row>(...values, page.limit + 1, page.offset)
    const { rows, hasMore } = cutPage(found, page)
    if (hasMore) more.push(name)
    if (inOrderOf === undefined) return rows
    return rows.toSorted((one, other) => Number(one[inOrderOf]) - Number(other[inOrderOf]))
  }
  return { read, more }
}
