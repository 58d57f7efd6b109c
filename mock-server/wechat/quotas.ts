import type { Clock } from '../store/clock.ts'
import { WechatError } from './errors.ts'

export interface Quota {
  perMinute?: number | undefined
  perDay?: number | undefined
}

/**
 * What WeChat documents, per app. It names no number for code2Session (45011 exists all the same);
 * `/__mock/quotas` sets one.
 */
const documented: Record<string, Quota> = {
  stable_token: { perMinute: 10_000, perDay: 500_000 },
  resetusersessionkey: { perMinute: 60_000 },
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 3600_000

/** Counts calls per route and app, in windows of a minute and a day. Lasts as long as the process. */
export class Quotas {
  readonly #clock: Clock
  #rules = new Map(Object.entries(documented))
  #counts = new Map<string, { window: number; count: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  list(): Record<string, Quota> {
    return Object.fromEntries(this.#rules)
  }

  set(route: string, quota: Quota) {
    this.#rules.set(route, quota)
  }

  reset() {
    this.#rules = new Map(Object.entries(documented))
    this.#counts.clear()
  }

  /** @throws WechatError 45011 when the minute's calls are used up, 45009 when the day's are */
  count(route: string, appid: string) {
    const rule = this.#rules.get(route)
    if (!rule) return
    if (!this.#fits(`${route} ${appid} minute`, MINUTE_MS, rule.perMinute)) {
      throw new WechatError(45011)
    }
    if (!this.#fits(`${route} ${appid} day`, DAY_MS, rule.perDay)) throw new WechatError(45009)
  }

  #fits(key: string, lengthMs: number, limit: number | undefined): boolean {
    if (limit === undefined) return true
    const window = Math.floor(this.#clock.now() / lengthMs)
    const counted = this.#counts.get(key)
    const count = counted?.window === window ? counted.count + 1 : 1
    if (count > limit) return false
    this.#counts.set(key, { window, count })
    return true
  }
}
