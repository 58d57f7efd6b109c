/** Timers of Node itself, taken by the environment: a test that fakes its own timers never stops them. */
const { setTimeout: realSetTimeout, now } = miniprogramHost

/** Long enough for a busy machine; only a failing test waits so long. */
let patienceMs = 2000

/** Sets the time that `findBy...` and the person wait for something to appear, in milliseconds. */
export function setPatience(milliseconds: number) {
  patienceMs = milliseconds
}

/** A macrotask from now, also under fake timers; there are no frames to wait for. */
export const soon = queueMicrotask

/** Runs everything that is due, also under fake timers. */
export const turn = (ms = 0) => new Promise<void>((resolve) => realSetTimeout(resolve, ms))

/** Waits until `look` returns something; repeats it for up to two seconds. */
export const waitFor = <T>(look: () => T | undefined, failure: () => string): Promise<T> =>
  repeat(look, () => new Error(failure()))

async function repeat<T>(look: () => T | undefined, failure: () => unknown): Promise<T> {
  const end = now() + patienceMs
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (now() > end) throw failure()
    await turn(2)
  }
}

/** Says that nothing on the screen is what was asked for; it may still come. */
export class NotThereError extends Error {}

/**
 * Waits until `look` no longer throws a `NotThereError`, looking again and again for two seconds.
 *
 * @throws what `look` throws last, and at once what is no `NotThereError`
 */
export async function untilThere<T>(look: () => T): Promise<T> {
  let missing: NotThereError | undefined
  const attempt = () => {
    try {
      return { found: look() }
    } catch (error) {
      if (!(error instanceof NotThereError)) throw error
      missing = error
      return undefined
    }
  }
  return (await repeat(attempt, () => missing)).found
}
