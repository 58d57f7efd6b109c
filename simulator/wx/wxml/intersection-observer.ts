import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import type { Intersection, Margins } from './nodes.ts'

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

/**
 * Reports how much of an element is within another, or within the window, whenever that crosses a
 * threshold; also at the start, if it differs from `initialRatio`.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/wxml/IntersectionObserver.html
 */
class IntersectionObserver {
  readonly #phone: Context
  readonly #scope: unknown
  readonly #options: Options
  #relative: string | undefined
  #margins: Margins = {}
  #stops: (() => void)[] = []

  constructor(phone: Context, scope: unknown, options: Options) {
    this.#phone = phone
    this.#scope = scope
    this.#options = options
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#relative = selector
    this.#margins = margins
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#relative = undefined
    this.#margins = margins
    return this
  }

  observe(selector: string, listener: (seen: object) => void) {
    const { nodes } = this.#phone.host
    if (!nodes?.watchIntersection) {
      throw new Error(
        'wx.createIntersectionObserver needs pages that are drawn: give host.nodes.watchIntersection.',
      )
    }
    const { thresholds = [0], initialRatio = 0, observeAll = false } = this.#options
    const all = nodes.find(selector, this.#scope)
    const [within] = this.#relative === undefined ? [] : nodes.find(this.#relative, this.#scope)
    for (const node of observeAll ? all : all.slice(0, 1)) {
      let last = initialRatio
      const tell = (seen: Intersection) => {
        const isPassed = passes(thresholds, last, seen.intersectionRatio)
        last = seen.intersectionRatio
        if (!isPassed) return
        const { id, dataset } = node
        this.#call(listener, { ...seen, id, dataset })
      }
      this.#stops.push(nodes.watchIntersection(node, within, this.#margins, thresholds, tell))
    }
  }

  disconnect() {
    for (const stop of this.#stops) stop()
    this.#stops = []
  }

  #call(listener: (seen: object) => void, seen: object) {
    try {
      listener(seen)
    } catch (error) {
      this.#phone.reportError(error)
    }
  }
}

/** True when a threshold lies between two ratios; 0 is crossed when the element becomes visible. */
const passes = (thresholds: number[], before: number, now: number) =>
  before !== now &&
  thresholds.some((threshold) =>
    threshold === 0
      ? before === 0 || now === 0
      : Math.min(before, now) < threshold && threshold <= Math.max(before, now),
  )

/** APIs for intersection observers. */
export const intersectionObserverApis = (phone: Context) =>
  defineOthers({
    createIntersectionObserver: ((scope?: unknown, options: Options = {}) =>
      new IntersectionObserver(phone, scope, options)) as never,
  })
