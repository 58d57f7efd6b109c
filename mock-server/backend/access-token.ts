import { z } from 'zod'
import type { Clock } from '../store/clock.ts'
import { askWechat, WechatRefusal, type WechatAccess } from './wechat.ts'

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** A token this near its end is not used any more. */
const MARGIN_MS = 60_000

/** WeChat's words for a token that is missing, wrong or over. */
const TOKEN_REFUSALS = new Set([40001, 40014, 41001, 42001])

/**
 * The server's `access_token`: asked for once, kept in memory, and asked for again when it nears
 * its end or WeChat does not take it any more.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
 */
export class AccessToken {
  readonly #access: WechatAccess
  readonly #clock: Clock
  #current: { value: string; expiresAt: number } | undefined
  #pending: Promise<string> | undefined

  constructor(access: WechatAccess, clock: Clock) {
    this.#access = access
    this.#clock = clock
  }

  /** Runs `call` with the token; once more with a new one if WeChat does not take the first. */
  async use<T>(call: (access_token: string) => Promise<T>): Promise<T> {
    const token = await this.#get()
    try {
      return await call(token)
    } catch (error) {
      const isRefused = error instanceof WechatRefusal && TOKEN_REFUSALS.has(error.errcode)
      if (!isRefused) throw error
      if (this.#current?.value === token) this.#current = undefined
    }
    return call(await this.#get())
  }

  async #get(): Promise<string> {
    const kept = this.#current
    if (kept && kept.expiresAt - MARGIN_MS > this.#clock.now()) return kept.value
    this.#pending ??= this.#fetch().finally(() => (this.#pending = undefined))
    return this.#pending
  }

  async #fetch(): Promise<string> {
    const { appid, secret } = this.#access
    const json = { grant_type: 'client_credential', appid, secret }
    const request = { method: 'POST', path: '/cgi-bin/stable_token', json } as const
    const { access_token, expires_in } = await askWechat(this.#access, request, Token)
    this.#current = { value: access_token, expiresAt: this.#clock.now() + expires_in * 1000 }
    return access_token
  }
}
