import { buildSync } from 'esbuild'

/** A package's code, to be run with a `module` of its own. */
export type Bundle = (module: object, exports: object) => void

/** A package as a mini-program ships it: bundled, minified, alone in its scope. */
export function bundle(...entries: string[]): Bundle {
  const modules = entries.map((entry) => `require('${entry}')`).join()
  const contents = `module.exports = ${entries.length > 1 ? `Object.assign({}, ${modules})` : modules}`
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2018',
    write: false,
  })
  // oxlint-disable-next-line typescript/no-implied-eval -- our own sources, or a peer's
  return new Function('module', 'exports', outputFiles[0]?.text ?? '') as Bundle
}
