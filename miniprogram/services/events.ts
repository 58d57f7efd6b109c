/**
 * - `signedIn`: somebody, where nobody was before.
 * - `renewed`: the same user, a new token.
 * - `userChanged`: another user than before.
 * - `signedOut`: nobody any more.
 * - `profileChanged`: the same user, another name or picture.
 */
export type SessionEvent = 'signedIn' | 'renewed' | 'userChanged' | 'signedOut' | 'profileChanged'

const listeners = new Set<(event: SessionEvent) => void>()

/** Calls `listener` at every event, until the returned function is called. */
export function subscribe(listener: (event: SessionEvent) => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Tells who listens. */
export function tell(event: SessionEvent) {
  listeners.forEach((listener) => {
    try {
      listener(event)
    } catch (error) {
      // One page's fault is no other's: it is reported as an unhandled rejection.
      void Promise.reject(error)
    }
  })
}
