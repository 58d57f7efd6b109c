import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { z } from 'zod'
import { findAccount } from '../accounts.ts'
import { answer, OK } from '../answer.ts'
import { unionidOf } from '../apps.ts'
import { redeemPluginCode } from '../codes.ts'
import { WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { hasPaid } from '../payments.ts'
import { authorize, type Platform } from '../platform.ts'
import { findUser } from '../users.ts'

const PluginRequest = z.object({ code: z.string().default('') })

/** The identity of a user to plugins, and after a payment. */
export function addIdentity(api: Hono, platform: Platform) {
  const { store } = platform

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/basic-info/getPluginOpenPId.html
  api.post('/wxa/getpluginopenpid', async (c) => {
    const appid = authorize(platform, c, 'getpluginopenpid')
    const { code } = await readJsonBody(c, PluginRequest)
    const user = redeemPluginCode(store, appid, code)
    const digest = createHash('sha256')
      .update(`plugin\n${appid}\n${user.unionid}`)
      .digest('base64url')
    return answer(c, { ...OK, openpid: `G${digest.slice(0, 27)}` })
  })

  // https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/basic-info/getPaidUnionid.html
  api.get('/wxa/getpaidunionid', (c) => {
    const appid = authorize(platform, c, 'getpaidunionid')
    const { openid = '', transaction_id, mch_id, out_trade_no } = c.req.query()
    const account = findAccount(store, appid, openid)?.account
    const user = account && findUser(store, account.userName)
    if (!account || !user) throw new WechatError(40003)
    const order = transaction_id
      ? { transactionId: transaction_id }
      : mch_id && out_trade_no && { mchId: mch_id, outTradeNo: out_trade_no }
    if (!order) throw new WechatError(40097)
    if (!hasPaid(store, account, order)) throw new WechatError(89300)
    const unionid = unionidOf(store, appid, user)
    if (unionid === undefined) throw new WechatError(89002)
    return answer(c, { unionid, ...OK })
  })
}
