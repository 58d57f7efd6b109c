import type { Store } from './store.ts'

type Row = Record<string, string | number | null | Uint8Array>

/** All rows of one table. */
export interface TableCopy {
  name: string
  rows: Row[]
}

/** Parents before the tables that refer to them, so that rows can be put back in this order. */
const TABLES = `
  SELECT name FROM sqlite_schema
  WHERE type = 'table' AND (name LIKE 'wechat\\_%' ESCAPE '\\' OR name LIKE 'backend\\_%' ESCAPE '\\')
  ORDER BY name = 'backend_users' DESC, name`

const tableNames = (store: Store) =>
  store
    .sql(TABLES)
    .all<{ name: string }>()
    .map(({ name }) => name)

/** The number of rows all tables hold together. */
export const countRows = (store: Store): number =>
  tableNames(store)
    .map((name) => store.sql(`SELECT count(*) AS count FROM ${name}`).get<{ count: number }>())
    .reduce((sum, found) => sum + (found?.count ?? 0), 0)

/** Every row of every table. */
export const copyTables = (store: Store): TableCopy[] =>
  tableNames(store).map((name) => ({ name, rows: store.sql(`SELECT * FROM ${name}`).all<Row>() }))

/** Puts a copy in the place of what is there now, whole or not at all. */
export function restoreTables(store: Store, tables: readonly TableCopy[]) {
  store.transaction(() => {
    for (const name of tableNames(store).toReversed()) store.sql(`DELETE FROM ${name}`).run()
    for (const { name, rows } of tables) {
      for (const row of rows) {
        const columns = Object.keys(row)
        const places = columns.map(() => '?').join(', ')
        store
          .sql(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${places})`)
          .run(...Object.values(row))
      }
    }
  })
}
