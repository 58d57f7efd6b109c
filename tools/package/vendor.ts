import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { npmCommand } from '../npm.ts'
import { buildPackages } from './build.ts'

/**
 * Builds and packs the packages into a folder, for projects made from a clone, where nothing is
 * published.
 *
 * @param root this repository
 * @param folder absolute; made where it is missing
 * @returns the file's name for each package
 */
export async function packPackages(root: string, folder: string): Promise<Record<string, string>> {
  const built = await buildPackages(root)
  mkdirSync(folder, { recursive: true })
  const packed = execFileSync(
    ...npmCommand(['pack', '--json', '--pack-destination', folder, ...built]),
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const found = JSON.parse(packed) as Packed[] | Record<string, Packed>
  return Object.fromEntries(Object.values(found).map(({ name, filename }) => [name, filename]))
}

interface Packed {
  name: string
  filename: string
}

/** Packs two of the packages into a new project: `create` itself is not needed there. */
export async function vendor(root: string, project: string): Promise<Record<string, string>> {
  const folder = join(project, 'vendor')
  const { 'create-weapp-login': _, ...packed } = await packPackages(root, folder)
  return Object.fromEntries(
    Object.entries(packed).map(([name, file]) => [name, `file:vendor/${file}`]),
  )
}
