/** The folder a mini-program may write to: `wx.env.USER_DATA_PATH`. */
export const USER_DATA_PATH = 'wxfile://usr'

/** Bytes of a file. */
export type Bytes = Uint8Array<ArrayBuffer>

/** A stored file. */
export interface StoredFile {
  content: Blob
  /** Its content; of a `Blob` that was put in, a moment later. */
  bytes: Bytes | undefined
  /** Milliseconds since 1970. */
  changedAt: number
}

/**
 * The files of a mini-program: what WeChat returns as a path, and what was put under one. Folders
 * are only those of the mini-program's own (`wxfile://usr`); all else is one flat heap.
 */
export class Files {
  readonly #files = new Map<string, StoredFile>()
  readonly #folders = new Set<string>([USER_DATA_PATH])
  #count = 0

  /** Puts a temporary file on the phone and returns its path, in the form WeChat uses on phones. */
  add(content: Blob | string | Bytes, ending = 'jpg'): string {
    const path = this.newPath('tmp', ending)
    this.put(path, content)
    return path
  }

  /** A path that no file has: of a temporary file, or of one that is kept (`store`). */
  newPath(kind: 'tmp' | 'store', ending: string): string {
    return `wxfile://${kind}_${String(++this.#count).padStart(8, '0')}.${ending}`
  }

  put(path: string, content: Blob | string | Bytes) {
    const file: StoredFile = { ...storedForm(content), changedAt: Date.now() }
    this.#files.set(normal(path), file)
    if (file.bytes) return
    void file.content.arrayBuffer().then((buffer) => {
      file.bytes = new Uint8Array(buffer)
    })
  }

  get(path: string): Blob | undefined {
    return this.#files.get(normal(path))?.content
  }

  entry(path: string): StoredFile | undefined {
    return this.#files.get(normal(path))
  }

  /** @returns whether there was one */
  remove(path: string): boolean {
    return this.#files.delete(normal(path))
  }

  /** The paths of all files that begin like this, in the order they were made. */
  paths(start = ''): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(start))
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(normal(path))
  }

  addFolder(path: string) {
    this.#folders.add(normal(path))
  }

  removeFolder(path: string) {
    this.#folders.delete(normal(path))
  }

  folders(start = ''): string[] {
    return [...this.#folders].filter((path) => path.startsWith(start))
  }
}

function storedForm(content: Blob | string | Bytes) {
  if (content instanceof Blob) return { content, bytes: undefined }
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { content: new Blob([bytes]), bytes }
}

const normal = (path: string) => path.replace(/\/+$/, '')
