import { callSafely, type Activity, type Wx } from './call.ts'
import type { Context } from './context.ts'
import type { Network } from './network.ts'

type RequestOption = WechatMiniprogram.RequestOption

/** Requests under way at once; further ones wait in a queue. */
const LIMIT = 10
const DEFAULT_TIMEOUT_MS = 60_000

/** Why a request ended without an answer. The text after the number is opaque in WeChat too. */
const failures = {
  timeout: { reason: 'timeout', errno: 5 },
  abort: { reason: 'abort', errno: undefined },
  interrupted: { reason: 'interrupted', errno: 600003 },
  offline: {
    reason: 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
    errno: 600001,
  },
  unreachable: {
    reason: 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
    errno: 600001,
  },
  invalidUrl: { reason: 'invalid url', errno: 600009 },
  noFile: { reason: 'file error', errno: undefined },
} as const

/** Lets ten in, of requests, uploads and downloads together; the others wait in their order. */
export class Slots {
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
export class Stop {
  readonly #controller = new AbortController()
  readonly signal = this.#controller.signal
  reason: 'abort' | 'timeout' | 'interrupted' | undefined

  because(reason: 'abort' | 'timeout' | 'interrupted') {
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
export function requestApis(
  context: Context,
  activity: Activity,
  slots: Slots,
): Pick<Wx, 'request'> {
  const request = (options: RequestOption) => {
    const stop = startTransfer(context, activity, slots, 'request', options, async (signal) => {
      const { url, init } = toFetch(options)
      return toResult(options, await context.network.fetch(url, { ...init, signal }))
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

interface TransferOptions {
  url: string
  timeout?: number
  success?: (result: never) => void
  fail?: (result: never) => void
  complete?: (result: never) => void
}

/**
 * What requests, uploads and downloads share: the queue, the time limit, the callbacks.
 *
 * @param send does the work; its result is what `success` gets, `errMsg` apart
 * @returns to end it early
 */
export function startTransfer(
  context: Context,
  activity: Activity,
  slots: Slots,
  api: string,
  options: TransferOptions,
  send: (signal: AbortSignal) => Promise<object>,
): Stop {
  const stop = new Stop()
  activity.pending++
  const work = async () => {
    if (!URL.canParse(options.url)) throw new InvalidUrl(options.url)
    await slots.take()
    const timer = setTimeout(() => stop.because('timeout'), options.timeout ?? DEFAULT_TIMEOUT_MS)
    try {
      stop.signal.throwIfAborted()
      return await send(stop.signal)
    } finally {
      clearTimeout(timer)
      slots.giveBack()
    }
  }
  void work()
    .then(
      (result) => ({ callback: options.success, result: { ...result, errMsg: `${api}:ok` } }),
      (error: unknown) => {
        const { reason, errno } = failures[stop.reason ?? failureOf(error, context.network)]
        return { callback: options.fail, result: { errMsg: `${api}:fail ${reason}`, errno } }
      },
    )
    .then(({ callback, result }) => {
      activity.pending--
      callSafely(context, [callback, options.complete], result)
    })
  return stop
}

function failureOf(error: unknown, network: Network): keyof typeof failures {
  if (error instanceof InvalidUrl) return 'invalidUrl'
  if (error instanceof NoFile) return 'noFile'
  return network.isOnline ? 'unreachable' : 'offline'
}

class InvalidUrl extends Error {}

/** The file to upload does not exist on the phone. */
export class NoFile extends Error {}

function toFetch({ url, method = 'GET', header = {}, data }: RequestOption) {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value)
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
