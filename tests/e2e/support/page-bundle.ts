import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

const FOLDER = 'tests/simulator/wx'

/** Reads this project's files and WeChat's typings, on Node: nothing of it is a phone's. */
const ON_NODE = ['wx-object.test.ts']

/** The test files of `wx` that a browser runs. */
export const wxTestFiles = readdirSync(FOLDER).filter(
  (file) => file.endsWith('.test.ts') && !ON_NODE.includes(file),
)

/** The mock server stays outside: a page asks it over HTTP. */
const serverOutside: Plugin = {
  name: 'server-outside',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]wx[\\/]mock-server\.ts$/ }, () => ({
      contents: `const send = globalThis.fetch.bind(globalThis)
        export const startMockServer = () => ({ fetch: (request) => send(request) })`,
    }))
  },
}

/** One script that leaves `runWxTests` in the page. */
export async function bundleWxTests(): Promise<string> {
  const files = wxTestFiles.map((file) => `'${file}': () => require('./${FOLDER}/${file}')`)
  const contents = `
    import { runWxTests } from './tests/e2e/support/page-main.ts'
    globalThis.runWxTests = () => runWxTests({ ${files.join(', ')} })`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: resolve('.') },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"test"' },
    legalComments: 'none',
    external: ['util', 'timers', 'timers/promises'], // of fake timers, where there is Node only
    plugins: [serverOutside],
  })
  return outputFiles[0]?.text ?? ''
}
