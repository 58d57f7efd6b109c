import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { noteUser } from '../../http/whose.ts'
import { readText } from '../../http/body.ts'
import { resetSessionKey } from '../accounts.ts'
import { answer, OK } from '../answer.ts'
import { readJsonBody } from '../json-body.ts'
import { authorize, type Platform } from '../platform.ts'
import { proveKey, type KeyProof } from '../prove-key.ts'
import { userKeys } from '../user-keys.ts'

const Proof = z.object({
  openid: z.string().optional(),
  signature: z.string().optional(),
  sig_method: z.string().optional(),
})

/** The calls in which a backend proves by HMAC that it holds a user's `session_key`. */
export function addSessionKey(api: Hono, platform: Platform) {
  const { store } = platform

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/checkSessionKey.html
  api.get('/wxa/checksession', (c) => {
    const appid = authorize(platform, c, 'checksession')
    noteUser(c, proveKey(store, appid, c.req.query(), 87009).userName)
    return answer(c, OK)
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/ResetUserSessionKey.html
  api.get('/wxa/resetusersessionkey', (c) => {
    const appid = authorize(platform, c, 'resetusersessionkey')
    const account = proveKey(store, appid, c.req.query(), 87007)
    noteUser(c, account.userName)
    const session_key = resetSessionKey(store, account)
    return answer(c, { ...OK, openid: account.openid, session_key })
  })

  // Documented as GET; SDKs in use send POST, with the parameters in either place.
  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/internet/getUserEncryptKey.html
  api.on(['GET', 'POST'], '/wxa/business/getuserencryptkey', async (c) => {
    const appid = authorize(platform, c, 'getuserencryptkey')
    const account = proveKey(store, appid, await proofOf(c), 87007)
    noteUser(c, account.userName)
    return answer(c, { ...OK, key_info_list: userKeys(store, account) })
  })
}

async function proofOf(c: Context): Promise<KeyProof> {
  const hasBody = c.req.method === 'POST' && (await readText(c)) !== ''
  return { ...c.req.query(), ...(hasBody ? await readJsonBody(c, Proof) : {}) }
}
