/** Headers of an answer, as WeChat gives them. */
export interface ReceivedHeaders {
  statusCode: number
  header: Record<string, string>
  cookies: string[]
}

/** A browser hides this header from scripts: the relay sends it under this name. */
const CARRIED_COOKIES = 'x-relay-set-cookie'

/**
 * The headers of an answer as WeChat hands them out: names as a server over HTTP/1.1 writes them
 * (`Content-Type`; `fetch` forgets how they were spelt), several cookies joined by commas, and each
 * of them in `cookies`.
 */
export function headersOf(response: Response): ReceivedHeaders {
  const carried = response.headers.get(CARRIED_COOKIES)
  const cookies = carried
    ? (JSON.parse(decodeURIComponent(carried)) as string[])
    : response.headers.getSetCookie()
  const header: Record<string, string> = {}
  for (const [name, value] of response.headers) {
    if (name !== CARRIED_COOKIES && name !== 'set-cookie') header[spelt(name)] = value
  }
  if (cookies.length > 0) header['Set-Cookie'] = cookies.join(',')
  return { statusCode: response.status, header, cookies }
}

/** Names that are not spelt word by word. */
const irregular: Record<string, string> = {
  etag: 'ETag',
  te: 'TE',
  dnt: 'DNT',
  'content-md5': 'Content-MD5',
  'www-authenticate': 'WWW-Authenticate',
  'x-xss-protection': 'X-XSS-Protection',
  'x-ua-compatible': 'X-UA-Compatible',
}

const spelt = (name: string) =>
  irregular[name] ?? name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase())
