/** Transfers in flight at once: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html */
const LIMIT = 10

/** The queue of transfers: ten are in progress, further ones wait for one of them to end. */
export class TransferQueue {
  #free = LIMIT
  readonly #waiting: (() => void)[] = []

  /**
   * Waits for a free place, and takes it.
   *
   * @param signal ends the wait: the transfer leaves the queue at once
   */
  enter(signal: AbortSignal): Promise<void> {
    if (this.#free > 0) {
      this.#free--
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(start), 1)
        reject(new Error('left the queue'))
      }
      const start = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      signal.addEventListener('abort', giveUp)
      this.#waiting.push(start)
    })
  }

  /** Gives a place back: the transfer that has waited longest takes it. */
  leave() {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free++
  }
}
