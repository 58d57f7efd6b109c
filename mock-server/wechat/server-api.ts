import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { limitBody } from '../http/body.ts'
import type { Store } from '../store/store.ts'
import { appOfToken, forceStableToken, issuePlainToken, stableToken } from './access-tokens.ts'
import { answer, answerError } from './answer.ts'
import { findApp, isSecretOf } from './apps.ts'
import { redeemLoginCode } from './codes.ts'
import { WechatError } from './errors.ts'
import { readJsonBody } from './json-body.ts'
import { addOpenRoutes } from './open-routes.ts'
import type { Quotas } from './quotas.ts'

export interface ServerApiOptions {
  store: Store
  quotas: Quotas
  /** Refuse codes this fake did not issue (40029), instead of signing in the default user. */
  strictCodes: boolean
}

const StableTokenRequest = z.object({
  appid: z.string().default(''),
  secret: z.string().default(''),
  grant_type: z.string().default(''),
  force_refresh: z.boolean().default(false),
})

/** `api.weixin.qq.com`: what the developer's backend calls. Errors are HTTP 200, as WeChat's are. */
export function createServerApi({ store, quotas, strictCodes }: ServerApiOptions) {
  const api = new Hono()
  api.on(['POST'], '*', limitBody)
  api.onError((error, c) => {
    if (error instanceof WechatError) return answerError(c, error.errcode, store)
    throw error
  })

  /** @throws WechatError 41002, 41004, 41008, 40013, 40125, 40002 */
  const authenticate = (given: Record<string, string>, grantType: string) => {
    const { appid = '', secret = '', grant_type = '' } = given
    if (appid === '') throw new WechatError(41002)
    if (secret === '') throw new WechatError(41004)
    if (grantType === 'authorization_code' && !given.js_code) throw new WechatError(41008)
    const app = findApp(store, appid)
    if (!app) throw new WechatError(40013)
    if (!isSecretOf(app, secret)) throw new WechatError(40125)
    if (grant_type !== grantType) throw new WechatError(40002)
    return appid
  }

  /**
   * Which fault is named first when several parameters are wrong is not documented; the order here
   * (app, secret, code, grant type) is the one seen on sibling routes.
   *
   * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
   */
  api.get('/sns/jscode2session', (c) => {
    const query = c.req.query()
    const appid = authenticate(query, 'authorization_code')
    quotas.count('jscode2session', appid)
    // As WeChat does: no errcode in a good answer.
    return answer(c, redeemLoginCode(store, appid, query.js_code ?? '', strictCodes))
  })

  api.get('/cgi-bin/token', (c) => {
    const appid = authenticate(c.req.query(), 'client_credential')
    quotas.count('token', appid)
    return answer(c, issuePlainToken(store, appid))
  })

  api.post('/cgi-bin/stable_token', async (c) => {
    const { force_refresh, ...given } = await readJsonBody(c, StableTokenRequest)
    const appid = authenticate(given, 'client_credential')
    quotas.count('stable_token', appid)
    return answer(c, force_refresh ? forceStableToken(store, appid) : stableToken(store, appid))
  })

  addOpenRoutes(api, store, (c: Context, route: string) => {
    const appid = appOfToken(store, c.req.query('access_token'))
    quotas.count(route, appid)
    return appid
  })

  refuseOtherMethods(api)
  return api
}

/** WeChat has errcodes of its own for a wrong method. */
function refuseOtherMethods(api: Hono) {
  const known = api.routes.filter(({ path }) => !path.endsWith('*'))
  for (const { method, path } of known) {
    api.all(path, () => {
      throw new WechatError(method === 'GET' ? 43001 : 43002)
    })
  }
}
