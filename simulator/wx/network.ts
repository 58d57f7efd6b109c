export type Fetch = (url: string, init?: RequestInit) => Promise<Response>

/** The phone's connection. Everything that leaves the phone passes here. */
export class Network {
  isOnline = true
  /** Every request so far, as `POST /api/login`: the path only, since a query may hold secrets. */
  readonly log: string[] = []
  readonly #fetch: Fetch

  constructor(fetch: Fetch) {
    this.#fetch = fetch
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    this.log.push(`${init.method ?? 'GET'} ${new URL(url).pathname}`)
    if (!this.isOnline) throw new TypeError('offline')
    return this.#fetch(url, init)
  }
}
