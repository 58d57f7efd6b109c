import { mark, maskPhone } from '../mask.ts'
import type { Secrets } from './secrets.ts'

/** Names of secrets, in small letters and without `_` or `-`: `session_key` and `sessionKey` are one. */
const SECRETS = new Set([
  'accesstoken',
  'appsecret',
  'authorization',
  'componentaccesstoken',
  'componentappsecret',
  'componentverifyticket',
  'code',
  'cookie',
  'encrypteddata',
  'encryptedmsghash',
  'encryptkey',
  'iv',
  'jscode',
  'password',
  'refreshtoken',
  'secret',
  'sessionkey',
  'setcookie',
  'signature',
  'token',
])
const PHONES = new Set(['phonenumber', 'purephonenumber', 'phone'])

const LIMITS = { depth: 4, entries: 30, characters: 200 }

/**
 * A copy of some JSON that may be shown: secrets marked, phone numbers masked, and what is long or
 * deep cut short. What was found under a secret's name is a secret wherever it stands, here and in
 * whatever is shown later. The `code` of an error is no secret.
 */
export function maskSecrets(value: unknown, secrets: Secrets): unknown {
  learn(value, secrets, 0)
  return mask(value, secrets, 0)
}

function learn(value: unknown, secrets: Secrets, depth: number) {
  if (typeof value !== 'object' || value === null || depth >= LIMITS.depth) return
  for (const [key, item] of Object.entries(value).slice(0, LIMITS.entries)) {
    const shown = shownAs(key, item)
    if (shown !== undefined) secrets.learn(String(item), shown)
    else if (!isErrorBody(item)) learn(item, secrets, depth + 1)
  }
}

/** The mark in its place where its name says that it may not be shown. */
function shownAs(key: string, value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const name = key.toLowerCase().replaceAll(/[_-]/g, '')
  if (SECRETS.has(name)) return mark(String(value))
  return PHONES.has(name) ? maskPhone(String(value)) : undefined
}

function mask(value: unknown, secrets: Secrets, depth: number): unknown {
  if (typeof value === 'string') return shorten(secrets.hide(value))
  if (typeof value !== 'object' || value === null) return value
  if (depth >= LIMITS.depth) return '...'
  if (Array.isArray(value)) {
    return value.slice(0, LIMITS.entries).map((item) => mask(item, secrets, depth + 1))
  }
  const entries = Object.entries(value).slice(0, LIMITS.entries)
  return Object.fromEntries(
    entries.map(([key, item]) => [
      shorten(secrets.hide(key)),
      shownAs(key, item) ?? maskEntry(key, item, secrets, depth),
    ]),
  )
}

function maskEntry(key: string, value: unknown, secrets: Secrets, depth: number): unknown {
  const name = key.toLowerCase().replaceAll(/[_-]/g, '')
  if (name === 'rawdata') return '...' // repeats the fields beside it, in one long string
  if (name !== 'error' || !isErrorBody(value)) return mask(value, secrets, depth + 1)
  return { ...value, message: shorten(secrets.hide(value.message)) }
}

const isErrorBody = (value: unknown): value is { code: string; message: string } =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === 'code,message,requestId' &&
  Object.values(value).every((part) => typeof part === 'string')

const shorten = (text: string) =>
  text.length > LIMITS.characters ? `${text.slice(0, LIMITS.characters)}...` : text
