import { posix } from 'node:path'

/** A path as a mini-program writes it: `/` between its parts, also where it came from Windows. */
export const toPosix = (path: string) => path.replaceAll('\\', '/')

/**
 * The name of a file inside a folder, `pages/home/home.wxml`.
 *
 * @param folder absolute, in the form of either system
 * @param file absolute, in the form of either system
 * @returns `undefined` for a file outside
 */
export function nameInside(folder: string, file: string): string | undefined {
  const start = `${toPosix(folder).replace(/\/+$/, '')}/`
  const path = toPosix(file)
  const isDrive = /^[a-z]:/i.test(start) // on Windows `C:` and `c:` are the same
  const isInside = isDrive
    ? path.toLowerCase().startsWith(start.toLowerCase())
    : path.startsWith(start)
  return isInside ? posix.normalize(path.slice(start.length)) : undefined
}

/**
 * Resolves a path written in a file, from the mini-program's root. `/` begins at the root; nothing
 * leads above it, as in WeChat.
 *
 * @param from the file, or a page's path without ending
 */
export function resolveName(from: string, path: string): string {
  const given = toPosix(path)
  const joined = given.startsWith('/') ? given : posix.join('/', posix.dirname(from), given)
  return posix.normalize(joined).replace(/^\/+/, '')
}

/** The folder of a file and every one above it, up to the root, which is `''`. */
export function foldersAbove(file: string): string[] {
  const folders: string[] = []
  for (let at = posix.dirname(file); at !== '.'; at = posix.dirname(at)) folders.push(at)
  return [...folders, '']
}

/** A file's name without its ending: what pages, components and modules are called. */
export const withoutEnding = (file: string) => file.replace(/\.[^./]+$/, '')
