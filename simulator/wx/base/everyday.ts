import type { Wx } from '../call.ts'
import type { Context } from '../context.ts'

export interface LogLine {
  level: 'debug' | 'info' | 'log' | 'warn' | 'error'
  /** The realtime log's, or the one the user sends along with feedback. */
  to: 'realtime' | 'feedback'
  args: unknown[]
}

type Api =
  | 'nextTick'
  | 'arrayBufferToBase64'
  | 'base64ToArrayBuffer'
  | 'getLogManager'
  | 'getRealtimeLogManager'
  | 'hideKeyboard'

/**
 * Small things of every day.
 *
 * @param logs what the mini-program logs for its developers is put here
 */
export function baseApis({ makeApi }: Context, logs: LogLine[]): Pick<Wx, Api> {
  const logger = (to: LogLine['to'], levels: LogLine['level'][]) =>
    Object.fromEntries(
      levels.map((level) => [
        level,
        (...args: unknown[]) => {
          logs.push({ level, to, args })
        },
      ]),
    )
  const feedback = logger('feedback', ['debug', 'info', 'log', 'warn'])
  const realtime = {
    ...logger('realtime', ['info', 'warn', 'error']),
    setFilterMsg() {},
    addFilterMsg() {},
  }
  return {
    nextTick: (callback) => queueMicrotask(callback as () => void),
    arrayBufferToBase64: (buffer) =>
      btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')),
    base64ToArrayBuffer: (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer,
    getLogManager: () => feedback as unknown as WechatMiniprogram.LogManager,
    getRealtimeLogManager: () => realtime as unknown as WechatMiniprogram.RealtimeLogManager,
    hideKeyboard: makeApi('hideKeyboard', () => {}),
  }
}
