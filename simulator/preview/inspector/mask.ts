/** Names of secrets, in small letters and without `_` or `-`. */
const SECRETS = new Set([
  'accesstoken',
  'appsecret',
  'authorization',
  'code',
  'cookie',
  'encrypteddata',
  'iv',
  'jscode',
  'password',
  'phonenumber',
  'purephonenumber',
  'refreshtoken',
  'secret',
  'sessionid',
  'sessionkey',
  'setcookie',
  'signature',
  'token',
])
/** A shorter value may be an ordinary word or number. */
const SHORTEST = 8
const MOST_KNOWN = 500
/** Values that hold themselves have no end. */
const DEEPEST = 12

/** A screen may be shared or filmed: a secret is shown by its last characters only. */
const mark = (secret: string) => `***${secret.length >= 12 ? secret.slice(-4) : ''}`

/** True for names of which the value is never shown. */
const isSecretName = (name: string) => SECRETS.has(name.toLowerCase().replaceAll(/[_-]/g, ''))

/** Secrets that were seen, so that they are hidden wherever else they appear. */
export class Masks {
  readonly #known = new Set<string>()

  /** Remembers the secrets in a value; texts of JSON and queries are looked into. */
  learn(value: unknown, name = '', depth = 0) {
    if (typeof value === 'string') {
      if (isSecretName(name))
        this.#keep(value.replace(/^\w+ /, '')) // the scheme is no secret
      else for (const json of jsonIn(value)) this.learn(json, '', depth + 1)
    } else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
      for (const [key, item] of Object.entries(value)) {
        if (!isErrorBody(value)) this.learn(item, key, depth + 1)
      }
    }
  }

  #keep(secret: string) {
    if (secret.length < SHORTEST || secret.startsWith('***')) return
    this.#known.add(secret)
    const [oldest = ''] = this.#known
    if (this.#known.size > MOST_KNOWN) this.#known.delete(oldest)
  }

  /** A text without any of them. */
  hide(text: string): string {
    let hidden = text
    for (const secret of this.#known) {
      for (const spelling of [secret, encodeURIComponent(secret)]) {
        hidden = hidden.replaceAll(spelling, mark(secret))
      }
    }
    return hidden
  }

  /** A copy that may be shown. */
  show(value: unknown, name = '', seen: readonly unknown[] = []): unknown {
    if (typeof value === 'string') {
      if (!isSecretName(name) || value === '') return this.hide(value)
      const [, scheme = '', rest = value] = /^(Bearer |Basic )?(.*)$/s.exec(value) ?? []
      return rest.startsWith('***') ? value : scheme + mark(rest)
    }
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    if (seen.includes(value)) return '[circular]'
    const path = [...seen, value]
    if (Array.isArray(value)) return value.map((item) => this.show(item, '', path))
    const isError = isErrorBody(value)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.show(item, isError ? '' : key, path)]),
    )
  }

  /** A text of JSON, a query or a form with its secrets masked. */
  showText(text: string): string {
    const json = parsed(text)
    if (json !== undefined) return JSON.stringify(this.show(json), null, 2)
    const lines = text.split('\n').map((line) => this.#showLine(line))
    const queried = lines
      .join('\n')
      .replaceAll(
        /([?&\n]|^)([\w-]+)=([^&\s]+)/g,
        (whole, before: string, name: string, value: string) =>
          isSecretName(name) ? `${before}${name}=${mark(value)}` : whole,
      )
    return this.hide(queried)
  }

  /** One line of what is not JSON as a whole; an answer that is still coming ends in the middle of a value. */
  #showLine(line: string): string {
    const [, before = '', value = ''] = JSON_LINE.exec(line) ?? []
    const json = parsed(value)
    if (json !== undefined) return before + JSON.stringify(this.show(json))
    return line.replaceAll(
      /"([\w-]+)"(\s*:\s*)"([^"]*)("?)/g,
      (whole, name: string, colon: string, secret: string, end: string) =>
        isSecretName(name) ? `"${name}"${colon}"${mark(secret)}${end}` : whole,
    )
  }
}

/** The values of JSON in a text: the text itself, or its lines, which server-sent events begin with `data:`. */
function jsonIn(text: string): unknown[] {
  const whole = parsed(text)
  if (whole !== undefined) return [whole]
  return text.split('\n').flatMap((line) => parsed(JSON_LINE.exec(line)?.[2] ?? '') ?? [])
}

/** A value of JSON after a prefix without brackets: `data: {...}`, `42["event",{...}]`. */
const JSON_LINE = /^([^[{]*)([[{].*)$/

/** The `code` of an error is no secret. */
const isErrorBody = (value: object) => 'code' in value && 'message' in value

/** @returns nothing for what is no object or array of JSON */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
