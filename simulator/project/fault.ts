/** Something in a mini-program's files that is wrong, and where: shown on the phone until it is mended. */
export interface ProjectFault {
  /** From the mini-program's root, with `/` on every system. */
  file: string
  /** From 1. */
  line?: number | undefined
  /** From 1. */
  column?: number | undefined
  message: string
  /** The only page that it concerns, if that is not the page whose file it is in. `''`: none. */
  page?: string
}

/** Receives faults of a project. */
export type Report = (fault: ProjectFault) => void

/** A folder holds no mini-program that can be opened. `message` says why and what to do. */
export class ProjectError extends Error {
  override name = 'ProjectError' as const
  /** The same in Chinese, for commands. */
  readonly inChinese: string

  constructor(message: string, inChinese: string) {
    super(message)
    this.inChinese = inChinese
  }
}

/** Line and column, both from 1, of a place in a text. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}
