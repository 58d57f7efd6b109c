import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'
import type { LogLine } from '../effects.ts'

/**
 * Logs of the mini-program for its developers.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/api/base/debug/wx.getRealtimeLogManager.html
 */
export function logApis({ logs }: Context) {
  const writer = (to: LogLine['to'], levels: LogLine['level'][], tag?: string) =>
    Object.fromEntries(
      levels.map((level) => [
        level,
        (...args: unknown[]) => void logs.push({ level, to, args, ...(tag && { tag }) }),
      ]),
    )
  const filter = (tag?: string) => {
    const { filter: add } = writer('realtime', ['filter'], tag)
    return { setFilterMsg: add, addFilterMsg: add }
  }
  const realtime = (tag?: string) => ({
    ...writer('realtime', ['info', 'warn', 'error'], tag),
    ...filter(tag),
  })
  const feedback = writer('feedback', ['debug', 'info', 'log', 'warn'])
  const manager = { ...realtime(), tag: (name: string) => realtime(name) }
  return defineOthers({
    getLogManager: () => feedback as unknown as WechatMiniprogram.LogManager,
    getRealtimeLogManager: () => manager as unknown as WechatMiniprogram.RealtimeLogManager,
  })
}
