/**
 * - `signedIn`: somebody, where nobody was before.
 * - `renewed`: the same user, a new token.
 * - `userChanged`: another user than before.
 * - `signedOut`: nobody any more.
 * - `profileChanged`: the same user, another name or picture.
 */
export type SessionEvent = 'signedIn' | 'renewed' | 'userChanged' | 'signedOut' | 'profileChanged'

interface Subscription {
  listener: (event: SessionEvent) => void
}

let subscriptions: Subscription[] = []
const queue: SessionEvent[] = []
let isTelling = false

/**
 * Calls `listener` at every event, until the returned function is called. Every call is a
 * subscription of its own, also with the same function.
 */
export function subscribe(listener: (event: SessionEvent) => void): () => void {
  const subscription = { listener }
  subscriptions = subscriptions.concat(subscription)
  return () => {
    subscriptions = subscriptions.filter((other) => other !== subscription)
  }
}

/**
 * Calls every listener, once per event and in the order of the events: one that happens inside a
 * listener comes after the present one has reached everybody.
 */
export function tell(event: SessionEvent) {
  queue.push(event)
  if (isTelling) return
  isTelling = true
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const subscription of subscriptions) {
      // A listener that ran before it may have unsubscribed it.
      if (subscriptions.indexOf(subscription) >= 0) call(subscription, next)
    }
  }
  isTelling = false
}

function call({ listener }: Subscription, event: SessionEvent) {
  try {
    listener(event)
  } catch (error) {
    // An error in one listener must not stop the others: it is reported as an unhandled rejection.
    void Promise.reject(error)
  }
}
