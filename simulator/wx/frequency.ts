import { ApiFailure } from './failure.ts'

const SECOND_MS = 1000
const DAY_MS = 24 * 60 * 60 * SECOND_MS
const PER_SECOND = 4
const PER_PAGE_VIEW = 2

/** APIs whose calls WeChat limits. */
const counted: ReadonlySet<string> = new Set([
  'login',
  'checkSession',
  'getSetting',
  'getUserInfo',
  'getUserProfile',
])

/**
 * WeChat's limits on how often some APIs are called: four times a second, and over a day twice the
 * page views. WeChat warns of the second by a message to the developer; here, where limits are
 * enforced, both fail.
 *
 * Source: WeChat's rule on the frequency of calls (接口调用频率规范), and the list of errno.
 */
export class Frequency {
  isEnforced: boolean
  readonly #calls = new Map<string, number[]>()
  #views: number[] = []

  constructor(isEnforced: boolean) {
    this.isEnforced = isEnforced
  }

  /** A page was shown. */
  viewed() {
    if (this.isEnforced) this.#views = within(this.#views, DAY_MS).concat(Date.now())
  }

  /** @throws ApiFailure errno 1003 when there were too many calls; this one then does not count */
  count(api: string) {
    if (!this.isEnforced || !counted.has(api)) return
    const today = within(this.#calls.get(api) ?? [], DAY_MS)
    const views = within(this.#views, DAY_MS).length
    const isTooOften = within(today, SECOND_MS).length >= PER_SECOND
    if (isTooOften || today.length >= views * PER_PAGE_VIEW) {
      throw new ApiFailure('meet server frequency limit', 1003)
    }
    this.#calls.set(api, today.concat(Date.now()))
  }
}

const within = (times: number[], age: number) => times.filter((time) => Date.now() - time < age)
