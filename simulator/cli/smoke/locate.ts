/** A place in the project's own sources. */
export interface Place {
  file: string
  line: number
}

/** Places of the mini-program's scripts in a stack trace, as the browser names them. */
const IN_PROJECT = /(https?:\/\/[^\s()]+)\/__project\/scripts\.js[^\s:)]*:(\d+):(\d+)/g
const ANYWHERE = /https?:\/\/[^\s()]+:\d+:\d+/
const TRIED = 5

/** The innermost place of the project's in a stack trace; nothing where it has none. */
export async function placeIn(stack: string): Promise<Place | undefined> {
  for (const [, origin, line, column] of [...stack.matchAll(IN_PROJECT)].slice(0, TRIED)) {
    const answer = await fetch(`${origin}/__project/place?line=${line}&column=${column}`)
    if (!answer.ok) continue
    const { file, line: at } = (await answer.json()) as Place
    return { file, line: at }
  }
  return undefined
}

/** True when the error was thrown by the project's own script, not out of something it called. */
export const startsInProject = (stack: string): boolean =>
  ANYWHERE.exec(stack)?.[0].includes('/__project/') ?? false
