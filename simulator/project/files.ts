import { existsSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Never part of a mini-program, and large. */
const LEFT_OUT = /^(?:\..+|node_modules)$/

/**
 * The files of a mini-program by their names from its root. Names are case-sensitive,
 * as on a phone, whatever this machine's file system does.
 */
export class ProjectFiles {
  /** Absolute. */
  readonly root: string
  /** Absolute paths of the folders they lie in: a file may be added to any of them. */
  readonly folders: string[] = []
  /** Links to places outside the mini-program: not part of it. */
  readonly strayLinks: string[] = []
  readonly #files = new Map<string, FoundFile>()
  /** Names by their lower-case form; created when first used. */
  #ignoringCase: Map<string, string> | undefined

  readonly #leftOut: ReadonlySet<string>

  /**
   * @param root absolute; its folders are read at once, its files when needed
   * @param leftOut absolute paths of folders that are no part of the mini-program
   */
  constructor(root: string, leftOut: readonly string[] = []) {
    this.root = root
    this.#leftOut = new Set(
      leftOut.flatMap((folder) => (existsSync(folder) ? [realpathSync(folder)] : [])),
    )
    this.#addAll('', root)
  }

  has(name: string): boolean {
    return this.#files.has(name)
  }

  /** @param ending with its dot */
  list(ending = ''): string[] {
    return [...this.#files.keys()].filter((name) => name.endsWith(ending))
  }

  /** The path of a file on this machine. */
  pathOf(name: string): string | undefined {
    return this.#files.get(name)?.path
  }

  /** The same without links; nothing where a link leads out of the mini-program by now. */
  realPathOf(name: string): string | undefined {
    const found = this.#files.get(name)
    try {
      const real = found && realpathSync(found.path)
      return real !== undefined && this.#isOwn(real, found?.realRoot ?? '') ? real : undefined
    } catch {
      return undefined
    }
  }

  /**
   * A file's text, without a byte order mark; `undefined` where there is none, or none any more.
   */
  read(name: string): string | undefined {
    const path = this.pathOf(name)
    try {
      return path === undefined ? undefined : readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    } catch {
      return undefined
    }
  }

  /** Changes whenever the file does. */
  stampOf(name: string): string {
    const path = this.pathOf(name)
    const found = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
    return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : ''
  }

  /**
   * A file whose name differs only in upper and lower case: this machine may open it, a phone does
   * not.
   */
  inOtherCase(name: string): string | undefined {
    this.#ignoringCase ??= new Map([...this.#files.keys()].map((it) => [it.toLowerCase(), it]))
    const other = this.#ignoringCase.get(name.toLowerCase())
    return other === name ? undefined : other
  }

  /** Lets a folder from elsewhere be part of the mini-program under another name. */
  mount(name: string, folder: string) {
    this.#addAll(name, folder)
    this.#ignoringCase = undefined
  }

  #addAll(name: string, folder: string) {
    const real = realpathSync(folder)
    this.#add({ name, path: folder, real, realRoot: real, above: new Set([real]) })
  }

  #add({ name, path: folder, real: realFolder, realRoot, above }: Folder) {
    this.folders.push(folder)
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (LEFT_OUT.test(entry.name)) continue
      const inner = name === '' ? entry.name : `${name}/${entry.name}`
      const path = join(folder, entry.name)
      const isLink = entry.isSymbolicLink()
      const kind = isLink ? this.#follow(inner, path, realRoot) : kindOf(entry)
      if (kind === 'file') this.#files.set(inner, { path, realRoot })
      if (kind !== 'folder') continue
      const real = isLink ? realpathSync(path) : join(realFolder, entry.name)
      if (above.has(real) || this.#leftOut.has(real)) continue
      this.#add({ name: inner, path, real, realRoot, above: new Set([...above, real]) })
    }
  }

  #follow(name: string, path: string, realRoot: string): Kind {
    try {
      const real = realpathSync(path)
      if (this.#isOwn(real, realRoot)) return kindOf(statSync(real))
      this.strayLinks.push(name)
    } catch {} // it leads nowhere
    return undefined
  }

  /** True when a path without links is part of what lies below a folder. */
  #isOwn(real: string, realRoot: string): boolean {
    if (!`${real}${sep}`.startsWith(`${realRoot}${sep}`)) return false
    const isIn = (folder: string) => `${real}${sep}`.startsWith(`${folder}${sep}`)
    const isPrivate = relative(realRoot, real)
      .split(sep)
      .some((part) => LEFT_OUT.test(part))
    return !isPrivate && ![...this.#leftOut].some(isIn)
  }
}

interface FoundFile {
  /** Absolute. */
  path: string
  /** Links may lead anywhere below it. */
  realRoot: string
}

interface Folder {
  name: string
  path: string
  /** `path` without links. */
  real: string
  /** Links may lead anywhere below it. */
  realRoot: string
  /** This folder and those around it, without links: a link to one of them would never end. */
  above: ReadonlySet<string>
}

type Kind = 'file' | 'folder' | undefined

const kindOf = (found: Pick<Dirent, 'isFile' | 'isDirectory'>): Kind =>
  found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined
