import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, posix, resolve } from 'node:path'
import type { AppJson } from './app-json.ts'
import type { ProjectFiles } from './files.ts'
import { parseJson } from './json.ts'
import { foldersAbove, nameInside, toPosix } from './names.ts'
import type { ProjectPlace } from './root.ts'

/** The packages that WeChat itself has for a key of `useExtendedLib`. */
const EXTENDED: Record<string, string[]> = {
  weui: ['weui-miniprogram'],
  kbone: ['miniprogram-element', 'miniprogram-render'],
}

interface PackageJson {
  main?: string
  miniprogram?: string
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** A folder whose `package.json` says what goes into the `miniprogram_npm` of another. */
interface Level {
  /** From the mini-program's root: `miniprogram_npm` lies in it. */
  folder: string
  /** Absolute: `package.json` lies in it. */
  home: string
}

interface Mounted extends Level {
  /** `miniprogram_npm/lib` */
  name: string
  /** A package made for other places than WeChat: only this script can be required. */
  entry?: string
}

/**
 * npm packages as DevTools' "build npm" makes them: those that `dependencies` of a `package.json` name
 * are part of the mini-program under `miniprogram_npm`. A package for mini-programs is its folder
 * `miniprogram` (or `miniprogram_dist`), of any other there is its `main` script. Where
 * `miniprogram_npm` is there already, it is what was built and nothing is added.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/devtools/npm.html
 */
export class NpmPackages {
  readonly #files: ProjectFiles
  readonly #place: ProjectPlace
  readonly #extended: ReadonlySet<string>
  readonly #mounted = new Map<string, Mounted>()
  /** Folders whose `miniprogram_npm` was built by DevTools. */
  readonly #built: ReadonlySet<string>

