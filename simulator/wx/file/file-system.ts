import { ApiFailure } from '../failure.ts'
import type { Host } from '../host.ts'
import { USER_DATA_PATH, type Bytes, type Files } from './files.ts'
import { statsOf } from './stats.ts'

const STORE = 'wxfile://store_'

/** WeChat's reasons, with their numbers. https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.readFile.html */
export const fileFailures = {
  missing: (act: string, path: string) =>
    new ApiFailure(`no such file or directory, ${act} '${path}'`, 1300002),
  denied: (act: string, path: string) =>
    new ApiFailure(`permission denied, ${act} '${path}'`, 1300013),
  exists: (act: string, path: string) =>
    new ApiFailure(`file already exists, ${act} '${path}'`, 1301005),
  notEmpty: (path: string) => new ApiFailure(`directory not empty, rmdir '${path}'`, 1300066),
  isFolder: (path: string) =>
    new ApiFailure(`illegal operation on a directory, open '${path}'`, 1301101),
  badDescriptor: () => new ApiFailure('bad file descriptor', 1300009),
}

/**
 * A mini-program's files, as `FileSystemManager` works on them: it writes below `wxfile://usr` only,
 * and reads its temporary and kept files and those of its package.
 */
export class FileSystem {
  readonly #files: Files
  readonly #readPackage: Host['readPackage']

  constructor(files: Files, { readPackage }: Host) {
    this.#files = files
    this.#readPackage = readPackage
  }

  exists(path: string): boolean {
    return this.#files.hasFolder(path) || this.#find(path) !== undefined
  }

  /** @throws ApiFailure where there is no such file, or it is a folder */
  read(path: string): Bytes {
    if (this.#files.hasFolder(path)) throw fileFailures.isFolder(path)
    const bytes = this.#find(path)
    if (!bytes) throw fileFailures.missing('open', path)
    return bytes
  }

  /** @throws ApiFailure outside the mini-program's own folder, or where the folder is missing */
  write(path: string, bytes: Bytes) {
    this.requireWritable(path, 'open')
    if (this.#files.hasFolder(path)) throw fileFailures.isFolder(path)
    if (!this.#files.hasFolder(folderOf(path))) throw fileFailures.missing('open', path)
    this.#files.put(path, bytes)
  }

  append(path: string, bytes: Bytes) {
    const before = this.read(path)
    const all = new Uint8Array(before.length + bytes.length)
    all.set(before)
    all.set(bytes, before.length)
    this.write(path, all)
  }

  copy(from: string, to: string) {
    this.write(to, this.read(from))
  }

  rename(from: string, to: string) {
    if (!this.exists(from)) throw fileFailures.missing('rename', from)
    this.requireWritable(from, 'rename')
    this.requireWritable(to, 'rename')
    const isFolder = this.#files.hasFolder(from)
    for (const path of [
      ...this.#files.folders(isFolder ? `${from}/` : '\0'),
      ...(isFolder ? [from] : []),
    ]) {
      this.#files.removeFolder(path)
      this.#files.addFolder(to + path.slice(from.length))
    }
    for (const path of isFolder ? this.#files.paths(`${from}/`) : [from]) {
      this.#files.put(to + path.slice(from.length), this.read(path))
      this.#files.remove(path)
    }
  }

  remove(path: string) {
    const isOwn = path.startsWith(USER_DATA_PATH) || path.startsWith('wxfile://')
    if (this.#files.hasFolder(path)) throw fileFailures.isFolder(path)
    if (!isOwn) throw fileFailures.denied('unlink', path)
    if (!this.#files.remove(path)) throw fileFailures.missing('unlink', path)
  }

  makeFolder(path: string, recursive: boolean) {
    this.requireWritable(path, 'mkdir')
    if (this.exists(path)) throw fileFailures.exists('mkdir', path)
    const above = folderOf(path)
    if (!this.#files.hasFolder(above)) {
      if (!recursive) throw fileFailures.missing('mkdir', path)
      this.makeFolder(above, true)
    }
    this.#files.addFolder(path)
  }

  removeFolder(path: string, recursive: boolean) {
    this.requireWritable(path, 'rmdir')
    if (!this.#files.hasFolder(path)) throw fileFailures.missing('rmdir', path)
    const inside = this.#below(path)
    if (inside.length > 0 && !recursive) throw fileFailures.notEmpty(path)
    for (const one of inside) {
      this.#files.remove(one)
      this.#files.removeFolder(one)
    }
    this.#files.removeFolder(path)
  }

  /** The names in a folder. */
  list(path: string): string[] {
    if (!this.#files.hasFolder(path)) throw fileFailures.missing('scandir', path)
    const start = `${path.replace(/\/+$/, '')}/`
    const names = this.#below(path).map((one) => one.slice(start.length).split('/')[0] ?? '')
    return [...new Set(names)]
  }

  stat(path: string, recursive: boolean) {
    if (!this.exists(path)) throw fileFailures.missing('stat', path)
    const own = (one: string) => {
      const entry = this.#files.entry(one)
      if (entry || this.#files.hasFolder(one)) return statsOf(entry)
      return statsOf({ content: new Blob([this.read(one)]), bytes: undefined, changedAt: 0 })
    }
    if (!recursive || !this.#files.hasFolder(path)) return own(path)
    const all = [path, ...this.#below(path)]
    return all.map((one) => ({ path: one.slice(path.length) || '/', stats: own(one) }))
  }

  /** Keeps a temporary file: it moves to `to`, or to a path that WeChat makes up. */
  save(from: string, to?: string): string {
    const bytes = this.read(from)
    const path = to ?? this.#files.newPath('store', /\.(\w+)$/.exec(from)?.[1] ?? 'dat')
    if (to === undefined) this.#files.put(path, bytes)
    else this.write(to, bytes)
    this.#files.remove(from)
    return path
  }

  /** Files that were kept under a path WeChat made up. */
  saved() {
    return this.#files.paths(STORE).map((filePath) => ({
      filePath,
      size: this.#files.entry(filePath)?.content.size ?? 0,
      createTime: Math.floor((this.#files.entry(filePath)?.changedAt ?? 0) / 1000),
    }))
  }

  requireWritable(path: string, act: string) {
    if (!path.startsWith(`${USER_DATA_PATH}/`)) throw fileFailures.denied(act, path)
  }

  #below(folder: string): string[] {
    const start = `${folder.replace(/\/+$/, '')}/`
    return [...this.#files.folders(start), ...this.#files.paths(start)]
  }

  #find(path: string): Bytes | undefined {
    const entry = this.#files.entry(path)
    if (entry) return entry.bytes
    if (path.startsWith('wxfile://')) return undefined
    return this.#readPackage?.(path.replace(/^\//, ''))
  }
}

const folderOf = (path: string) => path.replace(/\/+$/, '').replace(/\/[^/]*$/, '')
