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
export async function waitFor<T>(look: () => T | undefined, failure: () => string): Promise<T> {
  const end = now() + patienceMs
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    if (now() > end) throw new Error(failure())
    await turn(2)
  }
}
