import type { Clock } from '../store/clock.ts'
import { WechatError } from './errors.ts'

/** Limits on the calls of a route; one that is absent is none. */
export interface Quota {
  perMinute?: number | undefined
  perDay?: number | undefined
  /** For each user of an app: where WeChat counts so. */
  perMinutePerUser?: number | undefined
}

/** The quotas WeChat documents; `/__mock/quotas` sets others. */
const documented: Record<string, Quota> = {
  // The mini-game page names it: https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/login/auth.code2Session.html
  jscode2session: { perMinutePerUser: 100 },
  stable_token: { perMinute: 10_000, perDay: 500_000 },
  resetusersessionkey: { perMinute: 60_000 },
  getwxacodeunlimit: { perMinute: 5_000 },
  media_check_async: { perMinute: 2_000, perDay: 200_000 },
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 3600_000

/** Calls within one window of time: of a minute, or of a day. */
class Window {
  readonly #lengthMs: number
  #number = 0
  #counts = new Map<string, number>()

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs
  }

  count(key: string, now: number): number {
    this.#turn(now)
    return this.#counts.get(key) ?? 0
  }

  /** Counts one call more, unless that would exceed the limit. */
  fits(key: string, limit: number, now: number): boolean {
    const count = this.count(key, now) + 1
    if (count > limit) return false
    this.#counts.set(key, count)
    return true
  }

  clear(isCleared: (key: string) => boolean = () => true) {
    for (const key of this.#counts.keys()) if (isCleared(key)) this.#counts.delete(key)
  }

  #turn(now: number) {
    const number = Math.floor(now / this.#lengthMs)
    if (number === this.#number) return
    this.#number = number
    this.#counts.clear()
  }
}

/** Counts calls per route and app, in windows of a minute and a day. Lasts as long as the process. */
export class Quotas {
  readonly #clock: Clock
  #rules = new Map(Object.entries(documented))
  readonly #minute = new Window(MINUTE_MS)
  readonly #day = new Window(DAY_MS)

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
    this.#minute.clear()
    this.#day.clear()
  }

  /** Forgets what an app called, as `clear_quota` does. */
  clear(appid: string) {
    for (const window of [this.#minute, this.#day]) {
      window.clear((key) => key.split(' ')[1] === appid)
    }
  }

  /** The calls of a route an app made today, and those it may make. */
  usage(route: string, appid: string) {
    const rule = this.#rules.get(route)
    return { ...rule, used: this.#day.count(`${route} ${appid}`, this.#clock.now()) }
  }

  /** @throws WechatError 45011 when the minute's calls are used up, 45009 when the day's are */
  count(route: string, appid: string) {
    const rule = this.#rules.get(route)
    const [key, now] = [`${route} ${appid}`, this.#clock.now()]
    const { perMinute, perDay = Infinity } = rule ?? {}
    if (perMinute !== undefined && !this.#minute.fits(key, perMinute, now)) {
      throw new WechatError(45011)
    }
    if (!this.#day.fits(key, perDay, now)) throw new WechatError(45009)
  }

  /** @throws WechatError 45011 when this user's calls of the minute are used up */
  countUser(route: string, appid: string, userName: string) {
    const limit = this.#rules.get(route)?.perMinutePerUser
    if (limit === undefined) return
    const key = `${route} ${appid} ${userName}`
    if (!this.#minute.fits(key, limit, this.#clock.now())) throw new WechatError(45011)
  }
}
