/** A document of the cloud database. */
export type Document = Record<string, unknown> & { _id: string }

/** The collections of a cloud database, in memory. */
export class Collections {
  readonly #collections = new Map<string, Document[]>()
  #count = 0

  of(name: string): Document[] {
    const documents = this.#collections.get(name) ?? []
    this.#collections.set(name, documents)
    return documents
  }

  newId(): string {
    return (++this.#count).toString(16).padStart(32, '0')
  }
}
