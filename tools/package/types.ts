import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { copy } from '../copy.ts'
import { write } from './files.ts'

/**
 * Writes declarations of some sources and of all that they import, as a tree that mirrors the
 * repository's.
 *
 * @param entries sources, from the root
 * @param ambient declarations that the sources count on, from the root
 * @param outdir absolute
 */
export function writeTypes(root: string, entries: string[], ambient: string[], outdir: string) {
  const place = mkdtempSync(join(tmpdir(), 'types-'))
  const config = join(root, `.types-${process.pid}.json`)
  try {
    writeFileSync(
      config,
      JSON.stringify({
        extends: './tsconfig.json',
        compilerOptions: {
          lib: ['ES2024', 'DOM', 'DOM.Iterable'],
          types: ['miniprogram-api-typings', 'jest', 'node'],
          allowImportingTsExtensions: true,
          rewriteRelativeImportExtensions: false,
          skipLibCheck: true,
          noEmit: false,
          declaration: true,
          emitDeclarationOnly: true,
          rootDir: '.',
          outDir: place,
        },
        files: [...entries, ...ambient],
      }),
    )
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', config], { cwd: root, stdio: 'inherit' })
    withJsEndings(place)
    copy(place, outdir)
  } finally {
    rmSync(config, { force: true })
    rmSync(place, { recursive: true, force: true })
  }
}

/**
 * Lets declarations speak of CommonJS modules: a compiler goes by the nearest `package.json`, and the
 * package's own says that its files are ES modules.
 */
export function markCommonJs(folder: string) {
  write(join(folder, 'package.json'), '{ "type": "commonjs" }\n')
}

/** A consumer's compiler takes imports of `.ts` for sources: declarations import `.js`. */
function withJsEndings(folder: string) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.d.ts')) continue
    const file = join(entry.parentPath, entry.name)
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace(/((?:from|import\()\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2'))
  }
}
