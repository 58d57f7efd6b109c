import { readFileSync } from 'node:fs'
import type { Project } from '../../project/project.ts'

const MOST_CHARACTERS = 200

/**
 * One line of one of the mini-program's own files, without the space before it.
 *
 * @param name from the mini-program's root
 * @param line from 1
 * @returns nothing where there is no such file or line
 */
export function readLine(
  { files }: Pick<Project, 'files'>,
  name: string,
  line: number,
): string | undefined {
  const path = files.realPathOf(name)
  if (path === undefined) return undefined
  try {
    const text = readFileSync(path, 'utf8').split('\n')[line - 1]
    return text?.trim().slice(0, MOST_CHARACTERS)
  } catch {
    return undefined // deleted since it was listed
  }
}
