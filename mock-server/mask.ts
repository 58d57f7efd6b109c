import { createHash } from 'node:crypto'

/** A short mark for a secret: the same for the same secret, and nothing more can be learned. */
export function mark(secret: string): string {
  return `***${createHash('sha256').update(secret).digest('hex').slice(0, 6)}`
}

/** `13800138000` as `138****8000`, as WeChat's security guide wants it shown. */
export function maskPhone(number: string): string {
  if (number.length < 8) return '*'.repeat(number.length)
  return `${number.slice(0, -8)}****${number.slice(-4)}`
}

/** Names of secrets, in small letters and without `_`: `session_key` and `sessionKey` are one. */
const SECRETS = new Set([
  'accesstoken',
  'code',
  'encrypteddata',
  'encryptedmsghash',
  'iv',
  'jscode',
  'secret',
  'sessionkey',
  'signature',
  'token',
])
const PHONES = new Set(['phonenumber', 'purephonenumber', 'phone'])

const LIMITS = { depth: 4, entries: 30, characters: 200 }

/**
 * A copy of some JSON that may be shown: secrets marked, phone numbers masked, and what is long or
 * deep cut short. The `code` of an error is no secret.
 */
export function maskSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return shorten(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= LIMITS.depth) return '...'
  if (Array.isArray(value)) {
    return value.slice(0, LIMITS.entries).map((item) => maskSecrets(item, depth + 1))
  }
  const entries = Object.entries(value).slice(0, LIMITS.entries)
  return Object.fromEntries(entries.map(([key, item]) => [key, maskEntry(key, item, depth)]))
}

function maskEntry(key: string, value: unknown, depth: number): unknown {
  const name = key.toLowerCase().replaceAll('_', '')
  if (name === 'rawdata') return '...' // says again what stands beside it, in one long string
  if (name === 'error' && isErrorBody(value)) return { ...value, message: shorten(value.message) }
  if (typeof value === 'string' || typeof value === 'number') {
    if (SECRETS.has(name)) return mark(String(value))
    if (PHONES.has(name)) return maskPhone(String(value))
  }
  return maskSecrets(value, depth + 1)
}

const isErrorBody = (value: unknown): value is { code: string; message: string } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'code,message,requestId' &&
  Object.values(value).every((part) => typeof part === 'string')

const shorten = (text: string) =>
  text.length > LIMITS.characters ? `${text.slice(0, LIMITS.characters)}...` : text
