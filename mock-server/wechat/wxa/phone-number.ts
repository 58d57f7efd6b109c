import type { Hono } from 'hono'
import { z } from 'zod'
import { noteUser } from '../../http/whose.ts'
import { answer, OK } from '../answer.ts'
import { redeemPhoneCode } from '../codes.ts'
import { WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { MESSAGE_MEMORY_MS, phoneInfo } from '../phone-number.ts'
import { authorize, type Platform } from '../platform.ts'

const PhoneRequest = z.object({ code: z.string().default(''), openid: z.string().optional() })
const MessageRequest = z.object({ encrypted_msg_hash: z.string().default('') })

/** `/wxa/business/getuserphonenumber`. */
export function addPhoneNumber(api: Hono, platform: Platform) {
  const { store, settings } = platform

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
  api.post('/wxa/business/getuserphonenumber', async (c) => {
    const appid = authorize(platform, c, 'getuserphonenumber')
    const { code, openid } = await readJsonBody(c, PhoneRequest)
    const user = redeemPhoneCode(store, appid, code, openid)
    noteUser(c, user.name)
    return answer(c, { ...OK, phone_info: phoneInfo(store, appid, user, settings.watermark) })
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/basic-info/checkEncryptedData.html
  api.post('/wxa/business/checkencryptedmsg', async (c) => {
    const appid = authorize(platform, c, 'checkencryptedmsg')
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
}
