import { z } from '@hono/zod-openapi'
import { apiError } from './errors.ts'

/** Where WeChat's server API is, and who asks. The secret goes nowhere else. */
export interface WechatAccess {
  /** `https://api.weixin.qq.com`, or the fake's address with that host as path prefix. */
  baseUrl: () => string
  appid: string
  secret: string
}

const DEADLINE_MS = 5_000

const Answer = z.union([
  z.object({ errcode: z.number().refine((errcode) => errcode !== 0) }),
  z.object({
    openid: z.string().min(1),
    session_key: z.string().min(1),
    unionid: z.string().optional(),
  }),
])

export type WechatIdentity = Exclude<z.output<typeof Answer>, { errcode: number }>

/**
 * Asks WeChat who sent a login code.
 *
 * @throws Problem `code_invalid`, `code_used`, `user_blocked`, `wechat_rate_limited`,
 *   `wechat_busy`, `wechat_misconfigured`, `wechat_unreachable`
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export async function code2Session(access: WechatAccess, code: string): Promise<WechatIdentity> {
  const answer = Answer.safeParse(await ask(access, code))
  if (!answer.success) throw unreachable('WeChat gave an answer that is none')
  if ('errcode' in answer.data) throw refusal(answer.data.errcode)
  return answer.data
}

async function ask({ baseUrl, appid, secret }: WechatAccess, code: string): Promise<unknown> {
  const query = new URLSearchParams({
    appid,
    secret,
    js_code: code,
    grant_type: 'authorization_code',
  })
  try {
    const response = await fetch(`${baseUrl()}/sns/jscode2session?${query.toString()}`, {
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    // The body comes as text/plain; an error page of some gateway is no JSON at all.
    return JSON.parse(await response.text()) as unknown
  } catch {
    // The cause is dropped on purpose: the address in it holds the secret and the code.
    throw unreachable('WeChat could not be reached')
  }
}

const unreachable = (what: string) => apiError('wechat_unreachable', `${what}. Try again later.`)

function refusal(errcode: number) {
  switch (errcode) {
    case 40029:
      return apiError(
        'code_invalid',
        'WeChat does not know this code, or its five minutes are over. Call wx.login and send the new code.',
      )
    case 40163:
      return apiError(
        'code_used',
        'This code was used before. Call wx.login and send the new code, once.',
      )
    case 40226:
      return apiError('user_blocked', 'WeChat does not let this user sign in.')
    case 45011:
      return apiError('wechat_rate_limited', 'Too many sign-ins this minute.', 60)
    case -1:
      return apiError('wechat_busy', 'WeChat is busy. Try again in a moment.', 1)
    default:
      return apiError(
        'wechat_misconfigured',
        `WeChat refuses this server (errcode ${errcode}). Check its appid and secret.`,
      )
  }
}
