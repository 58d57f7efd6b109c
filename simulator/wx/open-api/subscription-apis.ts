import { defineApis } from '../apis.ts'
import type { Context } from '../context.ts'
import { requireTap } from '../gesture.ts'
import { requireParameters } from '../parameters.ts'

/** https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html */
export function subscriptionApis(phone: Context) {
  const { dialogs, platform, subscriptions } = phone
  return defineApis(phone, {
    requestSubscribeMessage: async (options, call) => {
      requireParameters(options, { tmplIds: 'Array' })
      requireTap(call)
      const remembered = subscriptions.itemSettings
      const asked = options.tmplIds.filter((id) => remembered[id] === undefined)
      const isAllowed =
        asked.length > 0 &&
        (await dialogs.ask<'consent'>({
          kind: 'consent',
          scope: 'subscribe',
          title: '申请发送消息',
          text: `${asked.length} 种一次性消息`,
          allow: '允许',
          deny: '取消',
        }))
      const answer = isAllowed ? 'accept' : 'reject'
      const answers = Object.fromEntries(
        options.tmplIds.map((id) => [id, remembered[id] ?? answer]),
      )
      await platform.subscribe(answers)
      return answers
    },
  })
}
