/** One answer of the backend, read whole. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** The JSON in it; `{}` where there is none. */
  body: Record<string, unknown> & { error?: { code?: unknown; message?: unknown } }
}

export interface Session {
  token: string
  userId: string
}

/** The backend under test, and the fake WeChat it is pointed at. */
export class World {
  readonly backend: string
  readonly wechat: string
  #people = 0

  constructor(backend: string, wechat: string) {
    this.backend = backend.replace(/\/$/, '')
    this.wechat = wechat.replace(/\/$/, '')
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
    return read(await fetch(this.backend + path, init))
  }

  /** A request with any headers. */
  async send(path: string, init: RequestInit) {
    return read(await fetch(this.backend + path, init))
  }

  /** What the phone, or the person at it, asks the fake WeChat. */
  async fake(path: string, body: object = {}): Promise<Record<string, string>> {
    const response = await fetch(this.wechat + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the fake WeChat refuses ${path}: ${text}`)
    return (text === '' ? {} : JSON.parse(text)) as Record<string, string>
  }

  /** Somebody nobody has met yet, so that one check does not see what another did. */
  async person(details: object = {}): Promise<string> {
    const name = `contract-${Date.now().toString(36)}-${++this.#people}`
    await this.fake('/__mock/users', { name, phoneNumber: '13800138000', ...details })
    return name
  }

  async code(user: string): Promise<string> {
    return (await this.fake('/__client/login', { user })).code ?? ''
  }

  async signIn(user: string): Promise<Session> {
    const { status, body, text } = await this.ask('POST', '/api/login', {
      code: await this.code(user),
    })
    must(status === 200, `POST /api/login with a fresh code answers 200, not ${status}: ${text}`)
    const id = (body.user as { id?: unknown } | undefined)?.id
    must(typeof body.token === 'string' && body.token !== '', 'the answer holds a token')
    must(typeof id === 'string' && id !== '', 'the answer holds user.id')
    return { token: body.token, userId: id }
  }

  /** What `wx.getUserInfo` gives, as the page sends it on. */
  async userInfo(user: string) {
    const { rawData, signature, encryptedData, iv } = await this.fake('/__client/user-info', {
      user,
    })
    return { rawData, signature, encryptedData, iv }
  }
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  let body = {}
  try {
    body = JSON.parse(text) as object
  } catch {
    // no JSON: the check that needs some will say so
  }
  return { status: response.status, headers: response.headers, text, body }
}

/** A check fails with a sentence that says what must be so. */
class Broken extends Error {
  override name = 'Broken' as const
}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what)
}

/** The answer is this refusal, in the documented form. */
export function mustRefuse(answer: Answer, status: number, code: string, when: string) {
  const { error } = answer.body
  const said = `${answer.status} ${typeof error?.code === 'string' ? error.code : answer.text.slice(0, 80)}`
  must(answer.status === status && error?.code === code, `${when}: ${status} ${code}, not ${said}`)
  const isWhole = typeof error?.message === 'string' && error.message !== ''
  must(isWhole, `${when}: the error says in error.message what was wrong`)
}
