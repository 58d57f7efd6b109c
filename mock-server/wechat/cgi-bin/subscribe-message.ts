import type { Hono } from 'hono'
import { z } from 'zod'
import { noteUser } from '../../http/whose.ts'
import { findAccount } from '../accounts.ts'
import { answer, OK } from '../answer.ts'
import { findApp } from '../apps.ts'
import { WechatError } from '../errors.ts'
import { readJsonBody } from '../json-body.ts'
import { messageLines } from '../message-data.ts'
import { isKnownPage } from '../pages.ts'
import { authorize, type Platform } from '../platform.ts'
import { takeMessage } from '../subscriptions.ts'

const MessageRequest = z.object({
  touser: z.string().default(''),
  template_id: z.string().default(''),
  page: z.string().max(1024).optional(),
  data: z.unknown().optional(),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']).default('formal'),
  lang: z.string().default('zh_CN'),
})

/**
 * Sends a message to a user who accepted one of its kind; it appears on the phone.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
export function addSubscribeMessage(api: Hono, platform: Platform) {
  const { store, notices } = platform
  api.post('/cgi-bin/message/subscribe/send', async (c) => {
    const appid = authorize(platform, c, 'send')
    const request = await readJsonBody(c, MessageRequest)
    const { template_id: templateId, page, miniprogram_state: state, lang } = request
    const account = findAccount(store, appid, request.touser)?.account
    if (!account) throw new WechatError(40003)
    noteUser(c, account.userName)
    const templates = findApp(store, appid)?.options.templates
    const template = templates?.find(({ id }) => id === templateId)
    if (templateId === '' || (templates && !template)) throw new WechatError(40037)
    if (page && !isKnownPage(store, appid, page)) throw new WechatError(41030)
    const lines = messageLines(request.data, template?.lines)
    takeMessage(store, account, templateId)
    const title = template?.title ?? '订阅消息'
    notices.send(account, { templateId, title, lines, ...(page && { page }), state, lang })
    return answer(c, OK)
  })
}
