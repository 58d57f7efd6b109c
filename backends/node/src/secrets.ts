import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'

/** A session token: 256 random bits, as a text that fits into a header. */
export const newToken = () => randomBytes(32).toString('base64url')

export const hashOf = (token: string) => hash('sha256', token, 'buffer')

export const randomName = (bytes: number) => randomBytes(bytes).toString('hex')

const IV_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a session_key for the database (AES-256-GCM): iv, tag, text. Bound to its user. */
export function seal(text: string, key: Buffer, openid: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(openid))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** The decrypted text, or undefined if the key or the user differs. */
export function unseal(sealed: Uint8Array, key: Buffer, openid: string): string | undefined {
  const text = Buffer.from(sealed)
  const iv = text.subarray(0, IV_BYTES)
  const tag = text.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
    cipher.setAAD(Buffer.from(openid)).setAuthTag(tag)
    const rest = text.subarray(IV_BYTES + TAG_BYTES)
    return Buffer.concat([cipher.update(rest), cipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
