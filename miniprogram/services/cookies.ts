/** Sessions in cookies, which `wx.request` neither keeps nor sends: `...inCookies` in `config.ts`. */
import { headerOf } from './answers'
import type { Answer, BackendOptions } from './backend-options'

/** Keeps the session in cookies, which `wx.request` itself neither keeps nor sends. */
export const inCookies: Pick<BackendOptions, 'tokenHeaders' | 'tokenFrom'> = {
  tokenHeaders: (token) => ({ Cookie: token }),
  tokenFrom: (answer, token) => mergeCookies(token, setCookiesOf(answer)),
}

/** An answer's `Set-Cookie` lines; older phones join them in one header. */
function setCookiesOf({ header, cookies }: Answer): string[] {
  if (cookies && cookies.length > 0) return cookies
  const joined = headerOf(header, 'set-cookie')
  // A comma also stands in a date: only one before another `name=` parts two cookies.
  return joined ? joined.split(/,(?=\s*[^;,=\s]+=)/) : []
}

/**
 * The cookies to send after an answer, as a `Cookie` header has them: those `kept`, changed by the
 * answer's `Set-Cookie` lines. One whose life is over is gone (RFC 6265, 5.3).
 */
function mergeCookies(kept: string, setCookies: string[]): string {
  const values = new Map<string, string>()
  kept.split(';').forEach((pair) => {
    const [name, value] = halvesOf(pair)
    if (name) values.set(name, value)
  })
  setCookies.forEach((line) => {
    const [pair = '', ...attributes] = line.split(';')
    const [name, value] = halvesOf(pair)
    if (isOver(attributes)) values.delete(name)
    else if (name) values.set(name, value)
  })
  const pairs: string[] = []
  values.forEach((value, name) => pairs.push(`${name}=${value}`))
  return pairs.join('; ')
}

/** `Max-Age` counts before `Expires`. */
function isOver(attributes: string[]): boolean {
  const given = new Map<string, string>()
  attributes.forEach((attribute) => {
    const [name, value] = halvesOf(attribute)
    given.set(name.toLowerCase(), value)
  })
  const maxAge = given.get('max-age')
  const expires = given.get('expires')
  if (maxAge !== undefined) return Number(maxAge) <= 0
  return expires !== undefined && Date.parse(expires) < Date.now()
}

/** The name and the value of `name=value`; no name where there is no `=`. */
function halvesOf(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=')
  return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()]
}
