import { generateKeyPairSync } from 'node:crypto'
import { randomBytes } from '../../random.ts'
import type { Store } from '../../store/store.ts'

/** The key with which this fake signs its answers, as a developer downloads it (平台证书). */
export interface PlatformKey {
  sn: string
  privateKey: string
  publicKey: string
  /** Absent until somebody asks for it. */
  certificate?: string
}

const NAME = 'platform_key'

/** Makes a certificate for a private key in PEM. */
export type Certify = (privateKey: string) => string | Promise<string>

/** The platform's key, made once and kept in the data file: backends hold what checks it. */
export function platformKey(store: Store): PlatformKey {
  const saved = store
    .sql('SELECT value FROM settings WHERE key = ?')
    .get<{ value: string }>(NAME)?.value
  if (saved !== undefined) return JSON.parse(saved) as PlatformKey
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  // Of the length that WeChat's have.
  const made: PlatformKey = { sn: randomBytes(16).toString('hex'), privateKey, publicKey }
  keep(store, made)
  return made
}

/** The certificate that a developer downloads (平台证书): made once, as the key is. */
export async function platformCertificate(store: Store, certify: Certify): Promise<string> {
  const key = platformKey(store)
  if (key.certificate !== undefined) return key.certificate
  const certificate = await certify(key.privateKey)
  keep(store, { ...key, certificate })
  return certificate
}

function keep(store: Store, key: PlatformKey) {
  store
    .sql(
      'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run(NAME, JSON.stringify(key))
}
