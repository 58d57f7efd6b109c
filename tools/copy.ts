import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Copies a file, or a folder with all in it. Not `cpSync`: on Windows, Node 22 ends without a word
 * where the path of a folder has Chinese letters.
 *
 * @param isWanted by the path of a file or folder
 */
export function copy(from: string, to: string, isWanted: (path: string) => boolean = () => true) {
  if (!isWanted(from)) return
  if (!statSync(from).isDirectory()) {
    mkdirSync(dirname(to), { recursive: true })
    copyFileSync(from, to)
    return
  }
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) copy(join(from, name), join(to, name), isWanted)
}
