/** As many as a browser follows. */
const MOST_REDIRECTS = 20

/**
 * Requests to another server are relayed by this one: `wx.request` knows no CORS, the browser does.
 * Other machines may not use the relay; for them the backend must allow this origin.
 *
 * The relay follows redirects within one origin and hands others back: they are followed here, as the
 * Fetch standard says, without the `Authorization` and cookies that were meant for the first.
 */
export async function fetchAnywhere(url: string, init: RequestInit = {}): Promise<Response> {
  let [to, sending] = [url, { ...init, headers: new Headers(init.headers) }]
  for (let count = 0; count <= MOST_REDIRECTS; count++) {
    if (!needsRelay(to)) return fetch(to, sending)
    const answer = await relay(to, sending)
    const elsewhere = answer.headers.get('X-Relay-Location')
    if (elsewhere === null) return answer
    if (init.redirect === 'manual') return withLocation(answer, elsewhere)
    if (init.redirect === 'error') throw new TypeError(`${url} redirects to ${elsewhere}`)
    sending = sendingTo(elsewhere, to, answer.status, sending)
    to = elsewhere
  }
  throw new TypeError(`${url} redirects more than ${MOST_REDIRECTS} times`)
}

function needsRelay(url: string): boolean {
  const isLocal = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(location.hostname)
  return isLocal && /^https?:/i.test(url) && new URL(url).origin !== location.origin
}

async function relay(url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('X-Relay-To', url)
  const cookie = headers.get('Cookie')
  if (cookie !== null) headers.set('X-Relay-Cookie', cookie)
  if (init.redirect === 'manual') headers.set('X-Relay-Redirect', 'manual')
  const answer = await fetch('/__relay', { ...init, headers, redirect: 'manual' })
  if (!answer.headers.has('X-Relay-Failed')) return answer
  throw new TypeError(await answer.text()) // as if this fetch had not reached it
}

/** The relay's answers keep `Location` from the browser; the mini-program may see it. */
function withLocation({ body, status, headers }: Response, location: string): Response {
  const seen = new Headers(headers)
  seen.set('Location', location)
  return new Response(body, { status, headers: seen })
}

/** Source: https://fetch.spec.whatwg.org/#http-redirect-fetch */
function sendingTo<Sending extends RequestInit & { headers: Headers }>(
  to: string,
  from: string,
  status: number,
  sending: Sending,
): Sending {
  const headers = new Headers(sending.headers)
  if (new URL(to).origin !== new URL(from).origin) {
    headers.delete('Authorization')
    headers.delete('Cookie')
  }
  const method = sending.method?.toUpperCase() ?? 'GET'
  const becomesGet = status === 303 ? !['GET', 'HEAD'].includes(method) : method === 'POST'
  if (status > 303 || !becomesGet) return { ...sending, headers }
  headers.delete('Content-Type')
  return { ...sending, headers, method: 'GET', body: null }
}

/** The mock server may be reached here under another name than the mini-program has for it. */
export function toThisServer(url: string): string {
  const { hostname, port, pathname, search } = new URL(url)
  const isMock = /^(?:localhost|127\.0\.0\.1)$/.test(hostname) && pathname.startsWith('/api/')
  return isMock && port === '3900' ? location.origin + pathname + search : url
}
