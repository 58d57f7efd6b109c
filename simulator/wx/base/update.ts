/** The result of WeChat's check for a new version of the mini-program. */
export type UpdateOutcome = 'none' | 'ready' | 'failed'

type Event = 'checked' | 'ready' | 'failed'
/** Called with what WeChat's check for a new version found. */
export type UpdateListener = (result: { hasUpdate: boolean }) => void

/**
 * New versions of the mini-program. WeChat looks for one at every cold start and fetches it by
 * itself; what is running stays the old version until it starts again.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/runtime/update-mechanism.html
 */
export class Updates {
  /** The mini-program asked to be started again with the new version. */
  isApplied = false
  #isReady = false
  readonly #listeners: Record<Event, Set<UpdateListener>> = {
    checked: new Set(),
    ready: new Set(),
    failed: new Set(),
  }
  readonly #restart: () => void
  readonly #call: (listener: UpdateListener, result: { hasUpdate: boolean }) => void

  /**
   * @param restart closes the mini-program and opens it again
   * @param call runs a listener; what it throws is reported
   */
  constructor(
    restart: () => void,
    call: (listener: UpdateListener, result: { hasUpdate: boolean }) => void,
  ) {
    this.#restart = restart
    this.#call = call
  }

  /** WeChat has looked for a new version, and where there is one has fetched it or failed to. */
  find(outcome: UpdateOutcome) {
    const hasUpdate = outcome !== 'none'
    this.#tell('checked', hasUpdate)
    if (outcome === 'none') return
    this.#isReady = outcome === 'ready'
    this.#tell(outcome, hasUpdate)
  }

  listen(event: Event, listener: UpdateListener) {
    this.#listeners[event].add(listener)
  }

  apply() {
    if (!this.#isReady) {
      throw new Error(
        'applyUpdate was called before onUpdateReady: there is no new version to start. In a test, ' +
          "updates.find('ready') brings one.",
      )
    }
    this.isApplied = true
    this.#restart()
  }

  #tell(event: Event, hasUpdate: boolean) {
    for (const listener of this.#listeners[event]) this.#call(listener, { hasUpdate })
  }
}
