import { Listeners } from '../listeners.ts'

/** The function that sends requests. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** A type of connection. */
export type NetworkType = 'wifi' | '2g' | '3g' | '4g' | '5g' | 'unknown' | 'none'

/** The connection, as listeners get it. */
export interface NetworkStatus {
  isConnected: boolean
  networkType: NetworkType
}

/** The phone's connection. Everything that leaves the phone passes here. */
export class Network {
  /** Every request so far, as `POST /api/login`: the path only, since a query may hold secrets. */
  readonly log: string[] = []
  /** Listeners to changes of the connection. */
  readonly watchers = new Listeners<NetworkStatus>()
  /** A connection that WeChat reports as slow. */
  isWeak = false
  #type: NetworkType = 'wifi'
  /** The type before the phone went offline. */
  #lastType: NetworkType = 'wifi'
  readonly #fetch: Fetch
  readonly #reportError: (error: unknown) => void

  constructor(fetch: Fetch, reportError: (error: unknown) => void) {
    this.#fetch = fetch
    this.#reportError = reportError
  }

  get type(): NetworkType {
    return this.#type
  }

  set type(type: NetworkType) {
    if (type === this.#type) return
    if (type !== 'none') this.#lastType = type
    this.#type = type
    this.watchers.tell({ isConnected: this.isOnline, networkType: type }, this.#reportError)
  }

  get isOnline(): boolean {
    return this.#type !== 'none'
  }

  set isOnline(isOnline: boolean) {
    this.type = isOnline ? this.#lastType : 'none'
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    this.log.push(`${init.method ?? 'GET'} ${new URL(url).pathname}`)
    if (!this.isOnline) throw new TypeError('offline')
    return this.#fetch(url, init)
  }
}
