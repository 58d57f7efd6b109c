import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs'
import { join, sep } from 'node:path'

/** Never part of a mini-program, and large. */
const LEFT_OUT = /^(?:\..*|node_modules)$/

/**
 * The files of a mini-program by their names from its root. Names are told apart by their letter case,
 * as on a phone, whatever this machine's file system does.
 */
export class ProjectFiles {
  /** Absolute. */
  readonly root: string
  /** Links that lead out of the mini-program: no part of it. */
  readonly strayLinks: string[] = []
  /** Absolute paths by name. */
  readonly #files = new Map<string, string>()
  /** Names by the same in small letters; made when first asked for. */
  #ignoringCase: Map<string, string> | undefined

  /** @param root absolute; its folders are read at once, its files when asked for */
  constructor(root: string) {
    this.root = root
    this.#addAll('', root)
  }

  has(name: string): boolean {
    return this.#files.has(name)
  }

  /** @param ending with its dot */
  list(ending = ''): string[] {
    return [...this.#files.keys()].filter((name) => name.endsWith(ending))
  }

  /** Where a file is on this machine. */
  pathOf(name: string): string | undefined {
    return this.#files.get(name)
  }

  /**
   * A file's text, without a byte order mark; `undefined` where there is none, or none any more.
   */
  read(name: string): string | undefined {
    const path = this.#files.get(name)
    try {
      return path === undefined ? undefined : readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    } catch {
      return undefined
    }
  }

  /** Changes whenever the file does. */
  stampOf(name: string): string {
    const path = this.#files.get(name)
    const found = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
    return found ? `${found.mtimeMs} ${found.size}` : ''
  }

  /** A file of the same name in other letters: this machine may open it, a phone does not. */
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
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (LEFT_OUT.test(entry.name)) continue
      const inner = name === '' ? entry.name : `${name}/${entry.name}`
      const path = join(folder, entry.name)
      const isLink = entry.isSymbolicLink()
      const kind = isLink ? this.#follow(inner, path, realRoot) : kindOf(entry)
      if (kind === 'file') this.#files.set(inner, path)
      if (kind !== 'folder') continue
      const real = isLink ? realpathSync(path) : join(realFolder, entry.name)
      if (above.has(real)) continue
      this.#add({ name: inner, path, real, realRoot, above: new Set([...above, real]) })
    }
  }

  #follow(name: string, path: string, realRoot: string): Kind {
    try {
      const real = realpathSync(path)
      if (`${real}${sep}`.startsWith(`${realRoot}${sep}`)) return kindOf(statSync(real))
      this.strayLinks.push(name)
    } catch {} // it leads nowhere
    return undefined
  }
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
