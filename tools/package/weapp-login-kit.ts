import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { copy } from '../copy.ts'
import { buildBundles } from '../../simulator/preview/serve/bundles.ts'
import { binText } from './bin.ts'
import { bundle } from './bundle.ts'
import { write } from './files.ts'
import { commonManifest, rangesOf, versionsOf, type Manifest } from './manifest.ts'
import { markCommonJs, writeTypes } from './types.ts'

/** Reached by `require.resolve`, by jest or by their own path, so that no import names them. */
const OF_JEST = [
  '@babel/core',
  '@babel/plugin-transform-dynamic-import',
  '@babel/plugin-transform-modules-commonjs',
  '@babel/preset-typescript',
  'babel-jest',
  'jest-environment-jsdom',
  'weui-miniprogram', // useExtendedLib
]

/** Optional packages of a project: resolved when a command needs it. */
const OPTIONAL = ['playwright-core', 'miniprogram-simulate', 'miniprogram-api-typings']

/** Test runners, of the versions that the kit was tried with: a project has one of them. */
const RUNNERS = { jest: '^30.0.0', vitest: '^3.2.0 || ^4.0.0 || ^5.0.0' }

/** Compilers of Sass and Less, for projects with such sheets: any version that can compile them. */
const STYLE_COMPILERS = { less: '^4.0.0', sass: '^1.45.0' }

/** The template, the simulated phone for jest and for the browser, and the commands. */
export async function buildKit(root: string, folder: string): Promise<Manifest> {
  const dist = join(folder, 'dist')
  const plugins = [byName(root)]
  const entries = { cli: 'simulator/cli/cli.ts' }
  const cli = await bundle({ root, entries, outdir: dist, format: 'esm', plugins })
  write(join(dist, 'bin.cjs'), binText('./cli.js'))
  const jest = await buildJest(root, folder, plugins)
  const vitest = await buildVitest(root, dist, plugins)
  writeHarnessTypes(root, dist)
  await copyPreview(root, dist)
  copyTemplate(root, folder)
  for (const text of ['README.md', 'SKILL.md', 'llms.txt']) {
    copy(join(root, 'simulator', text), join(folder, text))
  }
  return manifestOf(root, [...cli.packages, ...jest.packages, ...vitest.packages, ...OF_JEST])
}

/** The harness for jest: its code, its preset, the types of what tests import. */
async function buildJest(root: string, folder: string, plugins: Plugin[]) {
  const dist = join(folder, 'dist')
  const built = await bundle({
    root,
    entries: {
      'jest/kit': 'simulator/jest/kit.ts',
      'jest/environment': 'simulator/jest/environment.cjs',
      'jest/transform': 'simulator/jest/transform.cjs',
      'jest/host': 'simulator/jest/host.ts',
    },
    outdir: dist,
    format: 'cjs',
    plugins,
  })
  const source = join(root, 'simulator/jest')
  const index = readFileSync(join(source, 'index.cjs'), 'utf8').replace('./kit.ts', './kit.cjs')
  write(join(dist, 'jest/index.cjs'), index + (await namesFor(join(source, 'index.ts'))))
  for (const name of ['jest-preset.cjs', 'setup.cjs', 'plain.cjs', 'stubs']) {
    copy(join(source, name), join(dist, 'jest', name))
  }
  write(
    join(folder, 'jest-preset.cjs'),
    `module.exports = require('./dist/jest/jest-preset.cjs')\n`,
  )
  return built
}

/** Never runs: it names the exports for ES modules that import this CommonJS module. */
async function namesFor(source: string): Promise<string> {
  const { metafile } = await build({
    entryPoints: [source],
    format: 'esm',
    write: false,
    metafile: true,
  })
  const names = Object.values(metafile.outputs).flatMap((output) => output.exports)
  return `\n0 && (module.exports = { ${names.join(', ')} })\n`
}

/** The same for vitest: ES modules around the same harness. */
async function buildVitest(root: string, dist: string, plugins: Plugin[]) {
  const names = ['index', 'set-up', 'environment', 'plugin']
  const built = await bundle({
    root,
    entries: Object.fromEntries(
      names.map((name) => [`vitest/${name}`, `simulator/vitest/${name}.ts`]),
    ),
    outdir: dist,
    format: 'esm',
    plugins: [...plugins, besideJest],
  })
  write(join(dist, 'vitest/setup.js'), `import { setUp } from './set-up.js'\nsetUp()\n`)
  return built
}

