import { defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'

/** A line of the mini-program's logs. */
export interface LogLine {
  level: 'debug' | 'info' | 'log' | 'warn' | 'error' | 'filter'
  /** The realtime log's, or the one the user sends along with feedback. */
  to: 'realtime' | 'feedback'
  args: unknown[]
  /** Of a tagged realtime log. */
  tag?: string
}

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
