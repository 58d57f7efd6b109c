import { Problem } from '../http/problem.ts'
import { requestHeaders } from './headers.ts'

/** A request to the backend elsewhere. */
export interface Sending {
  method: string
  headers: Headers
  /** Hand every redirect back. */
  isManual: boolean
  body?: ArrayBuffer | undefined
  signal: AbortSignal
}

/** As many as a browser follows. */
const MOST_REDIRECTS = 20

/**
 * Asks a backend, and follows its redirects as the Fetch standard says, but within its origin alone:
 * one that leads elsewhere comes back as it is, with `elsewhere`, and nothing is sent there.
 *
 * @throws Problem `relay_failed` after 20 redirects; what `fetch` throws when nobody answers
 *
 * Source: https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export async function send(target: URL, { signal, isManual, ...sending }: Sending) {
  let { method, body } = sending
  const headers = requestHeaders(sending.headers)
  let url = target
  for (let count = 0; count <= MOST_REDIRECTS; count++) {
    const init = { method, headers, signal, redirect: 'manual' } as const
    const answer = await fetch(url, body ? { ...init, body } : init)
    const next = redirectOf(answer, url)
    if (!next) return { answer }
    if (isManual || next.origin !== target.origin) return { answer, elsewhere: next }
    await answer.body?.cancel()
    const { status } = answer
    if (
      (status === 303 && !['GET', 'HEAD'].includes(method)) ||
      (status < 303 && method === 'POST')
    ) {
      method = 'GET'
      body = undefined
      for (const name of ['encoding', 'language', 'location', 'type']) {
        headers.delete(`content-${name}`)
      }
    }
    url = next
  }
  throw new Problem(502, 'relay_failed', `${target.origin} redirects more than 20 times.`)
}

function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get('location')
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return undefined
  const isPlain = URL.canParse(location, from.href)
  const next = isPlain ? new URL(location, from) : undefined
  return next && /^https?:$/.test(next.protocol) ? next : undefined
}
