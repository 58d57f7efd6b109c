import type { Hono } from 'hono'
import { answer } from '../answer.ts'
import { authenticate, readParameters } from '../authenticate.ts'
import { redeemLoginCode } from '../codes.ts'
import { countUser } from '../count-user.ts'
import type { Platform } from '../platform.ts'

/**
 * Sign-in: a code for openid and session_key. A form by POST works as the query does.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
 */
export function addCode2Session(api: Hono, { store, quotas, strictCodes }: Platform) {
  api.on(['GET', 'POST'], '/sns/jscode2session', async (c) => {
    const given = await readParameters(c)
    const appid = authenticate(store, c, given, 'authorization_code')
    quotas.count('jscode2session', appid)
    // As WeChat does: no errcode in a good answer.
    return answer(
      c,
      redeemLoginCode(store, appid, given.js_code ?? '', {
        strict: strictCodes,
        onUser: countUser(c, quotas, appid),
      }),
    )
  })
}
