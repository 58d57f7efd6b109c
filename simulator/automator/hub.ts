import { answer, messageOf, ProtocolError, readRequest, type Params } from './protocol.ts'

/** One end of a connection, whatever carries it. */
export interface Peer {
  send(text: string): void
  close(): void
}

/** Time a request waits for a phone that is being opened or loads again. */
const PHONE_PATIENCE_MS = 30_000

/** Answers `Tool.*` and takes screenshots; given by the program that opened the phone. */
export type ToolCall = (method: string, params: Params, hub: Hub) => Promise<unknown>

/**
 * Connects clients and the phone: requests go to the phone, or to the tool around it, events of
 * the phone to every client. There is one phone at a time: the last one that connected.
 */
export class Hub {
  readonly #tool: ToolCall
  readonly #clients = new Set<Peer>()
  readonly #pending = new Map<
    string,
    { phone: Peer; resolve(result: unknown): void; reject(why: Error): void }
  >()
  #phone: Peer | undefined
  #phoneIsThere: Promise<Peer>
  #tellPhone: (phone: Peer) => void = () => {}
  #last = 0

  /** @param tool answers the domain `Tool`, and `App.exit` and `App.captureScreenshot` */
  constructor(tool: ToolCall) {
    this.#tool = tool
    this.#phoneIsThere = this.#expectPhone()
  }

  #expectPhone(): Promise<Peer> {
    return new Promise((resolve) => {
      this.#tellPhone = resolve
    })
  }

  /** The number of connected clients. */
  get clients(): number {
    return this.#clients.size
  }

  /** @returns handlers for the client's frames and for its disconnection */
  addClient(client: Peer) {
    this.#clients.add(client)
    return {
      receive: (text: string) => void this.#serve(client, text),
      gone: () => {
        this.#clients.delete(client)
        // No client is left to restore what was mocked.
        if (this.#clients.size === 0 && this.#phone)
          this.#ask(this.#phone, 'Kit.forget').catch(() => {})
      },
    }
  }

  /** @returns handlers for the phone's frames and for its disconnection */
  addPhone(phone: Peer) {
    this.#phone = phone
    this.#tellPhone(phone)
    return {
      receive: (text: string) => this.#hear(phone, text),
      gone: () => {
        // A phone that reloads may connect before the old connection is known to be closed.
        for (const [id, asked] of this.#pending) {
          if (asked.phone !== phone) continue
          this.#pending.delete(id)
          asked.reject(new ProtocolError('the phone was closed or loaded anew meanwhile'))
        }
        if (this.#phone !== phone) return
        this.#phone = undefined
        this.#phoneIsThere = this.#expectPhone()
      },
    }
  }

  /**
   * Sends a request to the phone, after waiting for it while it loads.
   *
   * @throws ProtocolError if there is no phone, or with the phone's refusal
   */
  async call(method: string, params: Params = {}): Promise<unknown> {
    return this.#ask(this.#phone ?? (await this.#wantPhone()), method, params)
  }

  closeClients() {
    for (const client of this.#clients) client.close()
  }

  async #wantPhone(): Promise<Peer> {
    let timer: NodeJS.Timeout | undefined
    const none = new Promise<never>((_, reject) => {
      const why = 'no phone is open: open the preview in a browser first'
      timer = setTimeout(() => reject(new ProtocolError(why)), PHONE_PATIENCE_MS)
    })
    try {
      return await Promise.race([this.#phoneIsThere, none])
    } finally {
      clearTimeout(timer)
    }
  }

  #ask(phone: Peer, method: string, params: Params = {}): Promise<unknown> {
    this.#last += 1
    const id = String(this.#last)
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { phone, resolve, reject })
      phone.send(JSON.stringify({ id, method, params }))
    })
  }

  async #serve(client: Peer, text: string) {
    try {
      const request = readRequest(text)
      client.send(JSON.stringify(await answer(request, (...asked) => this.#route(...asked))))
    } catch (error) {
      client.send(JSON.stringify({ id: null, error: { message: messageOf(error) } }))
    }
  }

  #route(method: string, params: Params): Promise<unknown> {
    if (method === 'Tool.native') {
      const { method: what, data } = params as { method: string; data?: Params }
      return this.call(`Native.${what}`, data ?? {})
    }
    const isTool = /^Tool\.|^App\.(?:exit|captureScreenshot)$/.test(method)
    return isTool ? this.#tool(method, params, this) : this.call(method, params)
  }

  #hear(phone: Peer, text: string) {
    const frame = JSON.parse(text) as {
      id?: string
      result?: unknown
      error?: { message: string }
    }
    if (frame.id === undefined) {
      if (phone === this.#phone) for (const client of this.#clients) client.send(text)
      return
    }
    const asked = this.#pending.get(frame.id)
    this.#pending.delete(frame.id)
    if (frame.error) asked?.reject(new ProtocolError(frame.error.message))
    else asked?.resolve(frame.result)
  }
}
