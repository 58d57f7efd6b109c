import { constants, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { signedText, type Binding } from './binding.ts'
import { loadSm, sm2PointOf } from './sm.ts'

/** The two ways WeChat signs: RSA-PSS with SHA-256 and a salt of 32 bytes, and SM2 with SM3. */
export type SignatureAlgorithm = 'RSAwithSHA256' | 'SM2withSM3'

/** A registered public key in PEM, RSA or SM2, and its serial. */
export interface VerificationKey {
  sn: string
  publicKey: string
}

/** A private key: RSA in PEM, SM2 hexadecimal. */
export interface SigningKey {
  sn: string
  privateKey: string
  algorithm: SignatureAlgorithm
}

/** The algorithm of a public key in PEM; undefined where it is neither RSA nor SM2. */
export function algorithmOf(pem: string): SignatureAlgorithm | undefined {
  if (sm2PointOf(pem) !== undefined) return 'SM2withSM3'
  try {
    return createPublicKey(pem).asymmetricKeyType === 'rsa' ? 'RSAwithSHA256' : undefined
  } catch {
    return undefined
  }
}

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

/** Signs a body, in base64. SM2's identity is the key's serial. */
export async function signBody(body: string, binding: Binding, key: SigningKey): Promise<string> {
  const text = signedText(binding, body)
  if (key.algorithm === 'SM2withSM3') {
    return (await loadSm()).sign(text, key.privateKey, key.sn).toString('base64')
  }
  return sign('sha256', text, { key: createPrivateKey(key.privateKey), ...PSS }).toString('base64')
}

/** True if a signature in base64 is that of the key, for this body at this address and time. */
export async function isSigned(
  body: string,
  binding: Binding,
  { publicKey, sn }: VerificationKey,
  signature: string,
): Promise<boolean> {
  const text = signedText(binding, body)
  const bytes = Buffer.from(signature, 'base64')
  const point = sm2PointOf(publicKey)
  if (point !== undefined) return isSignedBySm2(text, bytes, point, sn)
  return verify('sha256', text, { key: createPublicKey(publicKey), ...PSS }, bytes)
}

async function isSignedBySm2(text: Buffer, bytes: Buffer, point: string, identity: string) {
  const sm = await loadSm()
  try {
    return sm.verify(text, bytes, point, identity)
  } catch {
    return false // no DER
  }
}

/**
 * The usual mistake behind a wrong signature, where it is one; WeChat itself says nothing of it.
 */
export async function usualMistake(
  body: string,
  binding: Binding,
  registered: VerificationKey,
  signature: string,
): Promise<string | undefined> {
  const bytes = Buffer.from(signature, 'base64')
  const { url, appid, timestamp } = binding
  const withSerial = Buffer.from([url, appid, timestamp, registered.sn, body].join('\n'))
  const texts = { plain: signedText(binding, body), withSerial }
  const point = sm2PointOf(registered.publicKey)
  return point === undefined
    ? mistakeWithRsa(texts, registered, bytes)
    : mistakeWithSm2(texts, point, registered.sn, bytes)
}

interface Texts {
  plain: Buffer
  withSerial: Buffer
}

const SERIAL_SIGNED = 'the serial is not part of the signed text'

function mistakeWithRsa(
  { plain, withSerial }: Texts,
  { publicKey }: VerificationKey,
  bytes: Buffer,
) {
  const key = createPublicKey(publicKey)
  const anySalt = { key, padding: PSS.padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  if (verify('sha256', plain, key, bytes)) return 'PKCS1 padding instead of PSS'
  if (verify('sha256', plain, anySalt, bytes)) return 'a salt that is not 32 bytes long'
  if (verify('sha256', withSerial, anySalt, bytes)) return SERIAL_SIGNED
  return undefined
}

/** The identity that libraries take where none is given (GM/T 0009). */
const DEFAULT_IDENTITY = '1234567812345678'

async function mistakeWithSm2(
  { plain, withSerial }: Texts,
  point: string,
  sn: string,
  bytes: Buffer,
) {
  const fits = (text: Buffer, identity: string) => isSignedBySm2(text, bytes, point, identity)
  if (await fits(plain, DEFAULT_IDENTITY)) {
    return "SM2's default identity instead of the serial of the key"
  }
  if (await fits(withSerial, sn)) return SERIAL_SIGNED
  const raw = bytes.length === 64 ? asDer(bytes) : undefined
  if (raw && (await isSignedBySm2(plain, raw, point, sn))) return 'r and s instead of DER'
  return undefined
}

/** The two numbers of a signature, 32 bytes each, in DER. */
function asDer(bytes: Buffer): Buffer {
  const numbers = [bytes.subarray(0, 32), bytes.subarray(32)].map((number) => {
    const short = number.subarray(number.findIndex((byte) => byte !== 0))
    const positive = (short[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), short]) : short
    return Buffer.concat([Buffer.from([2, positive.length]), positive])
  })
  const content = Buffer.concat(numbers)
  return Buffer.concat([Buffer.from([0x30, content.length]), content])
}
