/**
 * The user's answers for each kind of message, as `getSetting` returns them with
 * `withSubscriptions`.
 */
export class Subscriptions {
  mainSwitch = true
  readonly itemSettings: Record<string, 'accept' | 'reject' | 'ban'> = {}
}
