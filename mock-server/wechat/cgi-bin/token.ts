import type { Hono } from 'hono'
import { z } from 'zod'
import { forceStableToken, issuePlainToken, stableToken } from '../access-tokens.ts'
import { answer } from '../answer.ts'
import { authenticate, readParameters } from '../authenticate.ts'
import { readJsonBody } from '../json-body.ts'
import type { Platform } from '../platform.ts'

const StableTokenRequest = z.object({
  appid: z.string().default(''),
  secret: z.string().default(''),
  grant_type: z.string().default(''),
  force_refresh: z.boolean().default(false),
})

/** The two ways to an `access_token`: access-tokens.ts has their rules. */
export function addTokens(api: Hono, { store, quotas }: Platform) {
  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getAccessToken.html
  api.on(['GET', 'POST'], '/cgi-bin/token', async (c) => {
    const appid = authenticate(store, c, await readParameters(c), 'client_credential')
    quotas.count('token', appid)
    return answer(c, issuePlainToken(store, appid))
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-access-token/getStableAccessToken.html
  api.post('/cgi-bin/stable_token', async (c) => {
    const { force_refresh, ...given } = await readJsonBody(c, StableTokenRequest)
    const appid = authenticate(store, c, given, 'client_credential')
    quotas.count('stable_token', appid)
    return answer(c, force_refresh ? forceStableToken(store, appid) : stableToken(store, appid))
  })
}
