import type { Journal } from '../events/journal.ts'
import type { Clock } from '../store/clock.ts'
import type { StreamWatcher } from './stream.ts'

/** Longer bodies are not drawn. */
const DRAWN_BYTES = 4 * 1024

/** A relayed request, as the journal draws it. */
export interface Relayed {
  method: string
  target: URL
  headers: Headers
  body?: ArrayBuffer | undefined
}

/** Writes a relayed request into the journal, and its answer: with its content where that is JSON. */
export function drawSteps(journal: Journal, clock: Clock, relayed: Relayed) {
  const { method, target, headers, body } = relayed
  const started = performance.now()
  const both = { pair: journal.nextPair(), method, path: target.pathname.slice(0, 200) }
  const [from, to] = ['client', 'backend'] as const
  const isDrawn = body && body.byteLength <= DRAWN_BYTES && isJson(headers)
  const sent = isDrawn ? new TextDecoder().decode(body) : target.search || undefined
  journal.add({ ...both, at: clock.now(), kind: 'request', from, to, sent })
  const close = (status: number, answer?: string) => {
    const [at, ms] = [clock.now(), performance.now() - started]
    journal.add({ ...both, at, kind: 'answer', from: to, to: from, status, ms, sent: answer })
  }
  return {
    failed: () => close(0),
    /** JSON is recorded when it is complete, anything else when it begins: a stream may last for hours. */
    answered(answer: Response): StreamWatcher {
      if (isJson(answer.headers)) return collect((text) => close(answer.status, text))
      close(answer.status)
      return { chunk() {}, end() {} }
    },
  }
}

const isJson = (headers: Headers) => /\bjson\b/i.test(headers.get('content-type') ?? '')

function collect(done: (text?: string) => void): StreamWatcher {
  let chunks: Uint8Array[] | undefined = []
  let size = 0
  return {
    chunk(bytes) {
      size += bytes.length
      if (size > DRAWN_BYTES) chunks = undefined
      chunks?.push(bytes)
    },
    end: () => done(chunks && Buffer.concat(chunks).toString()),
  }
}
