import { symlinkSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** True on Windows. */
export const isWindows = process.platform === 'win32'

/** A test of what Windows does not have: permissions by owner, `/dev/null`, a POSIX shell. */
export const testOnPosix = isWindows ? test.skip : test

/**
 * A link to a folder. Windows lets anybody make a junction, as pnpm does there, but only
 * administrators make symbolic links.
 *
 * @param target as `symlink` takes it: relative to the folder of the link
 */
export function linkFolder(target: string, path: string) {
  if (isWindows) symlinkSync(resolve(dirname(path), target), path, 'junction')
  else symlinkSync(target, path)
}
