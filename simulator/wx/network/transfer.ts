import type { MiniApp } from '../base/mini-app.ts'
import { callSafely, type Activity } from '../call.ts'
import type { Device } from '../device.ts'
import { ApiFailure, failText } from '../failure.ts'
import { Listeners } from '../listeners.ts'
import { headersOf, type ReceivedHeaders } from './headers.ts'
import type { Network } from './network.ts'
import { TransferQueue } from './transfer-queue.ts'
import { requireParameters } from '../parameters.ts'
import { changes, isSince, known } from '../versions.ts'

const DEFAULT_TIMEOUT_MS = 60_000
/** Time requests may go on in the background. */
const BACKGROUND_MS = 5000
/** The host that no mini-program may call itself, whatever its list of domains says. */
const WECHAT_HOST = 'api.weixin.qq.com'

/** An API that transfers. */
export type TransferApi = 'request' | 'uploadFile' | 'downloadFile'

/** Settings of transfers. */
export interface TransferSettings {
  /**
   * The legitimate domains (`https://example.com`, with the port where it is not the usual one), as
   * the mini-program's back office lists them. Absent: not checked, as with `urlCheck: false`.
   */
  domains?: Partial<Record<TransferApi, string[]>> | undefined
  /** `networkTimeout` of `app.json`, in milliseconds. */
  timeouts?: Partial<Record<TransferApi, number>> | undefined
}

/** Why a request ended without an answer. The text after the number is opaque in WeChat too. */
const failures = {
  timeout: new ApiFailure('timeout', 5),
  abort: new ApiFailure('abort'),
  interrupted: new ApiFailure('interrupted', 600003),
  offline: new ApiFailure(
    'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    600001,
  ),
  unreachable: new ApiFailure(
    'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
    600001,
  ),
  invalidUrl: new ApiFailure('invalid url', 600009),
  domain: new ApiFailure('url not in domain list', 600002),
} as const

/** The parts of a phone that transfers depend on. */
interface Surroundings {
  activity: Activity
  app: MiniApp
  device: Device
  network: Network
  reportError: (error: unknown) => void
}

type Reason = 'abort' | 'timeout' | 'interrupted'

/** Ends one transfer early, and remembers why. */
class Stop {
  readonly #controller = new AbortController()
  readonly signal = this.#controller.signal
  reason: Reason | undefined

  because(reason: Reason) {
    this.reason ??= reason
    this.#controller.abort()
  }
}

interface Options {
  url: string
  timeout?: number
  success?: (result: never) => void
  fail?: (result: never) => void
  complete?: (result: never) => void
}

/** The tools of one transfer's sender. */
export interface Sending {
  signal: AbortSignal
  /** Notifies the task's listeners that the response headers have arrived. */
  received: (response: Response) => ReceivedHeaders
}

/**
 * Rules that requests, uploads and downloads share: ten at once and a queue, the time limit, the list of
 * domains, and their end in the background.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/framework/ability/network.html
 */
export class Transfers {
  readonly #context: Surroundings
  readonly #settings: TransferSettings
  readonly #queue = new TransferQueue()
  readonly #underWay = new Set<Stop>()
  #hiddenAt: number | undefined
  #backgroundTimer: ReturnType<typeof setTimeout> | undefined

  constructor(context: Surroundings, settings: TransferSettings) {
    this.#context = context
    this.#settings = settings
    context.app.onVisibility((isVisible) => (isVisible ? this.#appShown() : this.#appHidden()))
  }

  /**
   * Starts one.
   *
   * @param send does the work; its result is what `success` gets, `errMsg` apart
   */
  start(api: TransferApi, given: Options, send: (sending: Sending) => Promise<object>) {
    const { device, reportError } = this.#context
    const stop = new Stop()
    const headers = new Listeners<ReceivedHeaders>()
    const received = (response: Response) => {
      const result = headersOf(response)
      headers.tell(result, reportError)
      return result
    }
    this.#context.activity.pending++
    void this.#run(api, known(api, 'options', given, device), stop, (signal) =>
      send({ signal, received }),
    )
      .then(
        (result) => {
          const answer = { ...known(api, 'results', result, device), errMsg: `${api}:ok` }
          return { callback: given.success, result: answer }
        },
        (error: unknown) => {
          const { reason, errno } = this.#failureOf(error, stop)
          const hasErrno = errno !== undefined && isSince(device, changes.errno)
          const answer = { errMsg: failText(api, reason), ...(hasErrno && { errno }) }
          return { callback: given.fail, result: answer }
        },
      )
      .then(({ callback, result }) => {
        this.#context.activity.pending--
        callSafely(this.#context, [callback, given.complete], result)
      })
    return {
      abort: () => stop.because('abort'),
      onHeadersReceived: headers.add,
      offHeadersReceived: headers.remove,
    }
  }

  async #run(
    api: TransferApi,
    { url, timeout }: Options,
    stop: Stop,
    send: (signal: AbortSignal) => Promise<object>,
  ) {
    requireParameters({ url }, { url: 'String' })
    if (!URL.canParse(url)) throw failures.invalidUrl
    if (!this.#isAllowed(api, url)) throw failures.domain
    if (this.#isSuspended) throw failures.interrupted
    // 0 is as good as none.
    const limit = timeout || this.#settings.timeouts?.[api] || DEFAULT_TIMEOUT_MS
    this.#underWay.add(stop)
    if (this.#hiddenAt !== undefined) this.#awaitSuspension()
    try {
      return await this.#inTurn(stop, limit, send)
    } finally {
      this.#underWay.delete(stop)
    }
  }

  /** The time limit counts from when its turn came. */
  async #inTurn(stop: Stop, timeout: number, send: (signal: AbortSignal) => Promise<object>) {
    await this.#queue.enter(stop.signal)
    const timer = setTimeout(() => stop.because('timeout'), timeout)
    try {
      stop.signal.throwIfAborted()
      return await send(stop.signal)
    } finally {
      clearTimeout(timer)
      this.#queue.leave()
    }
  }

  /** As configured, to the letter: a host without a port does not allow one that names it. */
  #isAllowed(api: TransferApi, url: string): boolean {
    const { domains } = this.#settings
    if (!domains) return true
    const start = /^https:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase()
    if (start === undefined || new URL(url).hostname === WECHAT_HOST) return false
    return domains[api]?.some((domain) => domain.toLowerCase() === start) ?? false
  }

  #appHidden() {
    this.#hiddenAt = Date.now()
    if (this.#underWay.size > 0) this.#awaitSuspension()
  }

  #appShown() {
    clearTimeout(this.#backgroundTimer)
    this.#backgroundTimer = undefined
    if (this.#isSuspended) this.#interrupt() // the clock went on while no timer ran
    this.#hiddenAt = undefined
  }

  #awaitSuspension() {
    const left = BACKGROUND_MS - (Date.now() - (this.#hiddenAt ?? 0))
    this.#backgroundTimer ??= setTimeout(() => this.#interrupt(), left)
  }

  get #isSuspended(): boolean {
    return this.#hiddenAt !== undefined && Date.now() - this.#hiddenAt >= BACKGROUND_MS
  }

  #interrupt() {
    for (const stop of this.#underWay) stop.because('interrupted')
  }

  #failureOf(error: unknown, { reason }: Stop): ApiFailure {
    if (reason) return failures[reason]
    if (error instanceof ApiFailure) return error
    return failures[connectionOf(this.#context.network)]
  }
}

const connectionOf = ({ isOnline }: Network) => (isOnline ? 'unreachable' : 'offline')
