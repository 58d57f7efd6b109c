import { posix } from 'node:path'
import { sortedByName } from '../sorted.ts'

/** TypeScript; JavaScript with `import`, for people; or with `require`, as `lift` writes it. */
export type CoreForm = 'typescript' | 'javascript' | 'commonjs'

/**
 * The files the kit wrote into a project, so that an update can distinguish the developer's changes
 * from the kit's.
 */
export interface Record {
  /** Of the kit that wrote it. */
  version: string
  /** The folder of the sign-in core's parent, from the record's own folder: `miniprogram`, `login`. */
  folder: string
  form: CoreForm
  /** The text of each file of the core as it was written, by its path from `folder`. */
  files: { [path: string]: string }
}

/** The record's file name; it is in the project's folder and belongs under version control. */
export const RECORD = 'weapp-login-kit.lock.json'

/** True of a file that updates bring again; `config` is the developer's. The path is from `miniprogram/`. */
export const isCore = (path: string) => /^services\/[\w-]+\.[jt]s$/.test(path)

/**
 * @param folder the folder that holds `services/`, from the project's
 * @param texts all that was written, by path from the project's folder
 */
export function recordOf(
  about: Pick<Record, 'version' | 'folder' | 'form'>,
  texts: Iterable<[string, string | Buffer]>,
): Record {
  const files: Record['files'] = {}
  for (const [name, text] of texts) {
    const path = posix.relative(about.folder, name)
    if (isCore(path)) files[path] = text.toString()
  }
  return { ...about, files: sortedByName(files) }
}
