import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Kit } from './create/kit.ts'

interface Manifest {
  version: string
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

/** The kit that runs this: an installed package, or a clone of its repository. */
export function findKit(): Kit & { clone: string | undefined } {
  const home = findHome()
  const isClone = !existsSync(join(home, 'template'))
  const manifest = readManifest(join(home, 'package.json'))
  const { version } = manifest
  return {
    version,
    clone: isClone ? home : undefined,
    template: isClone ? home : join(home, 'template'),
    project: join(home, isClone ? 'simulator/cli/create/project' : 'project'),
    licence: readFileSync(join(home, 'LICENSE'), 'utf8'),
    versions: PROJECT_VERSIONS,
    dependencies: isClone
      ? async (folder) => {
          // By a computed name, so that no bundle takes this repository's tools along.
          const tool = pathToFileURL(join(home, 'tools/package/vendor.ts')).href
          const { vendor } = (await import(tool)) as {
            vendor: (root: string, project: string) => Promise<Record<string, string>>
          }
          return vendor(home, folder)
        }
      : () => Promise.resolve({ 'weapp-login-kit': `^${version}` }),
  }
}

/** Other dependencies of a new project, in versions that the kit was tested with. */
const PROJECT_VERSIONS = {
  '@types/jest': '^30.0.0',
  jest: '^30.5.2',
  'miniprogram-api-typings': '^5.2.3',
  typescript: '^7.0.2',
}

function findHome(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (
    !existsSync(join(folder, 'template')) &&
    !existsSync(join(folder, 'miniprogram/app.json'))
  ) {
    if (dirname(folder) === folder) throw new Error('weapp-login-kit is not installed whole')
    folder = dirname(folder)
  }
  return folder
}

const readManifest = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest
