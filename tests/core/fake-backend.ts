/** The fate of one request on its way. Delays are in milliseconds. */
export interface Fate {
  there: number
  back: number
  end: 'answer' | 'lost on the way' | 'lost on the way back' | 'server error' | 'no end'
}

/** A request that reached the backend. */
export interface Sent {
  token: string | undefined
  person: string | undefined
  isSecond: boolean
  /** The answer the client got: a status, or nothing. */
  status?: number
}

interface Reply {
  status: number
  body: object | string
}

/**
 * WeChat's platform and a developer's backend, small enough to judge by eye. It knows who a token
 * belongs to, and notices what a client must never do.
 */
export class FakeBackend {
  /** The person logged in to WeChat on the phone. */
  person = 'ann'
  sessionKeyIsLive = true
  /** Every request to `/api/thing/<call>`, by call. */
  readonly sent = new Map<string, Sent[]>()
  readonly wrongs: string[] = []
  readonly logins: { code: string; token: string }[] = []
  readonly #codes = new Map<string, { person: string; uses: number }>()
  readonly #tokens = new Map<string, { person: string; live: boolean }>()

  /** A backend that returns the same token for the same person, live again. */
  repeatsTokens = false
  /** A backend whose check of sessions is broken. */
  refusesAll = false
  /** Tokens that were refused to a call which was sent again with them. */
  readonly refusedNew = new Set<string>()
  /** Seconds a new token lives. */
  expiresIn = 3600
  /** Whose accounts were deleted. */
  readonly deleted: string[] = []
  /** The fate of the request that deletes an account; the phone asks for it. */
  deleteFate: Fate | undefined
  /** The status of its refusal. */
  deleteStatus: number | undefined

  issueToken(person: string): string {
    const known = [...this.#tokens].find(([, owner]) => owner.person === person)
    const isOld = this.repeatsTokens && known
    const token = isOld ? known[0] : `token-${this.#tokens.size}-secret`
    this.#tokens.set(token, { person, live: true })
    return token
  }

  personOf = (token: string | undefined) => this.#tokens.get(token ?? '')?.person

  /** All sessions end, as far as the backend is concerned. */
  endSessions() {
    for (const token of this.#tokens.values()) token.live = false
  }

  handle(path: string, token: string | undefined, body: unknown): Reply {
    if (path === '/__client/login') return { status: 200, body: { code: this.#issueCode() } }
    if (path === '/__client/check-session') {
      return { status: 200, body: { valid: this.sessionKeyIsLive } }
    }
    if (path === '/api/login') return this.#login((body as { code: string }).code)
    if (path === '/api/logout') {
      const known = this.#tokens.get(token ?? '')
      if (known) known.live = false
      return { status: 204, body: '' }
    }
    const known = this.#tokens.get(token ?? '')
    if (path === '/api/account' && known?.live) return this.#deleteAccount(known.person)
    return known?.live && !this.refusesAll
      ? { status: 200, body: { who: known.person } }
      : { status: 401, body: { error: { code: 'session_expired' } } }
  }

  #deleteAccount(person: string): Reply {
    if (this.deleteStatus !== undefined) return { status: this.deleteStatus, body: {} }
    this.deleted.push(person)
    for (const owner of this.#tokens.values()) if (owner.person === person) owner.live = false
    return { status: 204, body: '' }
  }

  #issueCode(): string {
    const code = `code-${this.#codes.size}-secret`
    this.#codes.set(code, { person: this.person, uses: 0 })
    return code
  }

  #login(code: string): Reply {
    const known = this.#codes.get(code)
    if (!known) return { status: 401, body: { error: { code: 'code_invalid' } } }
    if (known.uses++ > 0) {
      this.wrongs.push(`6: ${code} was sent twice`)
      return { status: 401, body: { error: { code: 'code_used' } } }
    }
    const token = this.issueToken(known.person)
    this.logins.push({ code, token })
    const user = { id: known.person, nickName: known.person, avatarUrl: '' }
    return { status: 200, body: { token, expiresIn: this.expiresIn, user } }
  }
}
