/** Names where a relayed request goes to; a page of another origin can't send it unasked. */
export const TO = 'x-relay-to'
/** `manual`: redirects within the backend's origin come back, too. */
export const REDIRECT = 'x-relay-redirect'
/** On an answer that is the relay's own: the backend was not reached, or not carried. */
export const FAILED = 'x-relay-failed'
/** On a redirect to another origin: where to. The page decides, and asks the relay again. */
export const LOCATION = 'x-relay-location'

/** The `Cookie` of the mini-program: the browser's own go to no backend. */
const COOKIE = 'x-relay-cookie'
/** Every `Set-Cookie`, as an escaped list in JSON: the browser keeps none of them. */
const SET_COOKIE = 'x-relay-set-cookie'

/**
 * Marks a request as passed on (RFC 9110, 7.6.3). Control routes, of this server or another of
 * its kind, answer no such request: no backend leads the relay there by a redirect.
 */
const VIA = '1.1 weapp-login-kit'

/** Between two neighbours only (RFC 9110, 7.6.1), or written again by `fetch`. */
const HOP =
  /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|content-length)$/

/** Headers that concern only the browser and this server. */
const BROWSERS = /^(?:host|origin|referer|cookie|accept-encoding|sec-.*|x-relay-.*|x-forwarded.*)$/

/**
 * Headers a browser acts upon, for the whole origin or the whole page: it would empty the preview's
 * storage, reload it, ask for a password, or pin its address to https. A phone does none of this.
 */
const ORDERS = new RegExp(
  `^(?:${[
    'set-cookie2?|clear-site-data|refresh|location|www-authenticate|authentication-info',
    'strict-transport-security|public-key-pins(?:-report-only)?|expect-ct|alt-svc|alternates',
    'nel|report-to|reporting-endpoints|content-security-policy(?:-report-only)?|x-frame-options',
    'permissions-policy(?:-report-only)?|feature-policy|document-policy(?:-report-only)?',
    'cross-origin-.*|origin-agent-cluster|access-control-.*|timing-allow-origin|referrer-policy',
    'accept-ch(?:-lifetime)?|critical-ch|service-worker-.*|(?:x-)?sourcemap|link|speculation-rules',
    'supports-loading-mode|set-login|activate-storage-access|no-vary-search|use-as-dictionary',
    'attribution-reporting-.*|observe-browsing-topics|x-dns-prefetch-control|x-xss-protection',
    'x-content-type-options|sec-.*|vary|cache-control|pragma|expires|content-encoding|x-relay-.*',
  ].join('|')})$`,
)

const without = (headers: Headers, ...kinds: RegExp[]) =>
  new Headers([...headers].filter(([name]) => !kinds.some((kind) => kind.test(name))))

/** The headers of the browser that go on to the backend. */
export function requestHeaders(headers: Headers): Headers {
  const kept = without(headers, HOP, BROWSERS)
  kept.set('Via', VIA)
  // The mini-program's own, which a browser lets no script set.
  const cookie = headers.get(COOKIE)
  if (cookie !== null) kept.set('Cookie', cookie)
  return kept
}

/** The headers of the backend that come back to the page. */
export function responseHeaders(headers: Headers): Headers {
  const kept = without(headers, HOP, ORDERS)
  kept.set('Cache-Control', 'no-store')
  const cookies = headers.getSetCookie()
  if (cookies.length > 0) kept.set(SET_COOKIE, encodeURIComponent(JSON.stringify(cookies)))
  // A browser that navigates to a relayed answer must not render it or run its scripts.
  kept.set('X-Content-Type-Options', 'nosniff')
  kept.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  return kept
}
