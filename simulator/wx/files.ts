/** The temporary files of a mini-program: what WeChat hands out as a path. */
export class Files {
  readonly #files = new Map<string, Blob>()

  /** Puts a file on the phone and returns its path, in the form WeChat uses on phones. */
  add(content: Blob | string, ending = 'jpg'): string {
    const path = `wxfile://tmp_${String(this.#files.size + 1).padStart(8, '0')}.${ending}`
    this.#files.set(path, typeof content === 'string' ? new Blob([content]) : content)
    return path
  }

  get(path: string): Blob | undefined {
    return this.#files.get(path)
  }
}
