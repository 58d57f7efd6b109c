import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { copy } from '../copy.ts'
import { buildCreate } from './create-weapp-login.ts'
import { write } from './files.ts'
import { buildKit } from './weapp-login-kit.ts'
import { buildMockServer } from './weapp-mock-server.ts'

/** The folder in which packages are built, each in a folder of its name; npm packs them from there. */
const BUILT = 'build'

/**
 * Builds the three packages: ES modules with types and source maps, nothing of which needs a
 * compiler at run time.
 *
 * @param root this repository
 * @returns the folders
 */
export async function buildPackages(root: string): Promise<string[]> {
  const builders = {
    'weapp-mock-server': buildMockServer,
    'weapp-login-kit': buildKit,
    'create-weapp-login': buildCreate,
  }
  const folders: string[] = []
  for (const [name, build] of Object.entries(builders)) {
    const folder = join(root, BUILT, name)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const manifest = await build(root, folder)
    write(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    copy(join(root, 'LICENSE'), join(folder, 'LICENSE'))
    folders.push(folder)
  }
  return folders
}
