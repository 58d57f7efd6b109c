import { join } from 'node:path'
import { copy } from '../copy.ts'
import { binText } from './bin.ts'
import { bundle } from './bundle.ts'
import { write } from './files.ts'
import { commonManifest, rangesOf, versionsOf, type Manifest } from './manifest.ts'
import { markCommonJs, writeTypes } from './types.ts'

const entries = {
  index: 'mock-server/index.ts',
  msw: 'mock-server/handlers.ts',
  'in-memory': 'mock-server/in-memory.ts',
  control: 'mock-server/control/client.ts',
  cli: 'mock-server/cli.ts',
}

/** The fake WeChat and the mock backend alone, with msw's handlers of them. */
export async function buildMockServer(root: string, folder: string): Promise<Manifest> {
  const dist = join(folder, 'dist')
  const modules = await bundle({ root, entries, outdir: dist, format: 'esm' })
  // jest loads what it does not compile by `require`.
  await bundle({
    root,
    entries: { msw: entries.msw, 'in-memory': entries['in-memory'] },
    outdir: dist,
    format: 'cjs',
  })
  writeTypes(
    root,
    [entries.index, entries.msw, entries['in-memory'], entries.control],
    [],
    join(dist, 'types'),
  )
  copy(join(dist, 'types'), join(dist, 'types-cjs'))
  markCommonJs(join(dist, 'types-cjs'))
  write(join(dist, 'bin.cjs'), binText('./cli.js'))
  copy(join(root, 'mock-server/README.md'), join(folder, 'README.md'))
  const types = (name: string) => `./dist/types/mock-server/${name}.d.ts`
  const both = (name: string, source: string) => ({
    require: {
      types: `./dist/types-cjs/mock-server/${source}.d.ts`,
      default: `./dist/${name}.cjs`,
    },
    default: { types: types(source), default: `./dist/${name}.js` },
  })
  modules.packages.delete('msw')
  return {
    name: 'weapp-mock-server',
    ...commonManifest(root),
    description:
      'A fake WeChat for mini-program sign-in: login servers that remember, encrypted user data, access tokens, and a mock backend. For any backend, in any language.',
    keywords: [
      'wechat',
      'weapp',
      'miniprogram',
      'login',
      'mock',
      'jscode2session',
      '微信',
      '小程序',
    ],
    bin: { 'weapp-mock-server': 'dist/bin.cjs' },
    exports: {
      '.': { types: types('index'), default: './dist/index.js' },
      './msw': both('msw', 'handlers'),
      './in-memory': both('in-memory', 'in-memory'),
      './control': { types: types('control/client'), default: './dist/control.js' },
      './package.json': './package.json',
    },
    files: ['dist'],
    sideEffects: false,
    dependencies: versionsOf(root, modules.packages),
    peerDependencies: rangesOf(root, ['msw']),
    peerDependenciesMeta: { msw: { optional: true } },
  }
}