/** For jest's side, which is CommonJS, and for vitest's, which is not. */
function writeHarnessTypes(root: string, dist: string) {
  const entries = ['jest/index', 'vitest/index', 'vitest/plugin']
  const sources = entries.map((name) => `simulator/${name}.ts`)
  writeTypes(root, sources, ['simulator/jest/types.d.ts'], join(dist, 'types'))
  copy(join(dist, 'types'), join(dist, 'types-cjs'))
  markCommonJs(join(dist, 'types-cjs'))
}

/** @param used names of the packages that the code needs */
function manifestOf(root: string, used: string[]): Manifest {
  const packages = new Set(used)
  for (const name of [...OPTIONAL, ...Object.keys(RUNNERS), 'weapp-mock-server'])
    packages.delete(name)
  const common = commonManifest(root)
  return {
    name: 'weapp-login-kit',
    ...common,
    description:
      'WeChat mini-program sign-in, whole: a template, a simulated phone for jest and the browser, and a fake WeChat',
    keywords: ['wechat', 'weapp', 'miniprogram', 'login', 'jest', 'simulator', '微信', '小程序'],
    bin: { 'weapp-login-kit': 'dist/bin.cjs' },
    exports: {
      './jest': {
        types: './dist/types-cjs/simulator/jest/index.d.ts',
        default: './dist/jest/index.cjs',
      },
      './vitest': {
        types: './dist/types/simulator/vitest/index.d.ts',
        default: './dist/vitest/index.js',
      },
      './vitest-plugin': {
        types: './dist/types/simulator/vitest/plugin.d.ts',
        default: './dist/vitest/plugin.js',
      },
      './jest-preset': './jest-preset.cjs',
      './cli': './dist/cli.js',
      './package.json': './package.json',
    },
    files: ['dist', 'template', 'project', 'jest-preset.cjs', 'SKILL.md', 'llms.txt'],
    sideEffects: true,
    dependencies: { ...versionsOf(root, packages), 'weapp-mock-server': common.version },
    peerDependencies: { ...RUNNERS, ...rangesOf(root, OPTIONAL), ...STYLE_COMPILERS },
    peerDependenciesMeta: Object.fromEntries(
      [...Object.keys(RUNNERS), ...OPTIONAL, ...Object.keys(STYLE_COMPILERS)].map((name) => [
        name,
        { optional: true as const },
      ]),
    ),
  }
}

/** Modules of the mock server with an entry of their own. */
const OWN_ENTRIES: Record<string, string> = {
  'mock-server/handlers.ts': 'weapp-mock-server/msw',
  'mock-server/in-memory.ts': 'weapp-mock-server/in-memory',
}

/** The mock server is a package of its own: whatever the kit takes of it comes from there, by name. */
const byName = (root: string): Plugin => ({
  name: 'mock server by name',
  setup(build) {
    build.onResolve({ filter: /mock-server\/[\w/-]+\.ts$/ }, async ({ path, ...rest }) => {
      if (rest.pluginData === 'mock server') return undefined
      const found = await build.resolve(path, { ...rest, pluginData: 'mock server' })
      const file = relative(root, found.path).replaceAll('\\', '/')
      if (!file.startsWith('mock-server/')) return found
      const name = OWN_ENTRIES[file] ?? 'weapp-mock-server'
      return { path: name, external: true }
    })
  },
})

/** The phone of a test, and what Node gives it, are the CommonJS modules of jest's side, once for both. */
const besideJest: Plugin = {
  name: 'one harness for jest and vitest',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/jest\/(?:kit|host)\.ts$/ }, ({ path }) => ({
      path: path.replace(/\.ts$/, '.cjs'),
      external: true,
    }))
  },
}

/** The preview's pages, and its own code as a browser runs it. */
async function copyPreview(root: string, dist: string) {
  const source = join(root, 'simulator/preview')
  await buildBundles(source, join(dist, 'preview/bundles'))
  for (const page of ['index.html', 'phone.html']) {
    copy(join(source, page), join(dist, 'preview', page))
  }
}

/** The mini-program, and what a new project has besides. */
function copyTemplate(root: string, folder: string) {
  for (const name of ['miniprogram', 'project.config.json', 'tsconfig.json', '.editorconfig']) {
    copy(
      join(root, name),
      join(folder, 'template', name),
      (path) => !/(?:node_modules|miniprogram_npm|\.DS_Store)$/.test(path),
    )
  }
  copy(join(root, 'simulator/cli/create/project'), join(folder, 'project'))
}
