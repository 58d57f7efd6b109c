/** Time passes, also in a window that is not shown, where nothing is drawn. */
export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Waits until something is there.
 *
 * @returns it, or `undefined` when the time is over
 */
export async function waitFor<T>(look: () => T | undefined, forMs: number): Promise<T | undefined> {
  const end = performance.now() + forMs
  for (;;) {
    const found = look()
    if (found !== undefined || performance.now() > end) return found
    await wait(20)
  }
}
