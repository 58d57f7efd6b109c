import { callSafely, type Activity, type Wx } from './call.ts'
import type { Context } from './context.ts'
import type { Network } from './network.ts'

type RequestOption = WechatMiniprogram.RequestOption

/** Requests under way at once; further ones wait in a queue. */
const LIMIT = 10
const DEFAULT_TIMEOUT_MS = 60_000

/** Why a request ended without an answer. The text after the number is opaque in WeChat too. */
const failures = {
  timeout: { errMsg: 'request:fail timeout', errno: 5 },
  abort: { errMsg: 'request:fail abort', errno: undefined },
  offline: {
    errMsg:
      'request:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    errno: 600001,
  },
  unreachable: {
    errMsg:
      'request:fail errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
    errno: 600001,
  },
  invalidUrl: { errMsg: 'request:fail invalid url', errno: 600009 },
} as const

/** Lets ten in; the others wait in the order they came. */
class Slots {
  #free = LIMIT
  readonly #waiting: (() => void)[] = []

  take(): Promise<void> {
    if (this.#free === 0) return new Promise((resolve) => this.#waiting.push(resolve))
    this.#free--
    return Promise.resolve()
  }

  giveBack() {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#free++
  }
}

/** Ends one request early, and remembers why. */
class Stop {
  readonly #controller = new AbortController()
  readonly signal = this.#controller.signal
  reason: 'abort' | 'timeout' | undefined

  because(reason: 'abort' | 'timeout') {
    this.reason ??= reason
    this.#controller.abort()
  }
}

/**
 * `wx.request` over the injected `fetch`: every HTTP status is a success, bodies and queries are
 * built as WeChat builds them.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/network/request/wx.request.html
 */
export function requestApis(context: Context, activity: Activity): Pick<Wx, 'request'> {
  const slots = new Slots()

  const request = (options: RequestOption) => {
    const stop = new Stop()
    activity.pending++
    void settle(context, slots, stop, options).then(({ callback, result }) => {
      activity.pending--
      callSafely(context, [callback, options.complete], result)
    })
    return {
      abort: () => stop.because('abort'),
      onHeadersReceived() {},
      offHeadersReceived() {},
      onChunkReceived() {},
      offChunkReceived() {},
    }
  }
  return { request: request }
}

async function settle({ network }: Context, slots: Slots, stop: Stop, options: RequestOption) {
  try {
    return { callback: options.success, result: await send(network, slots, stop, options) }
  } catch (error) {
    const kind =
      stop.reason ??
      (error instanceof InvalidUrl ? 'invalidUrl' : network.isOnline ? 'unreachable' : 'offline')
    return { callback: options.fail, result: { ...failures[kind] } }
  }
}

async function send(network: Network, slots: Slots, stop: Stop, options: RequestOption) {
  const { url, init } = toFetch(options)
  await slots.take()
  const timer = setTimeout(() => stop.because('timeout'), options.timeout ?? DEFAULT_TIMEOUT_MS)
  try {
    stop.signal.throwIfAborted()
    return await toResult(options, await network.fetch(url, { ...init, signal: stop.signal }))
  } finally {
    clearTimeout(timer)
    slots.giveBack()
  }
}

class InvalidUrl extends Error {}

function toFetch({ url, method = 'GET', header = {}, data }: RequestOption) {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value)
  if (!URL.canParse(url)) throw new InvalidUrl(url)
  if (method === 'GET') return { url: withQuery(url, data), init: { method, headers } }
  const isForm = headers['content-type']?.includes('x-www-form-urlencoded') === true
  return { url, init: { method, headers, body: toBody(data, isForm) } }
}

/** An object given to a GET becomes its query. */
function withQuery(url: string, data: RequestOption['data']): string {
  if (data === undefined || typeof data === 'string' || data instanceof ArrayBuffer) return url
  const query = new URL(url)
  for (const [name, value] of Object.entries(data)) query.searchParams.set(name, String(value))
  return query.href
}

function toBody(data: RequestOption['data'], isForm: boolean): string | ArrayBuffer | undefined {
  if (data === undefined || typeof data === 'string' || data instanceof ArrayBuffer) return data
  return isForm ? new URLSearchParams(data).toString() : JSON.stringify(data)
}

async function toResult({ dataType = 'json' }: RequestOption, response: Response) {
  const text = (await response.text()).replace(/^\uFEFF/, '')
  return {
    data: dataType === 'json' ? parsed(text) : text,
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    cookies: response.headers.getSetCookie(),
    errMsg: 'request:ok',
  }
}

/** WeChat tries once; what is no JSON stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
