import { ORIGIN } from './server.ts'

/** An answer's body. */
export interface Answer {
  status: number
  headers: Headers
  /** The JSON body; `{}` where there is none. */
  body: Record<string, unknown> & {
    error?: { code: string; message: string; requestId: string }
  }
}

/** The header of JSON bodies. */
export const JSON_TYPE = { 'Content-Type': 'application/json' }

/** A request as curl would send it. */
export async function call(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(ORIGIN + path, { method, ...init })
  const text = await response.text()
  const body = (text === '' ? {} : JSON.parse(text)) as Answer['body']
  return { status: response.status, headers: response.headers, body }
}

/** Posts JSON to the mock server. */
export const post = (path: string, body: object = {}) =>
  call('POST', path, { headers: JSON_TYPE, body: JSON.stringify(body) })

/** Moves the servers' clock on. */
export const pass = (advanceSeconds: number) => post('/__mock/clock', { advanceSeconds })

/** Makes trouble: `wechat-busy`, `session-expired`... */
export const scenario = (name: string) => post(`/__mock/scenarios/${name}`)

/** Everything the mock server holds; the time apart, which passes. */
export async function state() {
  const { now: _, ...rest } = (await call('GET', '/__mock/state')).body
  return rest
}

/** An answer to the WeChat app on a person's phone: `user-info`, `phone-code`... */
export const fromPhone = async (path: string, user = 'developer') =>
  (await post(`/__client/${path}`, { user })).body as Record<string, string>

/** The users that the backend knows. */
export const usersAtBackend = async () =>
  ((await state()).backend as { users: Record<string, unknown>[] }).users

/** A login code, as the WeChat app gets one. */
export const newCode = async (who: { user?: string } = {}) =>
  (await post('/__client/login', who)).body.code as string

/** Options with a token. */
export const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } })

/** A sign-in's session. */
export interface SignedIn {
  token: string
  expiresIn: number
  user: Record<string, unknown> & { id: string }
  /** A request in this user's name. */
  call(method: string, path: string, body?: object | FormData): Promise<Answer>
}

/** Signs a person in at the backend, as the template does. */
export async function signIn(user = 'developer', sent: object = {}): Promise<SignedIn> {
  const { status, body } = await post('/api/login', { ...sent, code: await newCode({ user }) })
  if (status !== 200) throw new Error(`The sign-in failed: ${JSON.stringify(body)}`)
  const { token } = body as unknown as SignedIn
  return {
    ...(body as unknown as SignedIn),
    call: (method, path, sending) => {
      const authorization = bearer(token).headers
      if (sending === undefined) return call(method, path, { headers: authorization })
      if (sending instanceof FormData) {
        return call(method, path, { headers: authorization, body: sending })
      }
      const headers = { ...authorization, ...JSON_TYPE }
      return call(method, path, { headers, body: JSON.stringify(sending) })
    },
  }
}
