/** Changes of a source, each given by the offsets it has before any of them. */
export class Edits {
  readonly #edits: { start: number; end: number; text: string }[] = []

  replace(start: number, end: number, text: string) {
    this.#edits.push({ start, end, text })
  }

  insert(at: number, text: string) {
    this.replace(at, at, text)
  }

  /** The changed source. What was inserted at one place stays in the order it was inserted. */
  applyTo(source: string): string {
    const inOrder = this.#edits.toSorted((a, b) => a.start - b.start || a.end - b.end)
    let result = ''
    let at = 0
    for (const { start, end, text } of inOrder) {
      result += source.slice(at, start) + text
      at = end
    }
    return result + source.slice(at)
  }
}
