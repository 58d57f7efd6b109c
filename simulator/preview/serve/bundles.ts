import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { hash, inputsOf, isMadeFrom, replaceFile, type Inputs } from '../../project/made-from.ts'
import { FolderWatch } from '../watch.ts'

/** The preview's own code, as a browser runs it. */
export type BundleName =
  'phone.js' | 'phone.css' | 'frame.js' | 'frame.css' | 'inspector.js' | 'inspector.css'

interface Manifest {
  /** By paths from the kit. */
  inputs: Inputs
  /** The end of each bundle's URL. */
  hashes: Record<string, string>
}

/** Bundles in memory, so that they are served even if their folder is removed. */
interface Made {
  manifest: Manifest
  contents: Map<string, Buffer>
}

/**
 * The preview's own code in six files. In a package they lie beside the code, made when it was packed;
 * else they are made when they are first needed and kept on disk by the content they were made from.
 */
export class Bundles {
  readonly #home: string
  readonly #folder: string
  readonly #watch: FolderWatch
  #made: Promise<Made>
  /** One after the other: each reads what exists by then. */
  #rebuilding = Promise.resolve()

  /**
   * @param home absolute: `simulator/preview`
   * @param cache absolute: where the bundles are kept
   * @param onChange called when somebody works on the kit itself and they were made again
   */
  constructor(home: string, cache: string, onChange: () => void) {
    this.#home = home
    this.#watch = new FolderWatch(() => {
      this.#rebuilding = this.#rebuilding.then(() => this.#rebuild(onChange))
    })
    this.#folder = join(cache, `preview-${hash(home)}`)
    const packed = readBundles(join(home, PACKED))
    if (packed) {
      this.#made = Promise.resolve(packed)
      return
    }
    const kept = readBundles(this.#folder)
    const isFresh = kept && isMadeFrom(kept.manifest.inputs, home)
    this.#made = isFresh ? Promise.resolve(kept) : this.#make()
    this.#made.then(
      ({ manifest }) => this.#watchInputs(manifest),
      () => this.#watch.set(foldersBelow(home)), // the next caller gets the error, the next save mends it
    )
  }

  /** The end of a bundle's address: another one for another content. */
  async hashOf(name: BundleName): Promise<string> {
    return (await this.#made).manifest.hashes[name] ?? ''
  }

  async read(name: BundleName): Promise<Buffer> {
    return (await this.#made).contents.get(name) ?? Buffer.alloc(0)
  }

  close() {
    this.#watch.close()
  }

  async #rebuild(onChange: () => void) {
    const before = (await this.#made.catch(() => undefined))?.manifest
    if (before && isMadeFrom(before.inputs, this.#home)) return
    try {
      const made = await this.#make()
      this.#made = Promise.resolve(made)
      this.#watchInputs(made.manifest)
      if (JSON.stringify(before?.hashes) !== JSON.stringify(made.manifest.hashes)) onChange()
    } catch (error) {
      console.error((error as Error).message) // as esbuild says it, with file and line
    }
  }

  /** Made, and kept where that is possible: a folder that is full or can't be written costs time only. */
  async #make(): Promise<Made> {
    const made = await makeBundles(this.#home)
    try {
      writeBundles(made, this.#folder)
    } catch {}
    return made
  }

  #watchInputs({ inputs }: Manifest) {
    const own = Object.keys(inputs).filter((path) => !path.includes('node_modules/'))
    this.#watch.set(own.map((path) => dirname(join(this.#home, path))))
  }
}

/**
 * Makes the bundles.
 *
 * @param home absolute: `simulator/preview`
 * @param folder absolute: where they are put; in a package that is `bundles` beside the preview's code
 * @throws what esbuild says, with file and line; Error with `code` where they can't be written
 */
export async function buildBundles(home: string, folder: string) {
  writeBundles(await makeBundles(home), folder)
}

async function makeBundles(home: string): Promise<Made> {
  const { build } = await import('esbuild')
  const begun = Date.now()
  const { metafile, outputFiles } = await build({
    entryPoints: {
      phone: join(home, 'runtime/main.ts'),
      frame: join(home, 'frame/main.ts'),
      inspector: join(home, 'inspector/main.tsx'),
    },
    jsx: 'automatic',
    jsxImportSource: 'preact',
    absWorkingDir: home,
    outdir: home, // where they would be put; they are not
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    metafile: true,
    write: false,
  })
  const contents = new Map(
    outputFiles.map((file) => [basename(file.path), Buffer.from(file.contents)]),
  )
  const hashes = [...contents].map(([name, content]) => [name, hash(content)])
  const manifest: Manifest = {
    inputs: inputsOf(Object.keys(metafile.inputs), home, begun),
    hashes: Object.fromEntries(hashes) as Manifest['hashes'],
  }
  return { manifest, contents }
}

function writeBundles({ manifest, contents }: Made, folder: string) {
  for (const [name, content] of contents) replaceFile(join(folder, name), content)
  replaceFile(join(folder, MANIFEST), JSON.stringify(manifest))
}

/** A folder and all below it. */
const foldersBelow = (folder: string) => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name)),
]

const MANIFEST = 'manifest.json'
const PACKED = 'bundles'

/** The bundles in a folder; `undefined` if any is missing or damaged, or another version wrote them. */
function readBundles(folder: string): Made | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest
    const names = Object.keys(manifest.hashes)
    const contents = new Map(names.map((name) => [name, readFileSync(join(folder, name))]))
    const isWhole = names.every((name) => hash(contents.get(name) ?? '') === manifest.hashes[name])
    const hasAll = names.length > 0 && typeof manifest.inputs === 'object'
    return isWhole && hasAll ? { manifest, contents } : undefined
  } catch {
    return undefined
  }
}
