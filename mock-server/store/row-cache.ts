/** More rows than this are not kept, of one statement. */
const MOST_ROWS = 1_000

/**
 * Rows that statements gave, until anything is written. Without it an authorized read takes half as
 * long again, and a sign-in a third: one statement costs about as much as a whole answer.
 */
export class RowCache {
  readonly #known = new Map<string, Map<unknown, unknown>>()

  /** The result of `read` for this statement and key, kept unless it gives nothing. */
  find<Value>(
    text: string,
    key: readonly unknown[],
    read: () => Value | undefined,
  ): Value | undefined {
    const values = this.#of(text)
    const name = key.length === 1 ? key[0] : key.join('\u0000')
    const known = values.get(name) as Value | undefined
    if (known !== undefined) return known
    const value = read()
    if (value === undefined) return undefined
    if (values.size >= MOST_ROWS) values.clear()
    values.set(name, value)
    return value
  }

  /** Every write invalidates the whole cache. */
  clear() {
    for (const values of this.#known.values()) values.clear()
  }

  #of(text: string): Map<unknown, unknown> {
    let values = this.#known.get(text)
    if (!values) this.#known.set(text, (values = new Map()))
    return values
  }
}
