/** The running function, to run again when a shared value it reads is set. */
let running: (() => void) | undefined

/** A value of `wx.worklet.shared`: setting it runs again what has read it. */
export function sharedValue<T>(initial: T): { value: T } {
  let current = initial
  const readers = new Set<() => void>()
  return {
    get value() {
      if (running) readers.add(running)
      return current
    },
    set value(next: T) {
      if (Object.is(next, current)) return
      current = next
      readers.forEach((read) => read())
    },
  }
}

/**
 * Runs `work` now, and again each time that a shared value it reads is set.
 *
 * @returns what ends that
 */
export function watchShared(work: () => void): () => void {
  let isOver = false
  const run = () => {
    if (isOver) return
    const outer = running
    running = run
    try {
      work()
    } finally {
      running = outer
    }
  }
  run()
  return () => {
    isOver = true
  }
}
