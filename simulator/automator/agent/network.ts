/** One request of the mini-program's, or of the phone's to WeChat. */
export interface NetworkCall {
  method: string
  /** Without its query, which may hold secrets. */
  url: string
  /** 0: it never got an answer. */
  status: number
  ms: number
}

const KEPT = 100
/** Names the address that a request which goes by way of the preview's server is for. */
const RELAY_TO = 'X-Relay-To'

/** The phone's requests, newest last. */
export class NetworkLog {
  readonly calls: NetworkCall[] = []

  constructor() {
    const original = globalThis.fetch.bind(globalThis)
    globalThis.fetch = async (input, init) => {
      const start = performance.now()
      const asked = new URL(input instanceof Request ? input.url : input, location.href)
      const to = new Headers(init?.headers).get(RELAY_TO)
      const { origin, pathname } = to === null ? asked : new URL(to)
      const note = (status: number) => {
        const ms = Math.round(performance.now() - start)
        const url = origin === location.origin ? pathname : origin + pathname
        this.calls.push({ method: init?.method ?? 'GET', url, status, ms })
        if (this.calls.length > KEPT) this.calls.shift()
      }
      const isOwn = to === null && asked.pathname.startsWith('/__project/')
      try {
        const answer = await original(input, init)
        if (!isOwn) note(answer.headers.has('X-Relay-Failed') ? 0 : answer.status)
        return answer
      } catch (error) {
        if (!isOwn) note(0)
        throw error
      }
    }
  }
}
