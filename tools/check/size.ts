import { fileURLToPath } from 'node:url'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync, transformSync } from 'esbuild'

/**
 * Sizes of the services in a mini-program: each entry with all it imports, `config.ts` included,
 * bundled and minified by esbuild for ES2018, then gzip at its best. WeChat's limit is on the package
 * before gzip; gzip is what libraries compare. Exits with 1 when the core is over its budget.
 */
const CORE = 'miniprogram/services/index.ts'
const CORE_BUDGET = 6144

const modules = [
  'account',
  'stream',
  'merged-get',
  'page-calls',
  'user-info',
  'profile',
  'phone',
  'permission',
  'privacy',
  'envelope',
  'refresh-token',
  'cookies',
]
const root = fileURLToPath(new URL('../..', import.meta.url))

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

/**
 * The template's package: scripts without types and minified, everything else as it is. Tencent's
 * compiler, which writes ES5, makes 1.24 times as much of it (docs/decisions/033-package-size.md): this
 * keeps that below 120,000 B.
 */
const PACKAGE_BUDGET = 96_000

/** The template imports none of them: DevTools uploads only what is used (`ignoreUploadUnusedFiles`). */
const UNUSED =
  /services\/(?:cookies|envelope|merged-get|page-calls|refresh-token|stream|text-stream)\.ts$/

function uploaded(file: string): number {
  if (!/\.(?:ts|wxml|wxss|json)$/.test(file) || UNUSED.test(file)) return 0
  const text = readFileSync(join(root, 'miniprogram', file), 'utf8')
  if (file.endsWith('.ts')) {
    const options = { loader: 'ts', target: 'es2018', format: 'cjs', minify: true } as const
    return Buffer.byteLength(transformSync(text, { ...options, charset: 'utf8' }).code)
  }
  return Buffer.byteLength(text)
}

const template = readdirSync(join(root, 'miniprogram'), { recursive: true, encoding: 'utf8' })
const total = template.reduce((sum, file) => sum + uploaded(file), 0)
console.log(`template                 ${String(total).padStart(6)} B`)

if (total > PACKAGE_BUDGET) {
  console.error(`The template is over its budget of ${PACKAGE_BUDGET} B.`)
  process.exitCode = 1
}
