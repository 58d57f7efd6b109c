import { say } from '../command-line/language.ts'
import { mark } from '../mask.ts'
import { parse, readAnswer, type Answer, type Envelope } from './answer.ts'

/** A session that a backend opened during the checks. */
export interface Session {
  token: string
  userId: string
  /** As the backend gave it. */
  expiresIn: unknown
}

/** Conventions in which this backend differs from the contract, detected once and allowed for afterwards. */
export interface Conventions {
  envelope?: Envelope
  /** The name of the token. */
  tokenName: string
  /** Refusals come with HTTP 200. */
  refusesWith200: boolean
  /** Refusals do not say `{"error": {"code", "message"}}`. */
  hasOtherErrors: boolean
}

/** One step of the fake WeChat's journal, as far as it is looked at. */
interface JournalEntry {
  id: number
  kind: string
  from: string
  path: string
  body?: Record<string, unknown>
}

/** The backend broke the connection off, or can't be reached any more. */
export class NoAnswer extends Error {
  override name = 'NoAnswer' as const
}

/** The backend under test, and the fake WeChat it is pointed at. */
export class World {
  readonly backend: string
  readonly wechat: string
  readonly conventions: Conventions = {
    tokenName: 'token',
    refusesWith200: false,
    hasOtherErrors: false,
  }
  /** Everything the backend answered. */
  readonly answers: Answer[] = []
  #count = 0
  /** All users created here. */
  readonly people: string[] = []
  readonly #fetch: typeof fetch

  constructor(backend: string, wechat: string, send: typeof fetch = (...args) => fetch(...args)) {
    this.backend = backend.replace(/\/$/, '')
    this.wechat = wechat.replace(/\/$/, '')
    this.#fetch = send
  }

  /** A request to the backend. An object is sent as JSON, a text as it is, a form as a form. */
  async ask(method: string, path: string, body?: object | string | FormData, token?: string) {
    const headers: Record<string, string> = {}
    if (token !== undefined) headers.Authorization = `Bearer ${token}`
    const init: RequestInit = { method, headers }
    if (body instanceof FormData) init.body = body
    else if (body !== undefined) {
      headers['Content-Type'] = 'application/json'
      init.body = typeof body === 'string' ? body : JSON.stringify(body)
    }
    return this.send(path, init)
  }

  /** A request with any headers. */
  async send(path: string, init: RequestInit): Promise<Answer> {
    const asked = `${init.method ?? 'GET'} ${path}`
    const answer = await this.#fetch(this.backend + path, init)
      .then((response) => readAnswer(asked, response, this.conventions.envelope))
      .catch((error: Error & { cause?: { code?: string } }) => {
        throw new NoAnswer(
          say(
            `${asked} 没有应答（${error.cause?.code ?? error.message}）`,
            `${asked} got no answer (${error.cause?.code ?? error.message})`,
          ),
        )
      })
    this.answers.push(answer)
    return answer
  }

  /** Something the backend serves at an address of its own. */
  fetch(url: string): Promise<Response> {
    return this.#fetch(url)
  }

  /** A request of the phone, or the person at it, to the fake WeChat. */
  async fake(path: string, body: object = {}): Promise<Record<string, string>> {
    const response = await this.#fetch(this.wechat + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok)
      throw new Error(
        say(`假微信拒绝了 ${path}：${text}`, `the fake WeChat refuses ${path}: ${text}`),
      )
    return parse(text) as Record<string, string>
  }

  /** A new person for each check, so that none sees what another did. */
  async person(details: object = {}): Promise<string> {
    const name = `contract-${Date.now().toString(36)}-${++this.#count}`
    await this.fake('/__mock/users', { name, phoneNumber: '13800138000', ...details })
    this.people.push(name)
    return name
  }

  async code(user: string): Promise<string> {
    return (await this.fake('/__client/login', { user })).code ?? ''
  }

  login(code: string, token?: string): Promise<Answer> {
    return this.ask('POST', '/api/login', { code }, token)
  }

  /** @throws Error when a good code does not sign in: that was looked at before anything else */
  async signIn(user: string): Promise<Session> {
    const answer = await this.login(await this.code(user))
    const session = this.sessionIn(answer)
    if (!session)
      throw new Error(
        say(
          `新的 code 登录不了：${answer.status} ${answer.text}`,
          `a fresh code did not sign in: ${answer.status} ${answer.text}`,
        ),
      )
    return session
  }

  sessionIn({ status, body }: Answer): Session | undefined {
    const token = body[this.conventions.tokenName]
    const id = (body.user as { id?: unknown } | undefined)?.id
    if (status >= 300 || typeof token !== 'string' || token === '') return undefined
    if (typeof id !== 'string' && typeof id !== 'number') return undefined
    return { token, userId: String(id), expiresIn: body.expiresIn }
  }

  /** The result of `wx.getUserInfo`, as the page sends it on. */
  async userInfo(user: string) {
    const { rawData, signature, encryptedData, iv } = await this.fake('/__client/user-info', {
      user,
    })
    return { rawData, signature, encryptedData, iv }
  }

  /** The number of times the backend sent this code to WeChat. */
  async timesSent(code: string): Promise<number> {
    return (await this.#steps()).filter(({ body }) => body?.js_code === mark(code)).length
  }

  /** The backend's latest requests to WeChat: the last part of each route. */
  async askedOfWechat(): Promise<string[]> {
    return (await this.#steps()).map(({ path }) => path.split('/').at(-1) ?? '')
  }

  /** The openids of the users created here. */
  async openids(): Promise<string[]> {
    const response = await this.#fetch(`${this.wechat}/__mock/state?limit=10000`)
    const { wechat } = (await response.json()) as {
      wechat: { accounts: { user: string; openid: string }[] }
    }
    const mine = new Set(this.people)
    return wechat.accounts.filter(({ user }) => mine.has(user)).map(({ openid }) => openid)
  }

  /** The requests of the backend to WeChat, of those the journal still holds. */
  async #steps(): Promise<JournalEntry[]> {
    // A request of our own marks the end: the journal is read up to it.
    const last = await this.person()
    await this.code(last)
    const abort = new AbortController()
    const response = await this.#fetch(`${this.wechat}/__mock/events`, { signal: abort.signal })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const decoder = new TextDecoder()
    let text = ''
    while (!text.includes(`"user":"${last}"`)) {
      const { value, done } = await reader.read()
      if (done) break
      text += decoder.decode(value, { stream: true })
    }
    abort.abort()
    // The stream was left in the middle of a line: only lines with an end are whole.
    const steps = Array.from(
      text.matchAll(/^data: (.+)\n/gm),
      ([, json = '']) => JSON.parse(json) as JournalEntry,
    )
    return steps.filter(({ kind, from }) => kind === 'request' && from === 'backend')
  }
}
