import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** The hash of each file that something was made from, by its path. */
export type Inputs = Record<string, string>

/** A short hash, for names and for what was kept. */
export const hash = (content: string | Uint8Array) =>
  createHash('sha256').update(content).digest('hex').slice(0, 16)

/** The hash of a file's content; `undefined` where there is no such file. */
function hashOfFile(path: string): string | undefined {
  try {
    return hash(readFileSync(path))
  } catch {
    return undefined
  }
}

/**
 * A file system's clock is coarse: a file saved just after a moment may have a time just before it.
 */
const TICK_MS = 20

/**
 * Stamps of the files that something was compiled from.
 *
 * @param folder absolute: what the paths start from
 * @param begun when making began, as `Date.now()`: a file that was saved since then gets no hash,
 *   because it is unknown which content was used
 */
export function inputsOf(paths: string[], folder: string, begun: number): Inputs {
  const entries = paths.map((path) => {
    const file = resolve(folder, path)
    const saved = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
    return [path, saved < begun - TICK_MS ? (hashOfFile(file) ?? '') : '']
  })
  return Object.fromEntries(entries) as Inputs
}

/** True when each of the files is still what it was. */
export const isMadeFrom = (inputs: Inputs, folder: string) =>
  Object.entries(inputs).every(([path, was]) => hashOfFile(resolve(folder, path)) === was)

/**
 * Writes a file whole or not at all: another process may read it now. Its folder is made.
 *
 * @param mode its permissions, as `writeFile` takes them
 */
export function replaceFile(path: string, content: string | Uint8Array, mode?: number) {
  const coming = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(coming, content, { mode })
    renameSync(coming, path)
  } catch (error) {
    rmSync(coming, { force: true }) // a full disk keeps half of it
    throw error
  }
}
