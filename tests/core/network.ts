import type { FakeBackend, Fate } from './fake-backend.ts'
import type { VirtualTime } from './virtual-time.ts'

/** As much of the phone as its network looks at. */
interface Owner {
  readonly time: VirtualTime
  readonly backend: FakeBackend
  readonly wrongs: string[]
  /** Paths of all requests that left the phone. */
  readonly log: string[]
  /** The fate of every exchange of a code, instead of what is in `fates`. */
  readonly loginFate: Fate | undefined
  /** The number of sign-outs. */
  readonly epoch: number
  readonly session: { token: string } | undefined
  /** Of each token, the number of sign-outs before its code was exchanged. */
  readonly tokenEpochs: Map<string, number>
  needsRenewal(): void
  searchSecrets(where: string, value: unknown): void
}

/** The network between the phone and its backend: each request has a fate, in virtual time. */
export class PhoneNetwork {
  readonly #phone: Owner
  readonly #fates: Fate[]
  readonly #inFlight = new Set<{ path: string; lose: () => void }>()

  /** @param fates of the requests, in the order they are sent; later ones are answered at once */
  constructor(phone: Owner, fates: Fate[]) {
    this.#phone = phone
    this.#fates = [...fates]
  }

  /** Everything in progress is lost. */
  loseAll() {
    for (const request of this.#inFlight) request.lose()
  }

  fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const { pathname } = new URL(url)
    this.#phone.searchSecrets('an address', url)
    this.#phone.log.push(`${init.method ?? 'GET'} ${pathname}`)
    const next = this.#fates.shift() ?? { there: 1, back: 1, end: 'answer' }
    const fate =
      (pathname === '/api/login' && this.#phone.loginFate) ||
      (pathname === '/api/account' && this.#phone.backend.deleteFate) ||
      next
    const epoch = this.#phone.epoch
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '')
    if (pathname === '/api/login' && [...this.#inFlight].some(({ path }) => path === pathname)) {
      this.#phone.wrongs.push('1: two codes are being exchanged at the same time')
    }
    return new Promise((resolve, reject) => {
      const entry = { path: pathname, lose: () => lose() }
      this.#inFlight.add(entry)
      const over = <T>(settle: (value: T) => void, value: T) => {
        this.#inFlight.delete(entry)
        settle(value)
      }
      const lose = () => over(reject, new TypeError('the connection was lost'))
      init.signal?.addEventListener('abort', lose)
      const { setTimeout } = this.#phone.time.globals
      if (fate.end === 'no end') return
      setTimeout(() => {
        if (!this.#inFlight.has(entry)) return
        // WeChat's own line fails as a whole: its answers are no business of the mini-program.
        const isWechat = pathname.startsWith('/__client/')
        if (fate.end === 'lost on the way' || (isWechat && fate.end === 'server error')) {
          return lose()
        }
        const { status, body, sent } = this.#serve(pathname, token, init, fate)
        if (pathname === '/api/login' && status === 200) {
          this.#phone.tokenEpochs.set((body as { token: string }).token, epoch)
        }
        if (fate.end === 'lost on the way back') return lose()
        setTimeout(() => {
          if (!this.#inFlight.has(entry)) return
          if (sent) sent.status = status
          if (sent?.isSecond && status === 401 && token) this.#phone.backend.refusedNew.add(token)
          if (status === 401 && token && token === this.#phone.session?.token)
            this.#phone.needsRenewal()
          over(resolve, response(status, body))
        }, fate.back)
      }, fate.there)
    })
  }

  #serve(path: string, token: string | undefined, init: RequestInit, { end }: Fate) {
    const [, call] = /^\/api\/thing\/(\w+)$/.exec(path) ?? []
    let sent
    if (call !== undefined) {
      const before = this.#phone.backend.sent.get(call) ?? []
      const person = this.#phone.backend.personOf(token)
      const isSecond = before.length > 0
      sent = { token, person, isSecond, status: undefined as number | undefined }
      this.#phone.backend.sent.set(call, [...before, sent])
    }
    if (end === 'server error') return { status: 500, body: {}, sent }
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : {}
    return { ...this.#phone.backend.handle(path, token, body), sent }
  }
}

/** As much of a `Response` as the simulator reads: a real one's streams take real time. */
function response(status: number, body: object | string): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = Object.assign([], { get: () => null, getSetCookie: () => [] })
  return {
    status,
    ok: status < 400,
    headers,
    text: async () => text,
    blob: async () => new Blob([text]),
    arrayBuffer: async () => new TextEncoder().encode(text).buffer,
  } as unknown as Response
}
