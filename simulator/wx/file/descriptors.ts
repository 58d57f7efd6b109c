import { fileFailures, type FileSystem } from './file-system.ts'
import type { Bytes } from './files.ts'

interface Open {
  path: string
  position: number
  flag: string
}

/** Files that are open, by the number `open` gave out. */
export class Descriptors {
  readonly #open = new Map<string, Open>()
  readonly #system: FileSystem
  #count = 100

  constructor(system: FileSystem) {
    this.#system = system
  }

  /** @param flag as in Node: `r`, `r+`, `w`, `wx`, `a`... */
  open(path: string, flag: string): string {
    const exists = this.#system.exists(path)
    if (flag.includes('x') && exists) throw fileFailures.exists('open', path)
    if (flag.startsWith('r') && !exists) throw fileFailures.missing('open', path)
    if (flag.startsWith('w') || !exists) this.#system.write(path, new Uint8Array())
    const position = flag.startsWith('a') ? this.#system.read(path).length : 0
    const fd = String(++this.#count)
    this.#open.set(fd, { path, position, flag })
    return fd
  }

  close(fd: string) {
    this.at(fd)
    this.#open.delete(fd)
  }

  /** Copies what is in the file into `into`; returns how many bytes. */
  read(fd: string, into: Bytes, length: number, position: number | undefined): number {
    const file = this.at(fd)
    const start = position ?? file.position
    const part = this.#system.read(file.path).subarray(start, start + length)
    into.set(part)
    if (position === undefined) file.position += part.length
    return part.length
  }

  /** Overwrites bytes; returns their number. */
  write(fd: string, bytes: Bytes, position: number | undefined): number {
    const file = this.at(fd)
    const before = this.#system.read(file.path)
    const start = position ?? file.position
    const after = new Uint8Array(Math.max(before.length, start + bytes.length))
    after.set(before)
    after.set(bytes, start)
    this.#system.write(file.path, after)
    if (position === undefined) file.position += bytes.length
    return bytes.length
  }

  truncate(fd: string, length: number) {
    const { path } = this.at(fd)
    const after = new Uint8Array(length)
    after.set(this.#system.read(path).subarray(0, length))
    this.#system.write(path, after)
  }

  /** @throws ApiFailure where no file is open under this number */
  at(fd: string): Open {
    const file = this.#open.get(fd)
    if (!file) throw fileFailures.badDescriptor()
    return file
  }
}
