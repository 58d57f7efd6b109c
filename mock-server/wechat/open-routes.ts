import { timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { Store } from '../store/store.ts'
import { findAccount, resetSessionKey } from './accounts.ts'
import { answer } from './answer.ts'
import { redeemPhoneCode } from './codes.ts'
import { checkContent } from './content-check.ts'
import { signSession } from './encryption.ts'
import { WechatError } from './errors.ts'
import { readJsonBody } from './json-body.ts'
import { MESSAGE_MEMORY_MS, phoneInfo } from './phone-number.ts'

const OK = { errcode: 0, errmsg: 'ok' }

/** A text to be checked must come from someone who used the mini-program within two hours. */
const ACTIVE_MS = 2 * 3600_000
const CONTENT_LIMIT = 2500

const PhoneRequest = z.object({ code: z.string().default('') })
const MessageRequest = z.object({ encrypted_msg_hash: z.string().default('') })
const ContentRequest = z.object({
  content: z.string().default(''),
  version: z.number().default(2),
  scene: z.number().default(0),
  openid: z.string().default(''),
})

/**
 * The routes under `/wxa`, which want an `access_token`.
 *
 * @param authorize the appid of the request's token; throws WechatError 41001, 40001, 42001, 45011
 */
export function addOpenRoutes(
  api: Hono,
  store: Store,
  authorize: (c: Context, route: string) => string,
) {
  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
  api.post('/wxa/business/getuserphonenumber', async (c) => {
    const appid = authorize(c, 'getuserphonenumber')
    const { code } = await readJsonBody(c, PhoneRequest)
    const user = redeemPhoneCode(store, appid, code)
    return answer(c, { ...OK, phone_info: phoneInfo(store, appid, user) })
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/checkSessionKey.html
  api.get('/wxa/checksession', (c) => {
    const appid = authorize(c, 'checksession')
    proveKey(c, store, appid, 87009)
    return answer(c, OK)
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/ResetUserSessionKey.html
  api.get('/wxa/resetusersessionkey', (c) => {
    const appid = authorize(c, 'resetusersessionkey')
    const account = proveKey(c, store, appid, 87007)
    const session_key = resetSessionKey(store, account)
    return answer(c, { ...OK, openid: account.openid, session_key })
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/basic-info/checkEncryptedData.html
  api.post('/wxa/business/checkencryptedmsg', async (c) => {
    const appid = authorize(c, 'checkencryptedmsg')
    const { encrypted_msg_hash } = await readJsonBody(c, MessageRequest)
    if (!/^[\da-f]{64}$/i.test(encrypted_msg_hash)) throw new WechatError(40097)
    const found = store
      .sql('SELECT created_at FROM wechat_messages WHERE hash = ? AND appid = ? AND created_at > ?')
      .get<{
        created_at: number
      }>(encrypted_msg_hash.toLowerCase(), appid, store.clock.now() - MESSAGE_MEMORY_MS)
    if (!found) throw new WechatError(1)
    // As WeChat spells it.
    return answer(c, { ...OK, vaild: true, create_time: Math.floor(found.created_at / 1000) })
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
  api.post('/wxa/msg_sec_check', async (c) => {
    const appid = authorize(c, 'msg_sec_check')
    const { content, version, scene, openid } = await readJsonBody(c, ContentRequest)
    if (content === '' || version !== 2) throw new WechatError(40097)
    if (![1, 2, 3, 4].includes(scene)) throw new WechatError(40129)
    const found = findAccount(store, appid, openid)
    if (!found) throw new WechatError(40003)
    if (content.length > CONTENT_LIMIT) throw new WechatError(45002)
    if (store.clock.now() - found.activeAt >= ACTIVE_MS) throw new WechatError(61010)
    return answer(c, { ...OK, ...checkContent(content) })
  })
}

/**
 * Lets a backend prove that it holds the user's `session_key`.
 *
 * @param absent the errcode when there is no live key to prove
 * @throws WechatError 40097 without openid or signature; 87008; 87009; `absent`
 */
function proveKey(c: Context, store: Store, appid: string, absent: 87007 | 87009) {
  const { openid = '', signature = '', sig_method = '' } = c.req.query()
  if (openid === '' || signature === '') throw new WechatError(40097)
  if (sig_method !== 'hmac_sha256') throw new WechatError(87008)
  const found = findAccount(store, appid, openid)
  if (!found?.sessionKey) throw new WechatError(absent)
  const expected = Buffer.from(signSession(found.sessionKey))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new WechatError(87009)
  }
  return found.account
}
