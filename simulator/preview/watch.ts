import { statSync, watch, type FSWatcher } from 'node:fs'

/** Follows one save of one file at once. */
const SINGLE_MS = 4
/** Waits for tools that write many files, one after another. */
const BURST_MS = 40
/**
 * A file that is being written is empty for a moment; one that stays empty for this long is meant
 * to be empty.
 */
const EMPTY_MS = 150

/**
 * Calls a listener when something in some folders changes. Folders are watched, not files: an editor
 * that replaces a file by another one is noticed as well. The listener finds out what has changed.
 */
export class FolderWatch {
  readonly #onChange: () => void
  readonly #watchers = new Map<string, Watched>()
  readonly #changed = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  /** When the first of the changes came. */
  #since: number | undefined

  /** @param onChange called once for changes that come together */
  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  /** Watches these folders and no others. @returns whether there are new ones among them */
  set(folders: Iterable<string>): boolean {
    const wanted = new Set(folders)
    for (const [folder, { identity }] of this.#watchers) {
      // A folder that was removed and created again is a different folder under the same name.
      if (!wanted.has(folder) || identity !== identityOf(folder)) this.#forget(folder)
    }
    const added = [...wanted].filter((folder) => !this.#watchers.has(folder))
    for (const folder of added) this.#add(folder)
    return added.some((folder) => this.#watchers.has(folder))
  }

  /** True while a change has not been reported to the listener. */
  get isPending(): boolean {
    return this.#changed.size > 0
  }

  close() {
    clearTimeout(this.#timer)
    for (const folder of this.#watchers.keys()) this.#forget(folder)
  }

  #add(folder: string) {
    try {
      const watcher = watch(folder, { persistent: false }, (_, file) =>
        this.#note(`${folder}/${file ?? ''}`),
      )
      // The folder is gone, or the system can watch no more: the next read shows which.
      watcher.on('error', () => this.#forget(folder))
      this.#watchers.set(folder, { watcher, identity: identityOf(folder) })
    } catch {} // gone since it was listed
  }

  #forget(folder: string) {
    this.#watchers.get(folder)?.watcher.close()
    this.#watchers.delete(folder)
  }

  #note(path: string) {
    this.#changed.add(path)
    this.#since ??= performance.now()
    this.#wait(this.#changed.size > 2 ? BURST_MS : SINGLE_MS)
  }

  #wait(ms: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const waited = performance.now() - (this.#since ?? 0)
      if (waited < EMPTY_MS && [...this.#changed].some(isEmpty)) return this.#wait(SINGLE_MS)
      this.#changed.clear()
      this.#since = undefined
      this.#onChange()
    }, ms)
  }
}

interface Watched {
  watcher: FSWatcher
  identity: string | undefined
}

/**
 * Distinguishes a folder from its replacement: file systems reuse the inode number of a removed
 * one.
 */
function identityOf(folder: string): string | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found && `${found.ino} ${found.birthtimeMs}`
}

const isEmpty = (path: string) => statSync(path, { throwIfNoEntry: false })?.size === 0
