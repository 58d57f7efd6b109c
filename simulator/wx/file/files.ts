/** The files of a mini-program: what WeChat hands out as a path, and what was put under one. */
export class Files {
  readonly #files = new Map<string, Blob>()
  #count = 0

  /** Puts a temporary file on the phone and returns its path, in the form WeChat uses on phones. */
  add(content: Blob | string, ending = 'jpg'): string {
    const path = `wxfile://tmp_${String(++this.#count).padStart(8, '0')}.${ending}`
    this.put(path, content)
    return path
  }

  put(path: string, content: Blob | string) {
    this.#files.set(path, typeof content === 'string' ? new Blob([content]) : content)
  }

  get(path: string): Blob | undefined {
    return this.#files.get(path)
  }
}
