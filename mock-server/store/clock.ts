/**
 * The one clock of the mock server. Every lifetime (codes, session keys, sessions) is measured on
 * it, so that a test can move time without waiting.
 */
export interface Clock {
  /** Milliseconds since 1970, moved by what `advance` added. */
  now(): number
  /** Milliseconds it is ahead of the machine's. */
  readonly offsetMs: number
  /** Moves the clock forward. */
  advance(seconds: number): void
  /** As it was in a snapshot: only for a store that has just been restored. */
  moveTo(offsetMs: number): void
  /** Back to the machine's time. What ran out since, and was not used up, is good again. */
  reset(): void
}

/** A clock that runs with the machine's, `offsetMs` ahead; `onAdvance` is called with each new offset. */
export function createClock(offsetMs = 0, onAdvance: (offsetMs: number) => void = () => {}): Clock {
  let offset = offsetMs
  const moveTo = (newOffset: number) => {
    offset = newOffset
    onAdvance(offset)
  }
  return {
    now: () => Date.now() + offset,
    get offsetMs() {
      return offset
    },
    moveTo,
    advance: (seconds) => moveTo(offset + seconds * 1000),
    reset: () => moveTo(0),
  }
}
