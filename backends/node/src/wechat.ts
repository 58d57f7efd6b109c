import { EnvHttpProxyAgent, request } from 'undici'
import { z } from 'zod'
import { Problem } from './problem.ts'

export interface App {
  id: string
  secret: string
}

interface Call {
  method: 'GET' | 'POST'
  path: string
  query?: Record<string, string>
  json?: object
}

const DEADLINE_MS = 5000
const ANSWER_LIMIT_BYTES = 1 << 20
/** An access_token this close to its end is no longer used. */
const MARGIN_MS = 60_000
const TOKEN_REFUSALS = new Set([40001, 40014, 41001, 42001])

/** An errcode of WeChat, which comes with HTTP status 200. */
class Refusal extends Error {
  readonly errcode: number

  constructor(errcode: number) {
    super(`WeChat refuses: ${errcode}`)
    this.errcode = errcode
  }
}

const Identity = z.object({
  openid: z.string().min(1),
  session_key: z.string().min(1),
  unionid: z.string().optional(),
})

/** WeChat's answer about the user who called wx.login. It never leaves this server. */
export type Identity = z.output<typeof Identity>

const AccessToken = z.object({ access_token: z.string().min(1), expires_in: z.number() })
const PhoneAnswer = z.object({ phone_info: z.object({ purePhoneNumber: z.string().min(1) }) })

type Special = Record<number, [status: number, code: string, message: string]>

const ofLogin: Special = {
  40029: [401, 'code_invalid', 'WeChat does not know this code. Call wx.login again.'],
  40163: [401, 'code_used', 'This code was used. Call wx.login again.'],
  40226: [403, 'user_blocked', "WeChat's risk control refuses this user."],
}

const ofPhone: Special = {
  40029: [400, 'phone_code_invalid', 'The phone code is unknown, used, over, or a login code.'],
  40163: [400, 'phone_code_invalid', 'The phone code was used.'],
}

/** Calls WeChat's servers, through HTTPS_PROXY if that is set. Redirects are not followed. */
export class Wechat {
  readonly app: App
  readonly #base: string
  readonly #agent = new EnvHttpProxyAgent()
  #token: { value: string; expiresAt: number } | undefined
  #pending: Promise<string> | undefined

  constructor(base: string, app: App) {
    this.#base = base
    this.app = app
  }

  /**
   * Exchanges a code of wx.login. A code is good for one exchange, so there is no second try.
   *
   * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
   */
  async codeToSession(code: string): Promise<Identity> {
    const { id: appid, secret } = this.app
    const query = { appid, secret, js_code: code, grant_type: 'authorization_code' }
    return this.#ask({ method: 'GET', path: '/sns/jscode2session', query }, Identity).catch(
      (error: unknown) => {
        throw problemOf(error, ofLogin)
      },
    )
  }

  /**
   * Exchanges a code of the event getphonenumber.
   *
   * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
   */
  async phoneNumber(code: string): Promise<string> {
    const ask = (access_token: string) =>
      this.#ask(
        {
          method: 'POST',
          path: '/wxa/business/getuserphonenumber',
          query: { access_token },
          json: { code },
        },
        PhoneAnswer,
      )
    try {
      const { phone_info } = await this.#withToken(ask)
      return phone_info.purePhoneNumber
    } catch (error) {
      throw problemOf(error, ofPhone)
    }
  }

  close = () => this.#agent.close()

  /** Runs a call with the access_token; once more with a new one if WeChat refuses the first. */
  async #withToken<T>(call: (token: string) => Promise<T>): Promise<T> {
    const token = await this.#accessToken()
    try {
      return await call(token)
    } catch (error) {
      if (!(error instanceof Refusal) || !TOKEN_REFUSALS.has(error.errcode)) throw error
      if (this.#token?.value === token) this.#token = undefined
      return call(await this.#accessToken(token))
    }
  }

  async #accessToken(refused?: string): Promise<string> {
    const kept = this.#token
    if (kept && kept.expiresAt - MARGIN_MS > Date.now()) return kept.value
    this.#pending ??= this.#fetchToken(refused).finally(() => (this.#pending = undefined))
    return this.#pending
  }

  /**
   * All processes get the same token. A new one is forced only if WeChat still returns the token
   * that it refuses, because forcing invalidates the token of the other processes.
   *
   * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
   */
  async #fetchToken(refused: string | undefined, force_refresh = false): Promise<string> {
    const { id: appid, secret } = this.app
    const json = { grant_type: 'client_credential', appid, secret, force_refresh }
    const answer = await this.#ask(
      { method: 'POST', path: '/cgi-bin/stable_token', json },
      AccessToken,
    )
    const { access_token, expires_in } = answer
    if (access_token === refused && !force_refresh) return this.#fetchToken(refused, true)
    this.#token = { value: access_token, expiresAt: Date.now() + expires_in * 1000 }
    return access_token
  }

  async #ask<T>({ method, path, query = {}, json }: Call, schema: z.ZodType<T>): Promise<T> {
    const body = await this.#send(`${path}?${new URLSearchParams(query).toString()}`, method, json)
    const { errcode } = (body ?? {}) as { errcode?: unknown }
    if (typeof errcode === 'number' && errcode !== 0) throw new Refusal(errcode)
    const answer = schema.safeParse(body)
    if (!answer.success) throw unreachable()
    return answer.data
  }

  async #send(address: string, method: 'GET' | 'POST', json: object | undefined): Promise<unknown> {
    try {
      const { body } = await request(this.#base + address, {
        method,
        dispatcher: this.#agent,
        signal: AbortSignal.timeout(DEADLINE_MS),
        ...(json && {
          body: JSON.stringify(json),
          headers: { 'content-type': 'application/json' },
        }),
      })
      let text = ''
      const decoder = new TextDecoder()
      for await (const chunk of body) {
        text += decoder.decode(chunk as Uint8Array, { stream: true })
        if (text.length > ANSWER_LIMIT_BYTES) throw unreachable()
      }
      return JSON.parse(text) as unknown // the body of /sns is called text/plain; it is JSON
    } catch {
      throw unreachable() // the cause is dropped: it may hold the address, and with it the secret
    }
  }
}

const unreachable = () =>
  new Problem(502, 'wechat_unreachable', 'WeChat gave no sensible answer. Try again later.')

function problemOf(error: unknown, special: Special): unknown {
  if (!(error instanceof Refusal)) return error
  const known = special[error.errcode]
  if (known) return new Problem(...known)
  if (error.errcode === 45011) {
    return new Problem(429, 'wechat_rate_limited', 'WeChat had too many calls this minute.', 60)
  }
  if (error.errcode === -1) {
    return new Problem(503, 'wechat_busy', 'WeChat is busy. Try again in a moment.', 1)
  }
  const message = `WeChat refuses this server (errcode ${error.errcode}). Check its appid and secret.`
  return new Problem(502, 'wechat_misconfigured', message)
}
