import { posix } from 'node:path'
import type { ProjectFiles } from './files.ts'
import { foldersAbove, resolveName } from './names.ts'
import type { NpmPackages } from './npm.ts'

/** A file of the mini-program by its name, or why there is none. */
export type Found = { name: string } | { reason: string }

/** Finds what one file of a mini-program names in another, by WeChat's rules. */
export class Resolver {
  readonly #files: ProjectFiles
  readonly #npm: NpmPackages
  /** Prefix and its replacement, longest first. */
  readonly #aliases: [prefix: string, target: string][]

  constructor(files: ProjectFiles, npm: NpmPackages, resolveAlias: Record<string, string> = {}) {
    this.#files = files
    this.#npm = npm
    this.#aliases = Object.entries(resolveAlias)
      .map(([key, value]): [string, string] => [key.replace(/\*$/, ''), value.replace(/\*$/, '')])
      .toSorted(([a], [b]) => b.length - a.length)
  }

  /**
   * A component that `usingComponents` or `componentGenerics` names: a path from the root or from the
   * file, with or without `./`, or a package in a `miniprogram_npm`; each itself or its `index`.
   *
   * @returns its name without ending
   * @see https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/
   */
  component(from: string, path: string): Found {
    const isThere = (name: string) =>
      ['json', 'wxml'].every((it) => this.#files.has(`${name}.${it}`))
    const named = this.#npm.bareName(path)
    return this.#find(from, named, ['.json'], (name) => (isThere(name) ? name : undefined))
  }

  /**
   * A script that another one requires: with or without its ending, a folder with an `index`, a
   * package, or by a prefix of `resolveAlias`. A `.ts` wins over a `.js` of the same name.
   *
   * @returns the file
   * @see https://developers.weixin.qq.com/miniprogram/dev/reference/api/require.html
   */
  script(from: string, specifier: string): Found {
    const bare = specifier.replace(/\.[jt]s$/, '')
    const alias = this.#aliases.find(([prefix]) => bare.startsWith(prefix))
    const path = alias ? `/${alias[1]}${bare.slice(alias[0].length)}` : bare
    const find = (at: string) =>
      this.#find(from, at, ['.ts', '.js', ''], (name) => this.scriptFile(name))
    const found = find(path)
    if ('name' in found || !path.startsWith('/')) return found
    // Published projects rely on `/x` being relative to the file; WeChat's documentation does not
    // say.
    const beside = find(`.${path}`)
    return 'name' in beside ? beside : found
  }

  /** The script of a page, component or module named without ending. */
  scriptFile(name: string): string | undefined {
    const own = [`${name}.ts`, `${name}.js`]
    // TypeScript in a package is the source of its JavaScript, for another compiler.
    const inOrder = /(?:^|\/)miniprogram_npm\//.test(name) ? own.toReversed() : own
    const isScript = /\.(?:js|ts|json)$/.test(name)
    return [...inOrder, ...(isScript ? [name] : [])].find((file) => this.#files.has(file))
  }

  /** A file named by its path from the root or from another file; with or without its ending. */
  file(from: string, path: string, ending: string): Found {
    const name = resolveName(from, path)
    const found = [name, name + ending].find((file) => this.#files.has(file))
    return found === undefined
      ? { reason: this.#whyMissing([name, name + ending]) }
      : { name: found }
  }

  #find(
    from: string,
    path: string,
    endings: string[],
    look: (name: string) => string | undefined,
  ): Found {
    if (isPackage(path)) this.#npm.addNested(from, path)
    const search = () => {
      const names = candidates(from, path).flatMap((name) => this.#orIndex(name))
      return { names, found: names.map(look).find((file) => file !== undefined) }
    }
    const first = search()
    if (first.found !== undefined) return { name: first.found }
    const spelled = endings.flatMap((ending) => first.names.map((name) => name + ending))
    const whyMissing = this.#whyMissing(spelled)
    if (whyMissing !== '' || !isPackage(path)) return { reason: whyMissing }
    const reason = this.#npm.add(from, path)
    if (reason !== undefined) return { reason }
    const { found } = search()
    return found === undefined ? { reason: `the package has no ${path}` } : { name: found }
  }

  #orIndex(name: string): string[] {
    const entry = this.#npm.entryOf(name)
    const main =
      entry === undefined ? [] : [posix.join(name, entry), posix.join(name, entry, 'index')]
    return [name, ...main, posix.join(name, 'index')]
  }

  /** `''` unless only the letter case is wrong. */
  #whyMissing(names: string[]): string {
    const other = names.map((name) => this.#files.inOtherCase(name)).find((it) => it !== undefined)
    return other === undefined
      ? ''
      : `the file is called ${other}; a phone tells capital letters from small ones`
  }
}

const isPackage = (path: string) => !/^[./]/.test(path)

/** Candidates for a path, from the root and without ending, in WeChat's order. */
function candidates(from: string, path: string): string[] {
  const near = resolveName(from, path)
  if (!isPackage(path)) return [near]
  const packages = foldersAbove(from).map((folder) => posix.join(folder, 'miniprogram_npm', path))
  const helper = path.startsWith('@babel/runtime/') ? [path] : [] // DevTools puts them at the root
  return [near, ...packages, ...helper]
}
