import type { Database } from 'libsql'

type Value = string | number | null | Uint8Array

/** One SQL statement, prepared once. Rows are not checked: name their type where you read. */
export interface Statement {
  run(...values: Value[]): { changes: number }
  get<Row>(...values: Value[]): Row | undefined
  all<Row>(...values: Value[]): Row[]
}

/** A statement as libsql has it; values go in as one list. */
interface Prepared {
  run(values: Value[]): { changes: number }
  get<Row>(values: Value[]): Row | undefined
  all<Row>(values: Value[]): Row[]
}

/**
 * The statements of one database by their text, each prepared when it is first used.
 *
 * @param beforeWrite called before each `run`
 */
export function createStatements(
  db: Database,
  beforeWrite: () => void,
): (text: string) => Statement {
  const statements = new Map<string, Statement>()
  const prepare = (text: string): Statement => {
    const prepared = db.prepare(text) as unknown as Prepared
    return {
      get: (...values) => prepared.get(values),
      all: (...values) => prepared.all(values),
      run: (...values) => {
        beforeWrite()
        return prepared.run(values)
      },
    }
  }
  return (text) => {
    let statement = statements.get(text)
    if (!statement) statements.set(text, (statement = prepare(text)))
    return statement
  }
}
