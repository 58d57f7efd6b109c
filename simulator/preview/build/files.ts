import { existsSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'

/** Every file below `root` with this ending, as paths from it; installed packages are left out. */
export function listFiles(root: string, ending: string): string[] {
  const found: string[] = []
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name)
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) walk(path)
      } else if (entry.name.endsWith(ending)) {
        found.push(path)
      }
    }
  }
  walk('')
  return found
}

/** The script at a path without ending: TypeScript wins over a script of the same name. */
export function scriptFile(root: string, path: string): string | undefined {
  return [`${path}.ts`, `${path}.js`].find((file) => existsSync(join(root, file)))
}
