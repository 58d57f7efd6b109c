import { readFileSync } from 'node:fs'
import type { Project } from '../../project/project.ts'

const MOST_CHARACTERS = 200

const SOURCE = /\.(?:wxml|wxss|wxs|js|ts|less|scss|sass)$/

/** Faults are in sources and in settings of the mini-program; whatever else lies in its folder is private. */
const isSource = (name: string, components: Project['components']) =>
  SOURCE.test(name) ||
  SETTINGS.includes(name) ||
  (name.endsWith('.json') && Object.hasOwn(components, name.slice(0, -'.json'.length)))

const SETTINGS = ['app.json', 'theme.json', 'sitemap.json', 'ext.json']

/**
 * One line of one of the mini-program's own sources, without the space before it.
 *
 * @param name from the mini-program's root
 * @param line from 1
 * @returns nothing where there is no such source or line
 */
export function readLine(
  { files, components }: Pick<Project, 'files' | 'components'>,
  name: string,
  line: number,
): string | undefined {
  const path = isSource(name, components) ? files.realPathOf(name) : undefined
  if (path === undefined) return undefined
  try {
    const text = readFileSync(path, 'utf8').split('\n')[line - 1]
    return text?.trim().slice(0, MOST_CHARACTERS)
  } catch {
    return undefined // deleted since it was listed
  }
}
