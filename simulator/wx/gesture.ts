import { ApiFailure } from './failure.ts'

/**
 * Knows if a person's tap is being handled right now. Some APIs work only then: called after an
 * `await`, they fail as in WeChat.
 */
export class Gesture {
  #live = false

  /**
   * Runs the handlers of a tap; only code that runs within counts as caused by the user's gesture.
   */
  tap<T>(handle: () => T): T {
    this.#live = true
    try {
      return handle()
    } finally {
      this.#live = false
    }
  }

  get isLive(): boolean {
    return this.#live
  }
}

/** Fails as WeChat does when an API that opens a window was not called by a tap. */
export function requireTap({ byTap }: { byTap: boolean }) {
  if (!byTap) throw new ApiFailure('can only be invoked by user TAP gesture.')
}
