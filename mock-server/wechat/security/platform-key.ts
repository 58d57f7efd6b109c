import { generateKeyPairSync } from 'node:crypto'
import { randomBytes } from '../../random.ts'
import type { Store } from '../../store/store.ts'
import type { SignatureAlgorithm } from './signature.ts'
import { loadSm, sm2Pem } from './sm.ts'

/** The key with which this fake signs its answers, as a developer downloads it (平台证书). */
export interface PlatformKey {
  sn: string
  algorithm: SignatureAlgorithm
  /** RSA in PEM, SM2 hexadecimal. */
  privateKey: string
  /** In PEM. */
  publicKey: string
  /** Absent until it is first used. */
  certificate?: string
}

/** A row of `settings` each. */
const NAMES: Record<SignatureAlgorithm, string> = {
  RSAwithSHA256: 'platform_key',
  SM2withSM3: 'platform_key_sm2',
}

/** Makes a certificate in PEM around a key. */
export type Certify = (key: PlatformKey) => string | Promise<string>

/**
 * The platform's key of an algorithm, made once and kept in the data file: backends hold what checks
 * it.
 */
export async function platformKey(
  store: Store,
  algorithm: SignatureAlgorithm = 'RSAwithSHA256',
): Promise<PlatformKey> {
  const saved = readKey(store, algorithm)
  if (saved) return saved
  const keys = algorithm === 'SM2withSM3' ? await makeSm2() : makeRsa()
  const madeMeanwhile = readKey(store, algorithm)
  if (madeMeanwhile) return madeMeanwhile
  // Of the length that WeChat's have.
  const made: PlatformKey = { sn: randomBytes(16).toString('hex'), algorithm, ...keys }
  keep(store, made)
  return made
}

function readKey(store: Store, algorithm: SignatureAlgorithm): PlatformKey | undefined {
  const saved = store
    .sql('SELECT value FROM settings WHERE key = ?')
    .get<{ value: string }>(NAMES[algorithm])?.value
  // Files of an earlier version name no algorithm.
  return saved === undefined ? undefined : { ...(JSON.parse(saved) as PlatformKey), algorithm }
}

const makeRsa = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })

async function makeSm2() {
  const { privateKey, publicKey } = (await loadSm()).makeKeys()
  return { privateKey, publicKey: sm2Pem(publicKey) }
}

/** The certificate that a developer downloads (平台证书): made once, as the key is. */
export async function platformCertificate(
  store: Store,
  certify: Certify,
  algorithm?: SignatureAlgorithm,
): Promise<string> {
  const key = await platformKey(store, algorithm)
  if (key.certificate !== undefined) return key.certificate
  const certificate = await certify(key)
  keep(store, { ...key, certificate })
  return certificate
}

function keep(store: Store, key: PlatformKey) {
  store
    .sql(
      'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(NAMES[key.algorithm], JSON.stringify(key))
}
