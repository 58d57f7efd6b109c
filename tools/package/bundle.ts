import { build, type Metafile, type Plugin } from 'esbuild'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'

/** The oldest Node that is supported. */
const TARGET = 'node20.19'

/** A bundle's imports that are resolved at run time. */
export interface Bundle {
  /** Packages that are imported by name. */
  packages: Set<string>
}

interface Choice {
  root: string
  /** Name in the output folder, and source from the root. */
  entries: Record<string, string>
  outdir: string
  format: 'esm' | 'cjs'
  plugins?: Plugin[]
}

/** Bundles sources; packages stay imports, and are returned. */
export async function bundle(choice: Choice): Promise<Bundle> {
  const { root, entries, outdir, format, plugins = [] } = choice
  const { metafile } = await build({
    entryPoints: Object.fromEntries(
      Object.entries(entries).map(([name, source]) => [name, join(root, source)]),
    ),
    absWorkingDir: root,
    outdir,
    format,
    bundle: true,
    splitting: format === 'esm',
    outExtension: { '.js': format === 'esm' ? '.js' : '.cjs' },
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: TARGET,
    // jest, which loads the CommonJS ones, knows no `import()`.
    ...(format === 'cjs' && { supported: { 'dynamic-import': false } }),
    packages: 'external',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins,
  })
  return { packages: packagesIn(metafile) }
}

function packagesIn({ outputs }: Metafile): Set<string> {
  const imported = Object.values(outputs).flatMap(({ imports }) => imports)
  const names = imported
    .filter(({ external, path }) => external && !path.startsWith('.') && !isBuiltin(path))
    .map(({ path }) => packageOf(path))
  return new Set(names)
}

const packageOf = (path: string) =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/')
