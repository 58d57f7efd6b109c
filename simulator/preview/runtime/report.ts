import type { SourcePlace } from '../serve/trace.ts'

/** Something the mini-program threw. */
export interface Report {
  message: string
  /** In the mini-program's own files, where it is known. */
  place?: SourcePlace
  /** Milliseconds since 1970. */
  at: number
}

/** Errors that the mini-program threw, and warnings of WeChat's; newest last. */
export class Reports {
  readonly list: Report[] = []
  /** The same in words; a program that read them may take them away. */
  readonly messages: string[] = []
  readonly #changed: () => void

  /** @param changed called when there is another one, or more is known of one */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** @param error where it was thrown is found by its stack */
  add(message: string, error?: unknown) {
    const report: Report = { message, at: Date.now() }
    this.list.push(report)
    this.messages.push(message)
    this.#changed()
    void readPlace(error).then((place) => {
      if (!place) return
      report.place = place
      this.#changed()
    })
  }
}

/** A thrown value in words. WeChat's own failures are objects with an `errMsg`. */
export function textOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const { message, errMsg } = error as { message?: unknown; errMsg?: unknown }
  if (typeof message === 'string' && message !== '') return message
  if (typeof errMsg === 'string') return errMsg
  try {
    return JSON.stringify(error)
  } catch {
    return Object.keys(error).join(', ') // holds itself
  }
}

/** The lines of a stack that lie in the mini-program's scripts. */
const IN_SCRIPTS = /\/__project\/scripts\.js[^\s:)]*:(\d+):(\d+)/g
const TRIED = 5

/** The place an error was thrown at, as it was written: the browser knows the one script it runs. */
const readPlace = (error: unknown) => placeIn((error as Error | undefined)?.stack ?? '')

/** The first place of the mini-program's own in a stack. */
export async function placeIn(stack: string): Promise<SourcePlace | undefined> {
  try {
    for (const [, line, column] of [...stack.matchAll(IN_SCRIPTS)].slice(0, TRIED)) {
      const answer = await fetch(`/__project/place?line=${line}&column=${column}`)
      if (answer.ok) return (await answer.json()) as SourcePlace
    }
  } catch {} // the server is gone
  return undefined
}
