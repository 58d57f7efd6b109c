/**
 * Headers that proxies, tunnels and content networks add to a request they pass on (RFC 7239, RFC 9110
 * 7.6.3, and what is used beside them). The address a request comes from is then the proxy's: behind a
 * proxy on this machine every request looks local.
 */
const FORWARDED = new RegExp(
  `^(?:${[
    'forwarded',
    'via',
    'cdn-loop',
    'x-forwarded(?:-.+)?',
    '(?:x-)?original-(?:forwarded-for|host|url|uri)',
    'x-(?:real|client|cluster-client|remote|originating|proxyuser|true-client)-ip',
    'x-(?:remote-addr|proxy-id|proxied-by|proxy-url|envoy-.+|amz-cf-id|amzn-trace-id|azure-.+|arr-.+)',
    '(?:true-client|fastly-client|fly-client|client|wl-proxy-client|proxy-client)-ip',
    '(?:cf|fly|ngrok|tailscale|akamai|x-vercel|x-nf|x-appengine|x-cloud-trace)-.+',
  ].join('|')})$`,
  'i',
)

/** The first header that a request passed on by somebody else carries; none when it came directly. */
export function forwardingHeader(names: Iterable<string>): string | undefined {
  for (const name of names) if (FORWARDED.test(name)) return name
  return undefined
}
