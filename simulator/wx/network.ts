import type { MakeApi, Wx } from './call.ts'

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

/**
 * Whether the phone has a connection; not whether anybody can be reached through it.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/device/network/wx.getNetworkType.html
 */
export function networkApis(makeApi: MakeApi, network: Network): Pick<Wx, 'getNetworkType'> {
  return {
    getNetworkType: makeApi('getNetworkType', () => ({
      networkType: network.isOnline ? 'wifi' : 'none',
      hasSystemProxy: false,
      weakNet: false,
    })),
  }
}
