/** WeChat's answers are short; the longest are pictures of mini-program codes. */
const ANSWER_LIMIT_BYTES = 2 * 1024 * 1024

/** An answer of another server that is not read on; `message` says why and holds no address. */
export class AnswerError extends Error {
  override name = 'AnswerError' as const
}

/**
 * Asks another server for a short answer. A redirect counts as a failure: the request, secrets
 * included, must go to no other address.
 *
 * @param deadlineMs for the whole answer, its body included
 * @throws AnswerError when it redirects or answers more than 2 MB; what `fetch` throws when it is not
 *   reached in time
 */
export async function fetchLimited(
  url: string,
  init: RequestInit,
  deadlineMs: number,
): Promise<{ status: number; text: string }> {
  const signal = AbortSignal.timeout(deadlineMs)
  const response = await fetch(url, { ...init, signal, redirect: 'manual' })
  const { status } = response
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    void response.body?.cancel().catch(() => {})
    throw new AnswerError(`it redirects (HTTP ${status}), which is not followed`)
  }
  return { status, text: await readLimited(response) }
}

async function readLimited({ body }: Response): Promise<string> {
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const chunk = await reader?.read()
    if (!chunk || chunk.done) return new TextDecoder().decode(Buffer.concat(chunks))
    size += chunk.value.length
    if (size > ANSWER_LIMIT_BYTES) {
      void reader?.cancel().catch(() => {}) // not awaited: the rest of the answer is not needed
      throw new AnswerError('its answer is over 2 MB')
    }
    chunks.push(chunk.value)
  }
}
