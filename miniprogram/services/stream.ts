import { headerOf } from './answers'
import { call, type CallOptions } from './call'
import type { Call } from './task'
import { eventReader, utf8Decoder, type ServerEvent } from './text-stream'
import type { ChunkSink } from './transfer'

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

/**
 * An answer that comes in pieces (`enableChunked`, base library 2.20.2; below that, in one piece at
 * its end). It is renewed and ended like every call, and nothing of a refusal is handed out. Settles
 * when the answer is complete. What `onText` or `onEvent` throws ends the call.
 */
export function stream(path: string, options: StreamOptions = {}): Call<void> {
  const { method = options.data ? 'POST' : 'GET', data, onText, onEvent } = options
  const readEvents = onEvent && eventReader(onEvent)
  const sink = sinkOf((text) => {
    if (onText) onText(text)
    if (readEvents) readEvents(text)
  })
  const read = () => undefined
  return call({ method, path, data, sink }, { ...options, read }) as Call<void>
}

/** Holds back what comes before it is known to be good, and for ever if it is not. */
function sinkOf(onText: (text: string) => void): ChunkSink {
  let decode = utf8Decoder()
  let isGood: boolean | undefined
  let held = ''
  const put = (text: string) => {
    if (!text) return
    if (isGood) onText(text)
    else held += text
  }
  return {
    begin() {
      decode = utf8Decoder()
      isGood = undefined
      held = ''
    },
    head(status, header) {
      // A refusal may come as 200 (an envelope, a web page): then its type says so. Some phones
      // tell no status here.
      const isOther = /html|application\/json/i.test(headerOf(header, 'content-type'))
      isGood = !isOther && (status === undefined || (status >= 200 && status < 300))
      const text = held
      held = ''
      put(text)
    },
    take: (bytes) => put(decode(bytes)),
    isGood: () => isGood === true,
    text: () => held,
    handOut(text) {
      isGood = true
      put(text)
    },
  }
}
