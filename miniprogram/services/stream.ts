/** Answers that come in pieces, such as a chat's. */
import { headerOf } from './answers'
import { call, type CallOptions } from './call'
import type { Call, Task } from './task'
import { eventReader, utf8Decoder, type ServerEvent } from './text-stream'
import { listener, parsed, type HttpCall, type WechatTask } from './transfer'

/** Options of `api.stream`. */
export interface StreamOptions extends CallOptions {
  /** GET by default; POST where there is `data`. */
  method?: 'GET' | 'POST'
  data?: object
  /** Milliseconds without a new piece until the call ends; 30 s. */
  timeout?: number | null
  /** The answer's text, as it comes. */
  onText?: (text: string) => void
  /** The server's events (`text/event-stream`), as chat answers come. */
  onEvent?: (event: ServerEvent) => void
}

/** For WeChat: a stream ends when it is silent, however long it is. */
const LONGEST_MS = 3_600_000

/**
 * An answer that comes in pieces (`enableChunked`, base library 2.20.2; below that, in one piece at
 * its end). It is renewed and ended like every call, and nothing of a refusal is returned. Settles
 * when the answer is complete. What `onText` or `onEvent` throws ends the call.
 */
export function stream(path: string, options: StreamOptions = {}): Call<void> {
  const { method = options.data ? 'POST' : 'GET', data, onText, onEvent } = options
  const readEvents = onEvent && eventReader(onEvent)
  const pieces = piecesFor((text) => {
    if (!text) return
    if (onText) onText(text)
    if (readEvents) readEvents(text)
  })
  const read = () => undefined
  return call({ method, path, data, ...pieces }, { ...options, read }) as Call<void>
}

/** Buffers what arrives before the status is known, and drops it when the answer is a refusal. */
function piecesFor(onText: (text: string) => void): Pick<HttpCall, 'more' | 'onSent' | 'take'> {
  let isGood: boolean | undefined
  let held = ''
  const put = (text: string) => {
    if (isGood) onText(text)
    else held += text
  }
  return {
    more: { enableChunked: true, dataType: 'text', timeout: LONGEST_MS },
    onSent(task: Task<unknown>, sent: WechatTask, silence: number) {
      const decode = utf8Decoder()
      isGood = undefined
      held = ''
      if (!sent.onChunkReceived || !sent.onHeadersReceived) return
      sent.onHeadersReceived(
        listener(task, ({ statusCode, header = {} }) => {
          // A refusal may come as 200 (an envelope, a web page): then its type says so. Some phones
          // tell no status here.
          const isOther = /html|application\/json/i.test(headerOf(header, 'content-type'))
          isGood = !isOther && (statusCode === undefined || (statusCode >= 200 && statusCode < 300))
          const text = held
          held = ''
          put(text)
        }),
      )
      sent.onChunkReceived(
        listener(task, ({ data }) => {
          task.extend(silence)
          put(decode(data))
        }),
      )
    },
    async take(answer, read) {
      if (isGood) return
      const text = held || String(answer.body)
      answer.body = parsed(text)
      await read()
      onText(text)
    },
  }
}
