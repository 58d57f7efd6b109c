import { ApiFailure } from './failure.ts'
import type { Network } from './network/network.ts'

/**
 * The user's answers as WeChat's platform stores them, and whether user info needs consent at all.
 */
export interface PlatformSettings {
  authSetting: Record<string, boolean>
  /** `anonymous`: user info is the same for everybody and needs no consent. */
  profile: 'named' | 'anonymous'
}

/** The WeChat app's requests to its platform: `/__client/*` of the mock server. */
export class Platform {
  /** The user who holds the phone. */
  user: string
  readonly #network: Network
  readonly #origin: string
  readonly #appid: string

  constructor(network: Network, origin: string, appid: string, user: string) {
    this.#network = network
    this.#origin = origin
    this.#appid = appid
    this.user = user
  }

  login = () => this.#ask<{ code: string }>('login')

  checkSession = () => this.#ask<{ valid: boolean }>('check-session')

  settings = () => this.#ask<PlatformSettings>('settings')

  authorize = (scope: string, granted: boolean) =>
    this.#ask<Pick<PlatformSettings, 'authSetting'>>('authorize', { scope, granted })

  /** The user's answers for each template; one message may be sent for each `accept`. */
  subscribe = (answers: Record<string, string>) => this.#ask<object>('subscribe', { answers })

  phoneNumber = () => this.#ask<{ code?: string; errno?: number; errMsg?: string }>('phone-code')

  /** Steps, encrypted with the session's key as WeChat hands them out. */
  weRunData = (steps: number[]) =>
    this.#ask<{ encryptedData: string; iv: string }>('werun', { steps })

  /** The key in force for encrypting; the server gives the same to the backend. */
  userKey = () =>
    this.#ask<{ encryptKey: string; iv: string; version: number; expireTime: number }>('user-key')

  userInfo = (api: 'getUserInfo' | 'getUserProfile', withCredentials: boolean) =>
    this.#ask<WechatMiniprogram.GetUserInfoSuccessCallbackResult>('user-info', {
      api,
      withCredentials,
    })

  async #ask<Answer>(what: string, details: object = {}): Promise<Answer> {
    const response = await this.#network
      .fetch(`${this.#origin}/__client/${what}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user: this.user, appid: this.#appid, ...details }),
      })
      .catch(() => {
        throw new ApiFailure('cgi fail, network error', 108)
      })
    // Parsed here, not by `response.json()`, so that objects belong to the mini-program's realm.
    const answer = JSON.parse(await response.text()) as Answer & { error?: { message: string } }
    if (!response.ok) throw new Error(`The fake WeChat refuses ${what}: ${answer.error?.message}`)
    return answer
  }
}
