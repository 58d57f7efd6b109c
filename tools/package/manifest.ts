import { join } from 'node:path'
import { readJson } from './files.ts'

/** The fields of every published `package.json`. */
export interface Manifest {
  name: string
  version: string
  description: string
  license: string
  type: 'module'
  engines: Record<string, string>
  repository?: object
  keywords: string[]
  bin?: Record<string, string>
  exports?: object
  files: string[]
  sideEffects: boolean | string[]
  dependencies: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional: true }>
}

interface Root {
  version: string
  license: string
  engines: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** This repository's own `package.json`: the one place for versions. */
export const readRoot = (root: string) => readJson<Root>(join(root, 'package.json'))

/** The versions of packages, as this repository has them. @throws Error for one that it has not */
export function versionsOf(root: string, names: Iterable<string>): Record<string, string> {
  const { dependencies, devDependencies } = readRoot(root)
  const known = { ...devDependencies, ...dependencies }
  return Object.fromEntries(
    [...names].toSorted().map((name) => {
      const version = known[name]
      if (version === undefined) throw new Error(`${name} is imported, but not in package.json`)
      return [name, version]
    }),
  )
}

/** The same as ranges (`^`), which take later compatible versions. */
export const rangesOf = (root: string, names: string[]) =>
  Object.fromEntries(
    Object.entries(versionsOf(root, names)).map(([name, version]) => [name, `^${version}`]),
  )

/** Fields that all three packages share. */
export function commonManifest(root: string) {
  const { version, license, engines } = readRoot(root)
  // Provenance says which repository built a package, and npm compares the two.
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env
  return {
    version,
    license,
    type: 'module' as const,
    engines,
    ...(server && repository
      ? { repository: { type: 'git', url: `git+${server}/${repository}.git` } }
      : {}),
  }
}
