import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { replaceFile } from '../../project/made-from.ts'

/** A hash of texts, for names and caches. */
export const hashOf = (...texts: string[]) => {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 20)
}

/**
 * A cache of build results in one file on disk, keyed by the texts they were made from; it lasts over
 * restarts. If the file is damaged or can't be written, results are just built again.
 */
export class BuildCache {
  readonly #file: string
  readonly #version: string
  readonly #entries: Map<string, unknown>
  #used = new Set<string>()
  #isSaved = true

  /**
   * @param file absolute
   * @param version of whatever makes the entries: those of another version are forgotten
   */
  constructor(file: string, version: string) {
    this.#file = file
    this.#version = version
    this.#entries = readEntries(file, version)
  }

  /** The entry made from these texts, made now where there is none. It must be what JSON can hold. */
  async get<Entry>(texts: string[], make: () => Entry | Promise<Entry>): Promise<Entry> {
    const key = hashOf(...texts)
    this.#used.add(key)
    if (!this.#entries.has(key)) {
      this.#entries.set(key, await make())
      this.#isSaved = false
    }
    return this.#entries.get(key) as Entry
  }

  /** Writes what was asked for since the last time, if there is something new. */
  save() {
    const used = this.#used
    this.#used = new Set()
    if (this.#isSaved) return
    const entries = [...this.#entries].filter(([key]) => used.has(key))
    const text = JSON.stringify({ version: this.#version, entries })
    try {
      replaceFile(this.#file, text, 0o600)
      this.#isSaved = true
    } catch {}
  }
}

function readEntries(file: string, version: string): Map<string, unknown> {
  try {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as {
      version: string
      entries: [string, unknown][]
    }
    return new Map(saved.version === version ? saved.entries : [])
  } catch {
    return new Map()
  }
}
