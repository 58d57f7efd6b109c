import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { CreateOptions } from './options.ts'

/** The kit that makes a project: cloned or installed. */
export interface Kit {
  version: string
  /** The folder whose `miniprogram/` is the template, with `project.config.json` beside it. */
  template: string
  /** The folder of files that have a special version for new projects. */
  project: string
  /** The text of the licence. */
  licence: string
  /** Versions of the packages that a project needs beside the kit. */
  versions: Record<string, string>
  /**
   * A new project's dependency on the kit.
   *
   * @param folder the project, into which packages that are not published are put
   */
  dependencies(folder: string): Promise<Record<string, string>>
}

/** Files of development that are not copied. */
const LEFT_BEHIND =
  /^(?:node_modules|miniprogram_npm|coverage|\.data|\.DS_Store|project\.private\.config\.json|.+\.log)$/

/** All pages but the one of the minimal template, and what only they use. */
const FULL_ONLY = /^miniprogram\/(?:pages|components|i18n|app\.\w+$|report\.ts|theme\.json)/

/** A new project's files: its path there, and the file it is made from. */
export function templateFiles(kit: Kit, { template }: CreateOptions): Map<string, string> {
  const files = filesBelow(kit.template, 'miniprogram')
    .filter((file) => template === 'full' || !FULL_ONLY.test(file))
    .map((file): [string, string] => [file, join(kit.template, file)])
  const minimal = join(kit.project, 'minimal')
  const instead =
    template === 'minimal'
      ? filesBelow(minimal, '.').map((file): [string, string] => [
          posix.join('miniprogram', file),
          join(minimal, file),
        ])
      : []
  return new Map([...files, ...instead])
}

/** All files of a folder below `root`, as paths from there. */
export function filesBelow(root: string, path: string): string[] {
  if (!existsSync(join(root, path))) return []
  if (!statSync(join(root, path)).isDirectory()) return [path]
  return readdirSync(join(root, path))
    .filter((name) => !LEFT_BEHIND.test(name))
    .flatMap((name) => filesBelow(root, posix.join(path, name)))
}
