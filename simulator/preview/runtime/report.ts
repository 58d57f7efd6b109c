import type { SourcePlace } from '../serve/trace.ts'

/** Something the mini-program threw. */
export interface Report {
  message: string
  /** In the mini-program's own files, where it is known. */
  place?: SourcePlace
}

/** The lines of a stack that lie in the mini-program's scripts. */
const IN_SCRIPTS = /\/__project\/scripts\.js[^\s:)]*:(\d+):(\d+)/g
const TRIED = 5

/** Where an error was thrown, as it was written: the browser knows the one script it runs. */
export async function readPlace(error: unknown): Promise<SourcePlace | undefined> {
  const stack = (error as Error | undefined)?.stack ?? ''
  try {
    for (const [, line, column] of [...stack.matchAll(IN_SCRIPTS)].slice(0, TRIED)) {
      const answer = await fetch(`/__project/place?line=${line}&column=${column}`)
      if (answer.ok) return (await answer.json()) as SourcePlace
    }
  } catch {} // the server is gone
  return undefined
}
