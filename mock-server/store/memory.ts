/** More rows than this are not kept in mind, of one statement. */
const MOST_ROWS = 1_000

interface Known {
  tables: string[]
  values: Map<unknown, unknown>
}

/** What statements gave before, until their tables change. */
export class Memory {
  readonly #known = new Map<string, Known>()

  /** What `read` gives for this statement and key, remembered unless it gives nothing. */
  find<Value>(
    text: string,
    key: readonly unknown[],
    read: () => Value | undefined,
  ): Value | undefined {
    const { values } = this.#of(text)
    const name = key.length === 1 ? key[0] : key.join('\u0000')
    const known = values.get(name) as Value | undefined
    if (known !== undefined) return known
    const value = read()
    if (value === undefined) return undefined
    if (values.size >= MOST_ROWS) values.clear()
    values.set(name, value)
    return value
  }

  /** Forgets what came from this table, or from any. */
  forget(table?: string) {
    for (const { tables, values } of this.#known.values()) {
      if (table === undefined || tables.includes(table)) values.clear()
    }
  }

  #of(text: string): Known {
    let known = this.#known.get(text)
    if (!known) {
      const tables = [...text.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/g)].map(([, table]) => table ?? '')
      this.#known.set(text, (known = { tables, values: new Map() }))
    }
    return known
  }
}

/**
 * Which table's remembered rows a statement makes wrong. A plain INSERT makes none wrong, since what
 * was not found is not remembered; a DELETE may reach other tables through their references.
 */
export function changedBy(text: string): { table?: string } | undefined {
  const [, verb, table = ''] =
    /^\s*(INSERT INTO|INSERT OR \w+ INTO|UPDATE|DELETE FROM|ROLLBACK)\b\s*(\w*)/.exec(text) ?? []
  if (verb === 'UPDATE') return { table }
  if (verb === 'DELETE FROM' || verb === 'ROLLBACK') return {}
  if (verb === 'INSERT INTO' && !/\bON CONFLICT\b/.test(text)) return undefined
  return verb === undefined ? undefined : { table }
}
