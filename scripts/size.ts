import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'

/**
 * What the services weigh in a mini-program: each entry with all it imports, `config.ts` included,
 * bundled and minified by esbuild for ES2018, then gzip at its best. WeChat's limit is on the package
 * before gzip; gzip is what libraries compare. Exits with 1 when the core is over its budget.
 */
const CORE = 'miniprogram/services/index.ts'
const CORE_BUDGET = 4096

const modules = ['profile', 'phone', 'permission', 'privacy']
const root = fileURLToPath(new URL('..', import.meta.url))

function sizeOf(...entries: string[]) {
  const contents = entries.map((entry) => `export * from './${entry}'`).join('\n')
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    // As DevTools' Babel: a field that is only declared leaves no code.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    target: 'es2018',
    write: false,
  })
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length }
}

const files = modules.map((name) => `miniprogram/services/${name}.ts`)
const core = sizeOf(CORE)
const print = (name: string, { minified, gzip }: typeof core) =>
  console.log(
    `${name.padEnd(24)} ${String(minified).padStart(6)} B  ${String(gzip).padStart(5)} B gzip`,
  )

print('core (index.ts)', core)
files.forEach((file, index) => {
  const together = sizeOf(CORE, file)
  print(`  + ${modules[index]}`, {
    minified: together.minified - core.minified,
    gzip: together.gzip - core.gzip,
  })
})
print('core and all modules', sizeOf(CORE, ...files))

if (core.gzip > CORE_BUDGET) {
  console.error(`The core is over its budget of ${CORE_BUDGET} B gzip.`)
  process.exitCode = 1
}
