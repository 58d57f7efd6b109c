import { Problem } from '../http/problem.ts'

/** The most `wx.downloadFile` takes, says its documentation. */
const ANSWER_LIMIT_BYTES = 200 * 1024 * 1024

/** Called for an answer while it passes through. */
export interface StreamWatcher {
  chunk(bytes: Uint8Array): void
  end(): void
}

/**
 * The body of an answer, handed on as it comes: server-sent events and chunks arrive when they are
 * sent. It breaks off at 200 MB.
 *
 * @throws Problem `relay_failed` when it says beforehand that it is larger
 */
export function watchStream({ body, headers }: Response, begin: () => StreamWatcher) {
  if (Number(headers.get('content-length') ?? 0) > ANSWER_LIMIT_BYTES) {
    void body?.cancel()
    throw tooLarge()
  }
  const watcher = begin()
  if (!body) {
    watcher.end()
    return null
  }
  let size = 0
  const passing = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      size += bytes.length
      if (size > ANSWER_LIMIT_BYTES) throw tooLarge()
      watcher.chunk(bytes)
      controller.enqueue(bytes)
    },
    flush: () => watcher.end(),
  })
  return (body as ReadableStream<Uint8Array>).pipeThrough(passing)
}

const tooLarge = () => new Problem(502, 'relay_failed', 'The answer is over 200 MB.')
