/** Everything GCM is given beside the text. */
export interface GcmInput {
  key: Buffer
  iv: Buffer
  aad: Buffer
}

/** Everything GCM gives. */
export interface GcmOutput {
  data: Buffer
  authtag: Buffer
}

/** SM4_GCM, and SM2withSM3 with an identity. */
export interface Sm {
  seal(plaintext: Buffer, input: GcmInput): GcmOutput
  /** @throws when the authentication tag does not fit */
  open(sealed: GcmOutput, input: GcmInput): Buffer
  /** A signature in DER. */
  sign(text: Buffer, privateKey: string, identity: string): Buffer
  /** @throws when the signature is no DER */
  verify(text: Buffer, signature: Buffer, publicKey: string, identity: string): boolean
  makeKeys(): { privateKey: string; publicKey: string }
}

/** Loaded for the first app with such keys: most have none. Keys are hexadecimal. */
export async function loadSm(): Promise<Sm> {
  const { sm2, sm4 } = await import('sm-crypto-v2')
  return {
    seal(plaintext, { key, iv, aad }) {
      const given = { ...gcm, iv: plain(iv), associatedData: plain(aad), outputTag: true } as const
      const { output, tag = new Uint8Array() } = sm4.encrypt(plain(plaintext), plain(key), given)
      return { data: Buffer.from(output), authtag: Buffer.from(tag) }
    },
    open({ data, authtag }, { key, iv, aad }) {
      const given = { ...gcm, iv: plain(iv), associatedData: plain(aad), tag: plain(authtag) }
      return Buffer.from(sm4.decrypt(plain(data), plain(key), given))
    },
    sign: (text, privateKey, userId) =>
      Buffer.from(
        sm2.doSignature(plain(text), privateKey, { der: true, hash: true, userId }),
        'hex',
      ),
    verify: (text, signature, publicKey, userId) =>
      sm2.doVerifySignature(plain(text), signature.toString('hex'), publicKey, {
        der: true,
        hash: true,
        userId,
      }),
    makeKeys: () => sm2.generateKeyPairHex(),
  }
}

const gcm = { mode: 'gcm', output: 'array' } as const

/** The library checks for `Uint8Array`; in jest's document a Buffer is not an instance of it. */
const plain = (bytes: Buffer) => Uint8Array.from(bytes)

/** An SM2 public key in PEM is these bytes, then the point (RFC 5480; the curve's OID is 1.2.156.10197.1.301). */
const SPKI_HEAD = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex')
const POINT_BYTES = 65

/** The point of an SM2 public key in PEM, hexadecimal; undefined where it is none. */
export function sm2PointOf(pem: string): string | undefined {
  const body = /^-----BEGIN PUBLIC KEY-----([\s\w+/=]+)-----END PUBLIC KEY-----\s*$/.exec(pem)?.[1]
  const der = Buffer.from(body ?? '', 'base64')
  const [head, point] = [der.subarray(0, SPKI_HEAD.length), der.subarray(SPKI_HEAD.length)]
  const isKey = head.equals(SPKI_HEAD) && point.length === POINT_BYTES && point[0] === 4
  return isKey ? point.toString('hex') : undefined
}

/** The same the other way. */
export function sm2Pem(point: string): string {
  const der = Buffer.concat([SPKI_HEAD, Buffer.from(point, 'hex')]).toString('base64')
  const lines = der.match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----', ''].join('\n')
}
