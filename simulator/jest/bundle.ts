import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Script, type Context } from 'node:vm'
import type * as Esbuild from 'esbuild'
import { hash, inputsOf, isMadeFrom, replaceFile, type Inputs } from '../project/made-from.ts'

interface Kept {
  inputs: Inputs
  /** The bundle's file. */
  file: string
}

/** In a clone stacks lead to the sources; in the package, to a place that jest hides as other people's. */
const IS_CLONE = __filename.endsWith('.ts')

/** By the module. Shared by all test files of a worker. */
const known = new Map<string, Script>()

const BEFORE = '(function (require, module, exports, jest) {'
const AFTER = '})'

/**
 * A module and all that it imports as one script, which gives a function of `require`, `module`, `exports`
 * and `jest`. Module by module, jest would find, read and compile some three hundred files for each test
 * file; a script is compiled once and runs again in the window of each.
 *
 * @param name of the module, as an import in this folder has it
 * @param external packages that stay `require`d, as esbuild takes them
 * @param cache a folder in which bundles are kept
 * @param mayChange true when the sources may have changed since the last call
 */
export function bundleOf(
  name: string,
  external: string[],
  cache: string,
  mayChange = false,
): Script {
  const last = known.get(name)
  if (last && !mayChange) return last
  const own = readFileSync(__filename, 'utf8') // a change of this file invalidates the cache
  const place = join(cache, 'weapp-login-kit', hash([__dirname, name, ...external, own].join('\n')))
  const { file } = kept(`${place}.json`) ?? make(name, external, place)
  const filename = IS_CLONE ? file : join(__dirname, basename(file))
  const script = new Script(readFileSync(file, 'utf8'), { filename })
  known.set(name, script)
  return script
}

/**
 * Runs a bundle.
 *
 * @param require for what is not in the bundle
 * @param jest jest's object of the module that asks, where the bundle uses one
 * @returns what its module exports
 */
export function runBundle(
  bundle: Script,
  context: Context,
  require: (path: string) => unknown,
  jest?: unknown,
): unknown {
  const run = bundle.runInContext(context) as (...parameters: unknown[]) => void
  const module = { exports: {} as unknown }
  run(require, module, module.exports, jest)
  return module.exports
}

function kept(manifest: string): Kept | undefined {
  try {
    const found = JSON.parse(readFileSync(manifest, 'utf8')) as Kept
    return isMadeFrom(found.inputs, __dirname) ? found : undefined
  } catch {
    return undefined
  }
}

function make(name: string, external: string[], place: string): Kept {
  const { buildSync } = require('esbuild') as typeof Esbuild
  const begun = Date.now()
  const { metafile, outputFiles } = buildSync({
    stdin: { contents: `export * from ${JSON.stringify(name)}`, resolveDir: __dirname },
    absWorkingDir: __dirname,
    outfile: `${place}.js`, // what the source map's paths start from
    bundle: true,
    external,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    // A script that `vm` runs has no `import()`.
    supported: { 'dynamic-import': false },
    banner: { js: BEFORE },
    footer: { js: AFTER },
    sourcemap: IS_CLONE && 'inline',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    write: false,
  })
  const code = outputFiles[0]?.text ?? ''
  // Named by content: another worker may still read a bundle of older sources.
  const file = `${place}-${hash(code)}.js`
  replaceFile(file, code)
  const paths = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>')
  const made = { file, inputs: inputsOf(paths, __dirname, begun) }
  replaceFile(`${place}.json`, JSON.stringify(made))
  return made
}
