import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { merge } from 'node-diff3'
import { say } from '../../../mock-server/index.ts'
import { RECORD, type Record } from './record.ts'

/** An update that can't be made; it says why, and what to do. */
class UpdateError extends Error {
  override name = 'UpdateError' as const
}

/** The result of updating one file. */
export type Change =
  | 'added'
  | 'updated'
  | 'merged'
  | 'removed'
  /**
   * Changed on both sides in the same lines: the developer's version stays, and the merge is
   * written beside it.
   */
  | 'conflict'
  /** The developer deleted it; it stays so. */
  | 'deleted by you'
  /** No longer of the kit, but changed by the developer: it stays. */
  | 'kept'

/** The end of the name of a file that holds both versions, for the developer to choose from. */
const CONFLICT = '.conflict'

/** Reads what the kit wrote into a project. @throws UpdateError where it wrote nothing */
export function readRecord(project: string): Record {
  const file = join(project, RECORD)
  if (!existsSync(file)) {
    throw new UpdateError(
      say(
        `没有 ${file}：不知道 weapp-login-kit 在这里写过什么。` +
          '"weapp-login-kit lift FOLDER" 会重新写登录核心和这份记录。',
        `${file} is missing: nothing says what weapp-login-kit wrote here. "weapp-login-kit lift FOLDER" ` +
          'writes the sign-in core anew, and this record.',
      ),
    )
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record
  } catch {
    throw new UpdateError(
      say(
        `${file} 不再是合法的 JSON。请从版本控制里取回它。`,
        `${file} is no JSON any more. Take it back from version control.`,
      ),
    )
  }
}

/**
 * Brings newer files of the sign-in core into a project. A file the developer did not touch is
 * replaced; one that both sides changed is merged, by lines; where that fails, the developer's
 * version stays and the merge is written beside it. Files that are theirs to change are left alone.
 *
 * @param newer the record of what the kit would write today
 * @returns the outcome for each file that changed
 */
export function update(project: string, newer: Record): Map<string, Change> {
  const record = readRecord(project)
  const changes = new Map<string, Change>()
  for (const path of new Set([...Object.keys(record.files), ...Object.keys(newer.files)])) {
    const file = join(project, record.folder, path)
    const mine = existsSync(file) ? readFileSync(file, 'utf8') : undefined
    const { change, text } = decide(record.files[path], mine, newer.files[path])
    if (change === undefined) continue
    changes.set(path, change)
    if (change === 'removed') rmSync(file)
    else if (text !== undefined) write(change === 'conflict' ? file + CONFLICT : file, text)
  }
  const kept = { ...newer, folder: record.folder }
  writeFileSync(join(project, RECORD), `${JSON.stringify(kept, null, 2)}\n`)
  return changes
}

/** One file: as the kit wrote it, as it is now, as the kit would write it today. */
function decide(
  base: string | undefined,
  mine: string | undefined,
  theirs: string | undefined,
): { change?: Change; text?: string } {
  if (mine === theirs || theirs === base) return {}
  if (theirs === undefined) {
    if (mine === undefined) return {}
    return { change: mine === base ? 'removed' : 'kept' }
  }
  if (mine === undefined) {
    return base === undefined ? { change: 'added', text: theirs } : { change: 'deleted by you' }
  }
  if (mine === base) return { change: 'updated', text: theirs }
  const labels = { a: 'yours', o: 'former', b: 'weapp-login-kit' }
  const lines = (text: string) => text.split('\n')
  const { conflict, result } = merge(lines(mine), lines(base ?? ''), lines(theirs), {
    excludeFalseConflicts: true,
    label: labels,
  })
  return { change: conflict ? 'conflict' : 'merged', text: result.join('\n') }
}

function write(file: string, text: string) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
