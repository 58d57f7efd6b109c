import type { IncomingMessage, ServerResponse } from 'node:http'
import { hostHelp } from './guard.ts'
import { judgeHost } from './host.ts'

/** A backend whose SDK hard-codes WeChat's host reaches this server under that name. */
const WECHAT_HOST = 'api.weixin.qq.com'

/**
 * Headers of every answer of this server, so that no page elsewhere frames it, or makes a script of
 * what is none.
 */
const headers: readonly [name: string, value: string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  ['Content-Security-Policy', "frame-ancestors 'self'"],
  ['Referrer-Policy', 'same-origin'],
]

/**
 * A target that names the server (`GET http://host/path`) is read as its path, and its host counts
 * whatever `Host` says.
 *
 * @returns false for a request with two `Host` headers, which nobody may answer
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
function readTarget(request: IncomingMessage): boolean {
  const { rawHeaders, url = '' } = request
  const places: number[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'host') places.push(at + 1)
  }
  const [, host, path = ''] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  if (host !== undefined) {
    request.url = path.startsWith('/') ? path : `/${path}`
    request.headers.host = host
    for (const at of places) rawHeaders[at] = host
  }
  return places.length < 2
}

/**
 * Accepts requests whose `Host` is a name that no foreign page can own; all others are refused here
 * (403), whatever the path.
 *
 * @param hosts names the operator gave, in small letters
 * @returns whether the request may go on
 */
export function admit(
  request: IncomingMessage,
  response: ServerResponse,
  hosts: readonly string[],
): boolean {
  for (const [name, value] of headers) response.setHeader(name, value)
  if (!readTarget(request)) {
    response.writeHead(400, { 'Content-Type': 'text/plain' }).end('Send one Host header.\n')
    return false
  }
  const { host = '' } = request.headers
  if (judgeHost(host, [WECHAT_HOST, ...hosts]) !== 'foreign') return true
  const said = `Refused: the Host "${host.slice(0, 100)}" is not this machine. ${hostHelp}`
  const error = { code: 'forbidden_origin', message: said, requestId: '' }
  // SDKs of WeChat read nothing but errcode and errmsg.
  const body = JSON.stringify({ error, errcode: 403, errmsg: said })
  response.writeHead(403, { 'Content-Type': 'application/json' }).end(body)
  return false
}
