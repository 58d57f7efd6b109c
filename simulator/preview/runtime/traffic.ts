import type { Exchange } from './exchange.ts'
import { followSocket } from './socket-traffic.ts'

type Fetch = (url: string, init?: RequestInit) => Promise<Response>

const MEMORY = 300
const MOST_TEXT = 256 * 1024
/** Listeners are called at most this often for an answer that keeps coming. */
const TELL_MS = 100
const isText = (type: string | null) =>
  /^text\/|json|xml|javascript|x-www-form-urlencoded/i.test(type ?? '')

/** Everything that the phone asks servers for. */
export class Traffic {
  readonly #fetch: Fetch
  readonly #kept: Exchange[] = []
  /** As they were sent, for sending them once more. */
  readonly #sent = new Map<number, { url: string; init: RequestInit }>()
  readonly #listeners = new Set<(exchange: Exchange) => void>()
  #lastId = 0

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  /** `fetch` with its exchanges recorded. */
  fetch: Fetch = async (url, init = {}) => {
    const exchange: Exchange = {
      id: ++this.#lastId,
      at: Date.now(),
      method: (init.method ?? 'GET').toUpperCase(),
      url: new URL(url, location.href).href,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(init.body != null && { body: textOf(init.body) }),
    }
    this.#keep(exchange, { url, init })
    const started = performance.now()
    try {
      const answer = await this.#fetch(url, init)
      exchange.status = answer.status
      exchange.ms = performance.now() - started
      exchange.answerHeaders = Object.fromEntries(answer.headers)
      void this.#readBody(exchange, answer.clone())
      return answer
    } catch (error) {
      exchange.ms = performance.now() - started
      exchange.failure = init.signal?.aborted ? 'aborted' : (error as Error).message
      throw error
    } finally {
      this.#tell(exchange)
    }
  }

  /** A `WebSocket` with its messages recorded. */
  openSocket = (url: string, protocols: string[]): WebSocket => {
    const socket = new WebSocket(url, protocols)
    const exchange = followSocket(socket, ++this.#lastId, () => this.#tell(exchange))
    this.#keep(exchange)
    return socket
  }

  /** Sends one of them once more, just as it was. */
  async replay(id: number) {
    const { url, init } = this.#sent.get(id) ?? {}
    if (url === undefined || !init) return
    const { signal: _, ...again } = init
    await this.fetch(url, again).catch(() => {}) // the reason is recorded
  }

  listen(listener: (exchange: Exchange) => void) {
    for (const exchange of this.#kept) listener(exchange)
    this.#listeners.add(listener)
  }

  #keep(exchange: Exchange, sent?: { url: string; init: RequestInit }) {
    this.#kept.push(exchange)
    if (sent) this.#sent.set(exchange.id, sent)
    if (this.#kept.length > MEMORY) this.#sent.delete(this.#kept.shift()?.id ?? 0)
    this.#tell(exchange)
  }

  #tell(exchange: Exchange) {
    for (const listener of this.#listeners) listener(exchange)
  }

  /** An answer in chunks is shown as it comes. */
  async #readBody(exchange: Exchange, answer: Response) {
    const reader = answer.body?.getReader()
    const decoder = isText(answer.headers.get('Content-Type')) ? new TextDecoder() : undefined
    exchange.isOpen = true
    let [size, text, toldAt] = [0, '', 0]
    const note = (chunk?: Uint8Array) => {
      exchange.size = size += chunk?.byteLength ?? 0
      text += decoder?.decode(chunk, { stream: chunk !== undefined }) ?? ''
      if (size > MOST_TEXT) text = ''
      if (decoder && size <= MOST_TEXT) exchange.answerBody = text
      else delete exchange.answerBody
      if (chunk && Date.now() - toldAt < TELL_MS) return
      toldAt = Date.now()
      this.#tell(exchange)
    }
    try {
      for (;;) {
        const { done = true, value } = (await reader?.read()) ?? {}
        if (done || !value) break
        note(value)
      }
    } catch (error) {
      exchange.failure = (error as Error).message // the mini-program gets it from its own copy
    }
    delete exchange.isOpen
    note()
  }
}

function textOf(body: BodyInit): string {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  if (!(body instanceof FormData)) return '(binary)'
  return [...body]
    .map(([name, value]) => {
      if (typeof value === 'string') return `${name}=${value}`
      return `${name}: ${value.name} (${value.type}, ${value.size} bytes)`
    })
    .join('\n')
}
