import { readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import type { Project } from '../../project/project.ts'

/** Pictures, sounds and fonts: of a mini-program's files all that a page shows by their names. */
const TYPES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.bmp': 'image/bmp',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** Names and sizes of all of them, in one order: a phone shows something else when one of these changes. */
export function listMedia({ files }: Pick<Project, 'files'>): string[] {
  const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 'gone'
  return files
    .list()
    .filter((name) => typeOf(name) !== undefined)
    .map((name) => `${name} ${sizeOf(files.pathOf(name) ?? '')}`)
    .toSorted()
}

const typeOf = (name: string) => TYPES[extname(name).toLowerCase()]

/**
 * One of the mini-program's own files for its pages; nothing for any other path. The list of files that
 * was read decides, not the file system: no address leads out of it.
 *
 * @param name from the mini-program's root
 */
export function readMedia(
  { files }: Pick<Project, 'files'>,
  name: string,
): { type: string; bytes: Buffer } | undefined {
  const type = typeOf(name)
  const path = type === undefined ? undefined : files.realPathOf(name)
  if (type === undefined || path === undefined) return undefined
  try {
    return { type, bytes: readFileSync(path) }
  } catch {
    return undefined // gone since it was listed
  }
}
