import { createCipheriv, createDecipheriv } from 'node:crypto'
import { randomBytes } from '../../random.ts'
import { additionalData, type Binding } from './binding.ts'
import { loadSm, type GcmInput, type GcmOutput } from './sm.ts'

/**
 * A body as WeChat encrypts it, all fields in base64: AES256_GCM, or SM4_GCM where the key is 16 bytes
 * long.
 *
 * Source: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/getting_started/api_signature.html
 */
export interface Envelope {
  iv: string
  data: string
  authtag: string
}

/** A registered encryption key: its serial, and 32 (AES256) or 16 (SM4) bytes in base64. */
export interface SymmetricKey {
  sn: string
  key: string
}

/** Bytes of a key for AES256_GCM. */
export const AES_KEY_BYTES = 32
/** Bytes of a key for SM4_GCM. */
export const SM4_KEY_BYTES = 16
const IV_BYTES = 12

/** Encrypts a text, bound to its request or answer. */
export async function seal(
  plaintext: string,
  binding: Binding,
  { key, sn }: SymmetricKey,
): Promise<Envelope> {
  const iv = randomBytes(IV_BYTES)
  const given = { key: Buffer.from(key, 'base64'), iv, aad: additionalData(binding, sn) }
  const bytes = Buffer.from(plaintext)
  const isSm4 = given.key.length === SM4_KEY_BYTES
  const { data, authtag } = isSm4 ? (await loadSm()).seal(bytes, given) : sealByAes(bytes, given)
  return {
    iv: iv.toString('base64'),
    data: data.toString('base64'),
    authtag: authtag.toString('base64'),
  }
}

/** The plaintext; undefined when it was sealed with another key, or for another address. */
export async function open(
  { iv, data, authtag }: Envelope,
  binding: Binding,
  { key, sn }: SymmetricKey,
): Promise<string | undefined> {
  try {
    const given = {
      key: Buffer.from(key, 'base64'),
      iv: Buffer.from(iv, 'base64'),
      aad: additionalData(binding, sn),
    }
    const sealed = { data: Buffer.from(data, 'base64'), authtag: Buffer.from(authtag, 'base64') }
    const isSm4 = given.key.length === SM4_KEY_BYTES
    const plain = isSm4 ? (await loadSm()).open(sealed, given) : openByAes(sealed, given)
    return plain.toString('utf8')
  } catch {
    return undefined
  }
}

function sealByAes(plaintext: Buffer, { key, iv, aad }: GcmInput): GcmOutput {
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad)
  const data = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { data, authtag: cipher.getAuthTag() }
}

function openByAes({ data, authtag }: GcmOutput, { key, iv, aad }: GcmInput): Buffer {
  const options = { authTagLength: 16 }
  const decipher = createDecipheriv('aes-256-gcm', key, iv, options).setAAD(aad)
  decipher.setAuthTag(authtag)
  return Buffer.concat([decipher.update(data), decipher.final()])
}
