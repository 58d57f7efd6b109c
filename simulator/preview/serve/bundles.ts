import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  hash,
  hashOfFile,
  inputsOf,
  isMadeFrom,
  replaceFile,
  type Inputs,
} from '../../project/made-from.ts'
import { FolderWatch } from '../watch.ts'

/** The preview's own code, as a browser runs it. */
export type BundleName =
  'phone.js' | 'phone.css' | 'frame.js' | 'frame.css' | 'inspector.js' | 'inspector.css'

interface Manifest {
  /** By paths from the kit. */
  inputs: Inputs
  /** Of each bundle: what its address ends with. */
  hashes: Record<string, string>
}

/**
 * The preview's own code in six files. In a package they lie beside the code, made when it was packed;
 * else they are made when they are first needed and kept on disk by the content they were made from.
 */
export class Bundles {
  readonly #home: string
  readonly #folder: string
  readonly #watch: FolderWatch
  #manifest: Promise<Manifest>
  /** One after the other: each looks at what there is by then. */
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
    const packed = readManifest(join(home, PACKED))
    this.#folder = packed ? join(home, PACKED) : join(cache, `preview-${hash(home)}`)
    if (packed) {
      this.#manifest = Promise.resolve(packed)
      return
    }
    const kept = readManifest(this.#folder)
    const isFresh = kept && isMadeFrom(kept.inputs, home) && isWhole(kept, this.#folder)
    this.#manifest = isFresh ? Promise.resolve(kept) : buildBundles(home, this.#folder)
    this.#manifest.then(
      (manifest) => this.#watchInputs(manifest),
      () => {}, // the next caller gets the error
    )
  }

  /** The end of a bundle's address: another one for another content. */
  async hashOf(name: BundleName): Promise<string> {
    return (await this.#manifest).hashes[name] ?? ''
  }

  async read(name: BundleName): Promise<Buffer> {
    await this.#manifest
    return readFileSync(join(this.#folder, name))
  }

  close() {
    this.#watch.close()
  }

  async #rebuild(onChange: () => void) {
    const before = await this.#manifest
    if (isMadeFrom(before.inputs, this.#home)) return
    try {
      const manifest = await buildBundles(this.#home, this.#folder)
      this.#manifest = Promise.resolve(manifest)
      this.#watchInputs(manifest)
      if (JSON.stringify(before.hashes) !== JSON.stringify(manifest.hashes)) onChange()
    } catch (error) {
      console.error((error as Error).message) // as esbuild says it, with file and line
    }
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
 * @throws what esbuild says, with file and line
 */
export async function buildBundles(home: string, folder: string): Promise<Manifest> {
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
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    metafile: true,
    write: false,
  })
  for (const { path, contents } of outputFiles) replaceFile(path, contents)
  const hashes = outputFiles.map(({ path, contents }) => [basename(path), hash(contents)])
  const manifest: Manifest = {
    inputs: inputsOf(Object.keys(metafile.inputs), home, begun),
    hashes: Object.fromEntries(hashes) as Manifest['hashes'],
  }
  replaceFile(join(folder, MANIFEST), JSON.stringify(manifest))
  return manifest
}

const isWhole = ({ hashes }: Manifest, folder: string) =>
  Object.entries(hashes).every(([name, is]) => hashOfFile(join(folder, name)) === is)

const MANIFEST = 'manifest.json'
const PACKED = 'bundles'

function readManifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest
  } catch {
    return undefined
  }
}