  /** @param app for `useExtendedLib`: those packages are there at once */
  constructor(place: ProjectPlace, files: ProjectFiles, app: Pick<AppJson, 'useExtendedLib'>) {
    this.#place = place
    this.#files = files
    const wanted = Object.entries(app.useExtendedLib ?? {}).filter(([, isOn]) => isOn)
    this.#extended = new Set(wanted.flatMap(([name]) => EXTENDED[name] ?? []))
    const inNpm = files.list().filter((name) => /(?:^|\/)miniprogram_npm\//.test(name))
    this.#built = new Set(inNpm.map((name) => name.replace(/(?:^|\/)miniprogram_npm\/.*$/, '')))
    for (const name of this.#extended) {
      if (!inNpm.some((file) => file.startsWith(`miniprogram_npm/${name}/`)))
        this.add('app.json', name)
    }
  }

  /** Packages taken from `node_modules`, by name. */
  get taken(): string[] {
    return [...this.#mounted.values()].map(({ name }) => name.replace(/^.*miniprogram_npm\//, ''))
  }

  /** The main script of a package, where it is another than `index`. */
  entryOf(name: string): string | undefined {
    return this.#mounted.get(name)?.entry
  }

  /**
   * WeChat's own packages are also named as if they were at the root:
   * `/weui-miniprogram/cell/cell`.
   */
  bareName(path: string): string {
    const [name = ''] = path.replace(/^\//, '').split('/')
    return path.startsWith('/') && this.#extended.has(name) ? path.slice(1) : path
  }

  /** Makes a package part of the mini-program that another one has for itself alone. */
  addNested(from: string, request: string) {
    const owner = this.#ownerOf(from)
    if (!owner) return
    const { name } = splitRequest(request)
    const home = join(owner.home, 'node_modules', name)
    if (isFolder(home)) this.#mount({ folder: owner.name, home }, name)
  }

  /**
   * Makes the package of a request part of the mini-program.
   *
   * @param from the file that asks
   * @param request `lib` or `lib/button/button`
   * @returns nothing when it is there now, else why it can't be
   */
  add(from: string, request: string): string | undefined {
    const { name, inside } = splitRequest(request)
    const owner = this.#ownerOf(from)
    const found = owner ? this.#findFor(owner, name) : this.#findOwn(from, name)
    if (typeof found === 'string') return found
    const mounted = this.#mount(found, name)
    const isHidden = mounted.entry !== undefined && inside !== '' && !owner
    return isHidden
      ? `"build npm" (构建 npm) packs only the main script of ${name}: require "${name}"`
      : undefined
  }

  /** The mounted package that a file is part of. */
  #ownerOf(from: string): Mounted | undefined {
    return foldersAbove(from)
      .map((folder) => this.#mounted.get(folder))
      .find((found) => found !== undefined)
  }

  /** Finds a dependency of a package among those installed beside it. */
  #findFor(owner: Mounted, name: string): Level | string {
    const { dependencies, peerDependencies } = readPackage(owner.home)
    if (!dependencies?.[name] && !peerDependencies?.[name]) {
      return `${owner.name} does not name ${name} in its dependencies`
    }
    const home = findInstalled(realpathSync(owner.home), name)
    return home === undefined ? notInstalled(name) : { folder: owner.folder, home }
  }

  /** Finds a package for the mini-program's own files. */
  #findOwn(from: string, name: string): Level | string {
    let reason = `no package.json of this mini-program names ${name} in its dependencies`
    if (this.#extended.has(name)) reason = withWeChat(name)
    for (const level of this.#levels(from)) {
      const { dependencies = {}, devDependencies = {} } = readPackage(level.home)
      const isGiven = this.#extended.has(name) || name === '@babel/runtime'
      if (!isGiven && !(name in dependencies)) {
        if (name in devDependencies) {
          reason = `${name} is in devDependencies: "build npm" packs dependencies alone`
        }
        continue
      }
      if (!isGiven && this.#built.has(level.folder)) {
        return `${posix.join(level.folder, 'miniprogram_npm')} is older than ${name}: build npm again`
      }
      const home = findInstalled(level.home, name, this.#place.folder)
      if (home !== undefined) return { folder: level.folder, home }
      reason = this.#extended.has(name) ? withWeChat(name) : notInstalled(name)
    }
    const home = this.#extended.has(name) ? findInstalled(ownFolder(), name) : undefined
    return home === undefined ? reason : { folder: '', home }
  }

  /** The `package.json` that count for a file: by `packNpmRelationList`, or beside it and above. */
  #levels(from: string): Level[] {
    const { root, folder: project, config } = this.#place
    const { packNpmManually = false, packNpmRelationList = [] } = config.setting ?? {}
    const manual = packNpmManually ? packNpmRelationList : []
    const related = manual.flatMap(({ packageJsonPath, miniprogramNpmDistDir }) => {
      const target = resolve(project, toPosix(miniprogramNpmDistDir))
      const folder = target === root ? '' : nameInside(root, target)
      const home = dirname(resolve(project, toPosix(packageJsonPath)))
      return folder === undefined ? [] : [{ folder, home }]
    })
    const above = foldersAbove(from)
      .map((folder) => ({ folder, home: join(root, folder) }))
      .filter(({ home }) => existsSync(join(home, 'package.json')))
    return [...related, ...above, { folder: '', home: project }]
  }

  #mount({ folder, home }: Level, packageName: string): Mounted {
    const name = posix.join(folder, 'miniprogram_npm', packageName)
    const known = this.#mounted.get(name)
    if (known) return known
    const { miniprogram = 'miniprogram_dist', main = 'index.js' } = readPackage(home)
    const made = join(home, miniprogram)
    const isForWeChat = isFolder(made)
    const entry = isForWeChat ? {} : { entry: posix.normalize(main).replace(/\.js$/, '') }
    const mounted: Mounted = { name, home, folder, ...entry }
    this.#mounted.set(name, mounted)
    this.#files.mount(name, isForWeChat ? made : home)
    return mounted
  }
}

/** `@scope/lib/button` is `button` of `@scope/lib`. */
function splitRequest(request: string): { name: string; inside: string } {
  const [first = '', second = ''] = request.split('/')
  const name = first.startsWith('@') ? `${first}/${second}` : first
  return { name, inside: request.slice(name.length + 1) }
}

const notInstalled = (name: string) => `${name} is not installed: npm install`

const withWeChat = (name: string) =>
  `useExtendedLib takes ${name} from WeChat, which is not here: npm install --save-dev ${name}`

/** The folder of the running program: packages that WeChat has built in are installed with it. */
const ownFolder = () => dirname(realpathSync(process.argv[1] ?? '.'))

/** By Node's rule: in the `node_modules` of a folder or of one above it, up to `last`. */
function findInstalled(folder: string, name: string, last?: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const found = join(at, 'node_modules', name)
    if (isFolder(found)) return found
    if (at === last || dirname(at) === at) return undefined
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

function readPackage(folder: string): PackageJson {
  const file = join(folder, 'package.json')
  return existsSync(file) ? parseJson(readFileSync(file, 'utf8')).value : {}
}
