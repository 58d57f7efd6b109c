import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
} from 'node:crypto'
import { randomBytes } from '../../random.ts'

/**
 * WeChat's API signature and encryption: AES-256-GCM inside, RSA-PSS with SHA-256 and a salt of 32
 * bytes outside.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/getting_started/api_signature.html
 */
export interface Envelope {
  iv: string
  data: string
  authtag: string
}

/** What a message is bound to, so that it can't be sent elsewhere, by another app, or again. */
export interface Binding {
  /** The address without its query, with `https://`. */
  url: string
  appid: string
  /** Seconds since 1970. */
  timestamp: number
}

const AAD = ({ url, appid, timestamp }: Binding, sn: string) =>
  Buffer.from([url, appid, timestamp, sn].join('|'))

export interface SymmetricKey {
  sn: string
  /** 32 bytes in base64. */
  key: string
}

export function seal(plaintext: string, binding: Binding, { key, sn }: SymmetricKey): Envelope {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64'), iv)
  cipher.setAAD(AAD(binding, sn))
  const data = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return {
    iv: iv.toString('base64'),
    data: data.toString('base64'),
    authtag: cipher.getAuthTag().toString('base64'),
  }
}

/** The plaintext; undefined when it was sealed with another key, or for another address. */
export function open(
  { iv, data, authtag }: Envelope,
  binding: Binding,
  { key, sn }: SymmetricKey,
): string | undefined {
  try {
    const vector = Buffer.from(iv, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), vector)
    decipher.setAAD(AAD(binding, sn))
    decipher.setAuthTag(Buffer.from(authtag, 'base64'))
    return Buffer.concat([decipher.update(data, 'base64'), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

const signedText = ({ url, appid, timestamp }: Binding, body: string) =>
  Buffer.from([url, appid, timestamp, body].join('\n'))

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

export function signBody(body: string, binding: Binding, privateKey: string): string {
  const key = createPrivateKey(privateKey)
  return sign('sha256', signedText(binding, body), { key, ...PSS }).toString('base64')
}

export function isSigned(
  body: string,
  binding: Binding,
  publicKey: string,
  signature: string,
): boolean {
  const key = createPublicKey(publicKey)
  return verify(
    'sha256',
    signedText(binding, body),
    { key, ...PSS },
    Buffer.from(signature, 'base64'),
  )
}

/**
 * What was done instead, where a wrong signature is one of the usual ones; WeChat itself says nothing
 * of it.
 */
export function usualMistake(
  body: string,
  binding: Binding,
  { publicKey, sn }: { publicKey: string; sn: string },
  signature: string,
): string | undefined {
  const key = createPublicKey(publicKey)
  const bytes = Buffer.from(signature, 'base64')
  const text = signedText(binding, body)
  const { url, appid, timestamp } = binding
  const withSerial = Buffer.from([url, appid, timestamp, sn, body].join('\n'))
  const anySalt = { key, padding: PSS.padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  if (verify('sha256', text, key, bytes)) return 'PKCS1 padding instead of PSS'
  if (verify('sha256', text, anySalt, bytes)) return 'a salt that is not 32 bytes long'
  if (verify('sha256', withSerial, anySalt, bytes))
    return 'the serial is not part of the signed text'
  return undefined
}
